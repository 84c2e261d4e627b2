package import LeadlineCore
import LeadlineLanguage

/// Reads a script, or several that follow each other, as a scenario of one row: each command and each sentence is a step.
package struct ScriptReader {
    /// At least one.
    private let sources: [Source]

    package init(source: Source, followedBy others: [Source] = []) { sources = [source] + others }

    package func read() -> (scenario: Scenario, diagnostics: [Diagnostic]) {
        let (scenario, unread, emptiness) = readEach()
        return (scenario, unread.map(\.mistake) + emptiness)
    }

    /// The same, with the places of the commands that could not be read; and what is said of a script without commands.
    func readEach() -> (scenario: Scenario, unread: [CommandParser.UnreadCommand], emptiness: [Diagnostic]) {
        let start = SourceLocation(source: sources[0], range: 0..<0)
        var scenario = Scenario(source: sources[0], name: Located(sources[0].name, start))
        var unread: [CommandParser.UnreadCommand] = []
        for source in sources {
            let (commands, others) = CommandParser.read(Excerpt(whole: source), context: .script)
            scenario.steps += commands.map(step)
            unread += others
        }
        for index in scenario.steps.indices where scenario.steps[index].commands.contains(where: \.isRequest) {
            scenario.steps[index].isJudgedLater = isJudged(scenario.steps[(index + 1)...])
        }
        if !unread.isEmpty, !scenario.steps.isEmpty { scenario.steps[0].isPartlyRead = true }
        let isEmpty = scenario.steps.isEmpty && unread.isEmpty
        return (
            scenario, unread,
            isEmpty ? [Diagnostic(.error, .missingKey, "the script holds no command", at: start)] : []
        )
    }

    /// The steps with one more for each command that could not be read, in the order in which all are written.
    func steps(_ steps: [Step], with unread: [CommandParser.UnreadCommand]) -> [Step] {
        guard !unread.isEmpty else { return steps }
        let unread = unread.map { command in
            var step = Step(location: command.location)
            step.isScriptLine = true
            step.mistakes = [command.mistake]
            return step
        }
        func place(_ step: Step) -> (source: Int, offset: Int) {
            (sources.firstIndex { $0 === step.location.source } ?? 0, step.location.range.lowerBound)
        }
        return (steps + unread).sorted { place($0) < place($1) }
    }

    private func step(_ command: Command) -> Step {
        var step = Step(location: command.location)
        step.isScriptLine = true
        switch command.action {
        case .judge(.expect, let sentence): step.expectations = [sentence]
        case .judge(.check, let sentence): step.checks = [sentence]
        default: step.commands = [command]
        }
        return step
    }

    /// Whether a sentence before the next request speaks of outcome or status.
    private func isJudged(_ rest: ArraySlice<Step>) -> Bool {
        rest.prefix { !$0.commands.contains(where: \.isRequest) }.contains { $0.judgesOutcome }
    }
}

extension Command {
    /// Whether it brings an answer whose outcome must be a success unless a sentence says otherwise.
    var isRequest: Bool {
        switch action {
        case .request, .raw, .curl, .send, .page, .resend, .mock: true
        default: false
        }
    }
}
