package import LeadlineCore

/// What a reader passes, for the help while a command is typed: which part of the text is what, what was read, and what
/// could have come where the text ends. It is told by the same functions that read commands for all other purposes.
package final class ReadingTrace {
    package enum Role: Sendable {
        case command, keyword, word, field, comparison, value, quoted, placeholder, comment, bound
    }

    /// A stretch of the text, in bytes. Stretches may lie inside each other.
    package struct Mark: Sendable {
        package var role: Role
        package var range: Range<Int>
    }

    /// Something whole that was read, in the order of the text.
    package enum Piece: Sendable {
        /// The name of a command; of one inside `explain` and `mock` when `isInner`.
        case command(Located<String>, isInner: Bool)
        case keyword(String)
        case collection(Located<String>)
        case id(Word)
        /// A single word, under the name that the help gives it.
        case word(String, Located<String>)
        /// A value of a slot, under the name that the help gives it.
        case value(String, Value)
        /// A field that is only named.
        case path(Path)
        case part(Part)
        case clause(Clause)
        case subject(Subject, isFilter: Bool)
        case test(Test, isFilter: Bool)
        case placeholder(Placeholder)
        case bound(Located<String>)
        /// A number of digits: an exchange.
        case number(Int)
    }

    /// What may stand where the text ends.
    package enum Expectation: Sendable {
        case command
        case request(storeOnly: Bool)
        case keyword(String)
        case collection
        case id(String)
        /// A single word, under the name that the help gives it: `API`.
        case word(String)
        case value(ValuePlace)
        /// A field that gets a value, the one of a list that gets one more, one that is named only.
        case field, list, column
        case subject(isFilter: Bool)
        case comparison(Subject, isFilter: Bool)
        /// A name in a placeholder, and what may be added to it.
        case name, shift
        case newName
        case headerName
        case number, reference, verb, duration, helpWord
    }

    /// What a value belongs to.
    package enum ValuePlace: Sendable {
        /// A slot, under the name that the help gives it: `FILE`.
        case named(String)
        case field(Path)
        case clause(ClauseName)
        case header(String)
        case from
        case comparison(Subject, String, isFilter: Bool)
        case bound(String)
    }

    package private(set) var marks: [Mark] = []
    package private(set) var pieces: [Piece] = []
    /// What may stand at `place`, the last one where anything new could begin.
    package private(set) var expectations: [Expectation] = []
    package private(set) var place = 0
    /// The slot at `place` and those behind it.
    package private(set) var slotsAtPlace: [Slot] = []
    /// Whether the slot begins at `place`, so that all of it may come.
    package private(set) var beginsSlot = false
    /// Where the last command begins.
    package private(set) var commandStart = 0
    /// Where the last command ends whose slots were all read.
    package private(set) var readTo = -1

    private var slots: [ArraySlice<Slot>] = []
    private var valuePlace: ValuePlace?
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }
}

// MARK: - What readers tell

extension ReadingTrace {
    func mark(_ role: Role, _ range: Range<Int>) {
        if !range.isEmpty { marks.append(Mark(role: role, range: range)) }
    }

    /// The same, instead of the marks from a number on.
    func mark(_ role: Role, _ range: Range<Int>, over first: Int?) {
        if let first, first < marks.count { marks.removeSubrange(first...) }
        mark(role, range)
    }

    func add(_ piece: Piece) { pieces.append(piece) }

    func keyword(_ word: String, _ range: Range<Int>) {
        mark(.keyword, range)
        add(.keyword(word))
    }

    /// Notes what may stand at an offset, if something can begin there.
    func expect(_ expectation: Expectation, at offset: Int, asSlot isSlot: Bool = false) {
        guard offset >= place, canBegin(expectation, at: offset) else { return }
        if offset > place || expectations.isEmpty {
            place = offset
            expectations = []
            slotsAtPlace = (slots.last ?? []) + slots.dropLast().reversed().flatMap { $0.dropFirst() }
            beginsSlot = isSlot
        }
        expectations.append(expectation)
    }

    /// What the next values belong to.
    func nextValues(_ place: ValuePlace) { valuePlace = place }

    func expectValue(at offset: Int) { if let valuePlace { expect(.value(valuePlace), at: offset) } }

    /// The slot that is read next, and those behind it.
    func enter(_ slots: ArraySlice<Slot>) { self.slots.append(slots) }
    func leave() { _ = slots.popLast() }

    func beginCommand(at offset: Int) {
        commandStart = offset
        slots = []
        valuePlace = nil
    }

    func finishSlots(at offset: Int) { readTo = offset }

    /// Whether what stands before an offset has come to its end there.
    private func canBegin(_ expectation: Expectation, at offset: Int) -> Bool {
        guard offset > 0, offset <= bytes.count else { return offset == 0 }
        let byte = bytes[offset - 1]
        if byte.isBlankOrLineEnd || byte == .semicolon { return true }
        return switch expectation {
        case .name, .shift, .id: true
        case .value(.field), .value(.header), .value(.bound): "=[,".utf8.contains(byte)
        case .value(.comparison): "=<>[,".utf8.contains(byte)
        case .subject: byte == .openParenthesis
        default: false
        }
    }
}

// MARK: - Reading with a trace

extension CommandParser {
    /// Reads a text that is being typed at the prompt.
    ///
    /// Unlike `parse` it stops at a quote or bracket that is open: the rest of the text is inside of it.
    package static func trace(
        _ excerpt: Excerpt, context: CommandContext = .prompt
    ) -> (trace: ReadingTrace, diagnostics: [Diagnostic]) {
        var reader = Reader(excerpt)
        let trace = ReadingTrace(reader.bytes)
        reader.trace = trace
        var diagnostics: [Diagnostic] = []
        while reader.beginCommand() {
            let start = reader.position
            trace.beginCommand(at: start)
            do throws(Diagnostic) {
                _ = try reader.command(context)
            } catch {
                diagnostics.append(error)
                if error.code == .unclosed { break }
                reader.recover(from: start, false)
            }
        }
        return (trace, diagnostics)
    }
}

extension Reader {
    /// Tells the trace what a slot may begin with.
    func note(_ slot: Slot) {
        guard let trace else { return }
        switch slot {
        case .optional(let slots): if let first = slots.first { note(first) }
        case .oneOf(let alternatives): for slots in alternatives { if let first = slots.first { note(first) } }
        default:
            if let expectation = Self.expectation(of: slot) { trace.expect(expectation, at: position, asSlot: true) }
        }
    }

    private static func expectation(of slot: Slot) -> ReadingTrace.Expectation? {
        switch slot {
        case .keyword(let word): .keyword(word)
        case .collection, .document, .collectionOrDocument: .collection
        case .word(let name): .word(name)
        case .value(let name), .values(let name): .value(.named(name))
        case .path: .list
        case .paths: .column
        case .assignments: .newName
        case .duration: .duration
        case .number: .number
        case .reference: .reference
        case .subject: .subject(isFilter: false)
        case .verb: .verb
        case .request(let storeOnly): .request(storeOnly: storeOnly)
        case .result: .keyword("->")
        case .helpWords: .helpWord
        case .predicate, .parts, .shellWords, .optional, .oneOf, .body: nil
        }
    }
}
