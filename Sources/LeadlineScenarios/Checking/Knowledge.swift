import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// What is known at a place of a scenario before anything runs: the names and what the last answer will be.
final class Knowledge {
    var api: API?
    /// Bound names with what the description says of them.
    var names: [String: Schema?] = [:]
    var answer = LastAnswer.none {
        didSet { if case .origin(.operation(let operation, _)) = answer, operation.verb == .find { find = answer } }
    }
    /// The last find, whose pages `next` and `prev` turn.
    private(set) var find = LastAnswer.none
    /// Set behind a command that could not be read: it may have bound any name and begun a draft.
    var isOpen = false
    /// What the file that the last `run` ran binds.
    var includedSchema: Schema?
    /// Set once a draft was begun.
    var draft: (api: API, operation: LeadlineAPI.Operation)?

    /// What the names of the answer will speak of.
    enum LastAnswer {
        case none
        case origin(AnswerOrigin)
        /// A raw request, or a file that was run.
        case anything
    }

    /// Looks at a request that is not sent: the last answer and the last find stay.
    func keepingAnswers(_ look: () -> Void) {
        let (answer, find) = (answer, find)
        look()
        self.answer = answer
        self.find = find
    }

    private var documentSchema: Schema? {
        switch answer {
        case .none, .anything: nil
        case .origin(.operation(let operation, let api)): api.documentSchema(of: operation)
        case .origin(.store(_, let collection)): collection.document
        }
    }

    /// What a `-> NAME` of the last answer binds.
    var answerSchema: Schema? {
        switch answer {
        case .origin(.operation(let operation, _)) where operation.answersSeveral:
            documentSchema.map { Schema(listOf: $0) }
        case .origin(.store(.find, _)): documentSchema.map { Schema(listOf: $0) }
        default: documentSchema
        }
    }

    /// What the description says of a subject's place; the outer nil: nothing is known there.
    func schema(at keys: ArraySlice<PathKey>) -> Schema?? {
        guard case .name(let first)? = keys.first else { return nil }
        let rest = keys.dropFirst()
        switch first {
        case "doc": return documentSchema.map { $0.schema(at: rest) }
        case "docs":
            guard case .index? = rest.first else { return nil }
            return documentSchema.map { $0.schema(at: rest.dropFirst()) }
        case "request":
            guard rest.first == .name("doc"), case .origin(.operation(let operation, _)) = answer else { return nil }
            return operation.body.map { $0.schema.schema(at: rest.dropFirst()) }
        default:
            guard let known = names[first], let schema = known else { return nil }
            return schema.schema(at: rest)
        }
    }

    /// How a word is read that stands right of this subject.
    func type(at keys: [PathKey]) -> ValueType {
        switch keys.first {
        case .name("status")?: .integer
        case .name("outcome")?, .name("target")?, .name("run")?, .name("headers")?: .text
        case .name("now")?: .time
        default: (schema(at: keys[...]) ?? nil)?.valueType.comparable ?? .any
        }
    }
}
