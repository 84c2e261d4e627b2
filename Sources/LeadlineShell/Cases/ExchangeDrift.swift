import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// In what the answers of two servers to the same command differ, but for what differs between any two servers.
struct ExchangeDrift {
    struct Difference: Equatable {
        var subject: String
        var left: String
        var right: String
    }

    /// The subject of a difference in the words of errors.
    static let words = "errors"

    private(set) var differences: [Difference] = []
    private let api: API?

    /// An exchange, and the ids of what its row has made on that server: nothing is said of what others made.
    typealias Side = (exchange: Exchange, made: Set<String>)

    init(_ left: Side, _ right: Side, _ api: API?) {
        self.api = api
        let (a, b) = (left.exchange.answer, right.exchange.answer)
        add("outcome", a.outcome, b.outcome)
        add("status", a.status.map(String.init) ?? "none", b.status.map(String.init) ?? "none")
        add(Self.words, Self.messages(a), Self.messages(b))
        guard a.outcome == b.outcome else { return }
        let schema = left.exchange.operation.flatMap { api?.documentSchema(of: $0) }
        if let old = a.listed(api), let new = b.listed(api) {
            compareShapes(Shape(old.made(left.made)), Shape(new.made(right.made)), below: "docs[]")
        } else if let old = a.document, let new = b.document {
            compareDocuments(old, new, schema)
        } else if let old = a.body, let new = b.body, a.errors == [] || b.errors == [] {
            compareShapes(Shape([old]), Shape([new]), below: "body")
        }
    }

    private mutating func add(_ subject: String, _ left: String, _ right: String) {
        if left != right { differences.append(Difference(subject: subject, left: left, right: right)) }
    }

    /// The errors of an answer without what names a document or a moment: they are others on another server.
    private static func messages(_ answer: Answer) -> String {
        let messages = answer.reasons.map { NeutralText.text($0, hidesNumbers: true) }.sorted()
        return messages.isEmpty ? "none" : messages.joined(separator: "; ")
    }

    // MARK: One document

    private mutating func compareDocuments(_ old: JSON, _ new: JSON, _ schema: Schema?) {
        for entry in JSONDifference(from: old, to: new, path: "doc").entries {
            let place = schema?.place(of: entry.path.dropFirst(3))
            switch entry.kind {
            case .added(let value): add(entry.path, "is missing", value.kindPhrase)
            case .removed(let value): add(entry.path, value.kindPhrase, "is missing")
            case .changed(let old, let new):
                let isSum = api?.answer.total.map { "doc." + $0.joined(separator: ".") == entry.path } ?? false
                if isSum || Self.differsAnywhere(old, new, place, name: entry.path) { continue }
                add(entry.path, old.shortened, new.shortened)
            }
        }
    }

    /// Whether a value is an id or a time, which are others on each server; both sides must have one.
    private static func differsAnywhere(_ old: JSON, _ new: JSON, _ schema: Schema?, name: String) -> Bool {
        guard old.kindPhrase == new.kindPhrase else { return false }
        if let a = old.string, let b = new.string, NeutralText.text(a) == NeutralText.text(b) { return true }
        if ["sequence", "object-id", "now"].contains(schema?.generator) || schema?.relation != nil { return true }
        let last = name.split { ".[]".contains($0) }.last.map(String.init) ?? ""
        return last == "id" || last == "_id" || last.hasSuffix("_id") || last.hasSuffix("Id")
    }

    // MARK: Several documents

    private mutating func compareShapes(_ old: Shape, _ new: Shape, below path: String) {
        guard old.count > 0, new.count > 0 else { return }
        for name in Set(old.members.keys).union(new.members.keys).sorted() {
            switch (old.members[name], new.members[name]) {
            case (let a?, let b?):
                // What is null in the one may be anything in the other.
                if a.kinds.isDisjoint(with: b.kinds), !a.kinds.isEmpty, !b.kinds.isEmpty {
                    add("\(path).\(name)", a.words, b.words)
                }
            case (let a?, nil) where a.count == old.count: add("\(path).\(name)", a.words, "is missing")
            case (nil, let b?) where b.count == new.count: add("\(path).\(name)", "is missing", b.words)
            default: break
            }
        }
    }

    /// What members the objects of a list have, and of what kinds.
    private struct Shape {
        struct Member {
            var count = 0
            /// Without null.
            var kinds: Set<String> = []

            var words: String { kinds.isEmpty ? "null" : kinds.sorted().joined(separator: " or ") }
        }

        var count: Int
        var members: [String: Member] = [:]

        init(_ values: [JSON]) {
            count = values.count
            for value in values {
                for member in value.object?.members ?? [] {
                    members[member.name, default: Member()].count += 1
                    if member.value != .null { members[member.name]?.kinds.insert(member.value.kindPhrase) }
                }
            }
        }
    }
}

extension Schema {
    /// What stands at a path as differences write it: `.address.street`, `.tags[0]`.
    fileprivate func place(of path: Substring) -> Schema? {
        path.split { ".[]".contains($0) }.reduce(self) { place, name in
            Int(name) == nil ? place?.schema(at: [.name(String(name))]) : place?.items?.schema
        }
    }
}

extension JSON {
    /// `text`, `number`, `list`: the kind alone.
    fileprivate var kindPhrase: String {
        switch self {
        case .null: "null"
        case .bool: "true/false"
        case .number: "number"
        case .string: "text"
        case .array: "list"
        case .object: "object"
        }
    }

    fileprivate var shortened: String {
        let text = text()
        return text.count > 60 ? text.prefix(59) + "…" : text
    }
}
