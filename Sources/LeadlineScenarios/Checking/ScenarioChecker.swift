import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Checks a scenario that was read: every name, operation, outcome, key, file and value, without sending anything.
final class ScenarioChecker {
    let scenario: Scenario
    let resources: Resources
    let library: ScenarioLibrary
    let provider: any TargetProvider
    /// What a script chose instead; its keys are known when it is opened.
    var chosenKind: TargetKind?
    /// The files that are being checked, outermost first: a file that runs one of them runs in circles.
    let chain: [String]
    let candidates: Candidates
    let knowledge = Knowledge()
    /// How many files deep `run` leads from here; 1 when the file runs none.
    var depth = 1
    var diagnostics: [Diagnostic] = []

    init(
        scenario: Scenario, resources: Resources, library: ScenarioLibrary, provider: any TargetProvider,
        parameters: [String: Value?], chain: [String] = []
    ) {
        self.scenario = scenario
        self.resources = resources
        self.library = library
        self.provider = provider
        self.chain = chain + [scenario.source.name]
        candidates = Candidates(scenario: scenario, parameters: parameters, kind: provider.kind)
    }

    /// All mistakes and warnings, in the order of the file.
    func check() -> [Diagnostic] {
        checkDeclarations()
        let api = scenario.api.flatMap { name in
            collect { () throws(Diagnostic) in try reachable(name) }
        }
        for (_, steps) in scenario.phases {
            // Each phase begins with the file's API; names live on.
            knowledge.api = api
            for step in steps { check(step) }
        }
        return diagnostics
    }

    /// The mistakes and warnings of each step of a script.
    func checkEachStep() -> [[Diagnostic]] {
        scenario.steps.map { step in
            diagnostics = []
            check(step)
            return diagnostics
        }
    }

    func report(_ code: DiagnosticCode, _ message: String, at location: SourceLocation, help: String? = nil) {
        diagnostics.append(Diagnostic(.error, code, message, at: location, help: help))
    }

    /// The API of a name, whose requests can go to the target.
    func reachable(_ name: Located<String>) throws(Diagnostic) -> API {
        let api = try resources.catalog.api(named: name)
        if let obstacle = provider.obstacle(for: api) { throw obstacle.located(at: name.location) }
        return api
    }

    /// Runs something that may find a mistake; nil when it did.
    func collect<Value>(_ body: () throws(Diagnostic) -> Value) -> Value? {
        do { return try body() } catch {
            diagnostics.append(error)
            return nil
        }
    }

    // MARK: The frame

    private func checkDeclarations() {
        for parameter in scenario.parameters {
            checkBinding(parameter.name)
            knowledge.names[parameter.name.value] = .some(nil)
        }
        diagnostics += candidates.circles()
        for column in scenario.columns
        where column.value.contains(where: { " .[]{}".contains($0) }) && column.value != "known-issue" {
            report(
                .invalidTable, "'\(column.value)' cannot be named as row.\(column.value)", at: column.location,
                help: "a column's name has no blanks, dots or brackets")
        }
    }

    func checkBinding(_ name: Located<String>) {
        if ReservedNames.all.contains(name.value) {
            report(
                .reservedName, "'\(name.value)' is a name of the language and cannot be bound", at: name.location,
                help: "choose another name")
        }
    }

    // MARK: Steps

    private func check(_ step: Step) {
        if let name = step.name { check(name, in: step) }
        if let condition = step.condition { check(sentence: condition, in: step) }
        if step.isPartlyRead { knowledge.isOpen = true }
        for command in step.commands { check(command, in: step) }
        if step.isPartlyRead { knowledge.answer = .anything }
        if let condition = step.skipUnless { check(sentence: condition, in: step) }
        if let because = step.because { check(because, in: step) }
        for sentence in step.expectations { check(sentence: sentence, in: step) }
        for sentence in step.checks { check(sentence: sentence, in: step) }
        if let polling = step.polling {
            names(in: step).visit(polling.within)
            names(in: step).visit(polling.every)
            check(polling, in: step)
        }
    }

    private func check(_ template: Template, in step: Step) {
        names(in: step).visit(template)
    }

    private func check(_ polling: PollingPlan, in step: Step) {
        let within = checkDuration(polling.within, in: step)
        let every = checkDuration(polling.every, in: step)
        if let within, let every, let mistake = polling.mistake(within: within, every: every) {
            diagnostics.append(mistake)
        }
    }

    /// Whether every cell that a duration can be is one; the duration when it is written here.
    @discardableResult
    func checkDuration(_ duration: DurationValue, in step: Step) -> Duration? {
        guard case .placeholder(let placeholder) = duration else {
            if case .literal(let written) = duration { return written.value }
            return nil
        }
        let value = Value.word(
            Word(quoting: .bare, text: Template(parts: [.placeholder(placeholder)], location: placeholder.location)))
        checkDuration(writtenAs: value, in: step)
        return nil
    }

    func checkDuration(writtenAs value: Value, in step: Step) {
        for candidate in candidates.values(of: value, in: step) ?? [] {
            guard case .word(let word) = candidate, let text = word.text.literal else { continue }
            do { _ = try DurationText.parse(text) } catch {
                diagnostics.append(
                    Diagnostic(
                        .error, .invalidDuration, "'\(text)' is no duration: \(error.message)", at: candidate.location,
                        notes: cellNote(candidate, used: value), help: "write it as in 2d 23h 59m 59s"))
            }
        }
    }

    /// Checks the names inside what it visits.
    func names(in step: Step) -> SyntaxVisitor {
        let names = NameChecker(checker: self, step: step)
        return SyntaxVisitor { subject, role in names.check(subject, role) }
    }
}

extension [Diagnostic] {
    /// Those of a file by their places in it; behind them all others, as they came.
    func inOrder(of source: Source) -> [Diagnostic] {
        func place(_ diagnostic: Diagnostic) -> Int {
            diagnostic.location.map { $0.source === source ? $0.range.lowerBound : .max } ?? .max
        }
        return enumerated().sorted { left, right in
            (place(left.element), left.offset) < (place(right.element), right.offset)
        }.map(\.element)
    }
}
