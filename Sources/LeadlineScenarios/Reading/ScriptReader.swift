import LeadlineCore
import LeadlineLanguage

/// Reads a script as a scenario of one row: a command and the sentences behind it are a step.
struct ScriptReader {
    let source: Source

    func read() -> (scenario: Scenario, diagnostics: [Diagnostic]) {
        let start = SourceLocation(source: source, range: 0..<0)
        var scenario = Scenario(source: source, name: Located(source.name, start))
        let (commands, diagnostics) = CommandParser.parse(Excerpt(script: source), context: .script)
        for command in commands {
            if case .judge(let kind, let predicate) = command.action {
                if scenario.steps.isEmpty { scenario.steps.append(Step(location: command.location)) }
                let last = scenario.steps.count - 1
                switch kind {
                case .expect: scenario.steps[last].expectations.append(predicate)
                case .check: scenario.steps[last].checks.append(predicate)
                }
                continue
            }
            var step = Step(location: command.location)
            step.commands = [command]
            scenario.steps.append(step)
        }
        var all = diagnostics
        if commands.isEmpty, !diagnostics.hasErrors {
            all.append(Diagnostic(.error, .missingKey, "the script holds no command", at: start))
        }
        return (scenario, all)
    }
}

extension Excerpt {
    /// A script without its `#!` line, which is a comment of the language anyway.
    init(script source: Source) { self.init(whole: source) }
}
