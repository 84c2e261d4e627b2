import LeadlineCore

@testable import LeadlineMock

/// A value as the field's type reads it.
enum NaiveOperand: Equatable {
    case text(String)
    case number(Double)
    case truth(Bool)
    /// In milliseconds.
    case moment(Int)

    struct Unreadable: Error {
        var answer: NaiveWhere.Answer
    }

    static func read(_ value: JSON, _ place: QueryPlace) -> Result<NaiveOperand, Unreadable> {
        func read(_ operand: NaiveOperand?, else answer: NaiveWhere.Answer) -> Result<NaiveOperand, Unreadable> {
            operand.map { .success($0) } ?? .failure(Unreadable(answer: answer))
        }
        switch place.field.kind {
        case .number: return read(NaiveReading.number(value).map { .number($0) }, else: .fails)
        case .checkbox: return read(NaiveReading.truth(value).map { .truth($0) }, else: .fails)
        case .date: return read(NaiveReading.moment(value).map { .moment($0) }, else: .dropped)
        case .relationship where NaiveWhere.isRelation(place), .upload:
            guard case .string(let text) = value, !["null", ""].contains(text) else { return read(nil, else: .unsaid) }
            // What is no id finds nothing.
            return .success(.text(NaiveReading.isID(text) ? text : noID))
        default: return read(value.string.map { .text($0) }, else: .unsaid)
        }
    }

    func equals(_ value: JSON?) -> Bool { order(of: value) == 0 }

    /// Below 0 where the value is smaller; nil where it is of another type.
    func order(of value: JSON?) -> Int? {
        switch (self, value) {
        case (.text(let right), .string(let left)?):
            let (left, right) = (Array(left.utf8), Array(right.utf8))
            return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
        case (.number(let right), .number?):
            return NaiveReading.number(value).map { $0 == right ? 0 : $0 < right ? -1 : 1 }
        case (.truth(let right), .bool(let left)?): return left == right ? 0 : left ? 1 : -1
        case (.moment(let right), .string?):
            return NaiveReading.moment(value).map { $0 == right ? 0 : $0 < right ? -1 : 1 }
        default: return nil
        }
    }

    /// What JavaScript takes for false, and what is no id: of these the facts say nothing behind `like`.
    var isNothing: Bool { [.number(0), .truth(false), .text(Self.noID)].contains(self) }

    private static let noID = "\u{0}"
}
