import LeadlineCore

/// Where commands stand; some make sense only in some places.
package enum CommandContext: String, Sendable, CaseIterable {
    case prompt, script, scenario

    /// As messages write it: 'works only …'.
    package var phrase: String {
        switch self {
        case .prompt: "at the prompt"
        case .script: "in scripts"
        case .scenario: "in scenarios"
        }
    }
}

/// A command of the language, as everything that must know about it reads it.
package final class CommandEntry: Sendable {
    package enum Group: String, Sendable, CaseIterable {
        case request, draft, names, target, judge, look

        package var title: String {
            switch self {
            case .request: "Send requests"
            case .draft: "Write a draft, then send it"
            case .names: "Names, files, APIs"
            case .target: "The target, the mock's clock and faults"
            case .judge: "Say what must hold"
            case .look: "Look at what happened"
            }
        }
    }

    package let name: String
    package let group: Group
    /// What it does, in one line.
    package let summary: String
    package let slots: [Slot]
    package let contexts: [CommandContext]
    /// Each parses in the first of the contexts.
    package let examples: [String]
    /// Whole sentences for the help.
    package let notes: [String]
    /// What others call it; only for suggestions.
    package let otherNames: [String]
    /// Makes the tree from what was read by the slots.
    let build: @Sendable (Arguments) throws(Diagnostic) -> Command.Action

    init(
        _ name: String, _ group: Group, _ summary: String, _ slots: [Slot] = [],
        in contexts: [CommandContext] = CommandContext.allCases, examples: [String], notes: [String] = [],
        otherNames: [String] = [], build: @escaping @Sendable (Arguments) throws(Diagnostic) -> Command.Action
    ) {
        self.name = name
        self.group = group
        self.summary = summary
        self.slots = slots
        self.contexts = contexts
        self.examples = examples
        self.notes = notes
        self.otherNames = otherNames
        self.build = build
    }

    /// The verb of a request on a collection.
    package var verb: Request.Verb? { Request.Verb(rawValue: name) }

    /// Whether it sends something: what `explain` can explain.
    package var isRequest: Bool { group == .request || name == "send" }

    /// The body among the slots, if there is one.
    package var body: Body? {
        for case .body(let body) in slots { return body }
        return nil
    }
}
