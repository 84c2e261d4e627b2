import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// A value inside of an answer that holds no others.
struct Leaf {
    /// From `doc`, `docs` or `body` on.
    var path: [PathKey]
    var value: JSON

    /// The text of a text, the digits of a number.
    var text: String { value.string ?? value.text() }

    static func all(of answer: Answer) -> [Leaf] {
        var leaves: [Leaf] = []
        for (name, json) in [("doc", answer.document), ("docs", answer.documents), ("body", answer.body)] {
            json?.collect(&leaves, below: [.name(name)])
        }
        return leaves
    }
}

extension JSON {
    fileprivate func collect(_ leaves: inout [Leaf], below path: [PathKey]) {
        switch self {
        case .object(let object):
            for member in object.members { member.value.collect(&leaves, below: path + [.name(member.name)]) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { element.collect(&leaves, below: path + [.index(index)]) }
        case .null, .bool, .number, .string: leaves.append(Leaf(path: path, value: self))
        }
    }
}

extension Answer {
    /// What stands under `doc`, `docs`, `body`, `errors`.
    func value(at path: [PathKey]) -> JSON? {
        let part: JSON? =
            switch path.first {
            case .name("doc")?: document
            case .name("docs")?: documents
            case .name("errors")?: errors
            default: body
            }
        return part?.value(at: path.dropFirst())
    }
}
