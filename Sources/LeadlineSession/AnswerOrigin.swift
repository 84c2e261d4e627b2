package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// What an answer comes of, as far as it tells which outcomes the answer can have.
package enum AnswerOrigin {
    case operation(LeadlineAPI.Operation, API)
    /// A `mock` command on a collection.
    case store(Request.Verb, Collection)

    /// What `outcome is …` may name.
    package var possibleOutcomes: [String] {
        switch self {
        case .operation(let operation, let api): api.possibleOutcomes(of: operation)
        case .store(let verb, _): [verb.successOutcome, "not_found"]
        }
    }

    /// What is wrong with a word that is compared with the outcome; nil for one that the answer can have, and where only
    /// the run tells what the word is.
    package func mistake(outcome value: Value) -> Diagnostic? {
        guard case .word(let word) = value, let name = word.text.literal else { return nil }
        let possible = possibleOutcomes
        if possible.contains(name) { return nil }
        return Diagnostic(
            .error, .unknownOutcome, "'\(self.name)' cannot have the outcome '\(name)'", at: value.location,
            help: help(name, possible))
    }

    private var name: String {
        switch self {
        case .operation(let operation, _): "\(operation.verb.rawValue) \(operation.collection)"
        case .store(let verb, let collection): "mock \(verb.rawValue) \(collection.name)"
        }
    }

    /// The nearest outcome, or whose outcome the name is; a list of all would be a wall.
    private func help(_ name: String, _ possible: [String]) -> String {
        if let help = Suggestion.help(for: name, in: possible) { return help }
        if case .operation(_, let api) = self {
            let owners = api.operations.filter { api.possibleOutcomes(of: $0).contains(name) }.map(\.name)
            if !owners.isEmpty { return "it is an outcome of \(owners.joined(separator: ", "))" }
        }
        return "'leadline help outcomes' lists them"
    }
}

extension Session {
    /// Throws for a sentence about an answer that is none yet, and for one that names an outcome that the last answer
    /// cannot have.
    func checkAnswer(of sentence: Predicate) throws(Diagnostic) {
        for test in sentence.tests {
            guard case .path(let path) = test.subject, let first = path.first, ReservedNames.answer.contains(first)
            else { continue }
            guard answer != nil else {
                throw Diagnostic(
                    .error, .unknownName, "there is no '\(first)': no request was sent yet",
                    at: test.subject.location, help: "send a request first")
            }
            guard first == "outcome", path.steps.count == 1, let origin = answerOrigin else { continue }
            for value in test.operation.value?.elements ?? [] {
                if let mistake = origin.mistake(outcome: value) { throw mistake }
            }
        }
    }
}
