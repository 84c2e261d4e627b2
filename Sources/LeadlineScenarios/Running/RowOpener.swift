import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
package import LeadlineSession

/// A row that was run up to one of its steps.
package struct OpenedStep {
    /// As it was before the step: names, cells, draft, API, folder, and the target behind it.
    package var session: Session
    /// What was carried out on the way, oldest first.
    package var performed: [CarriedOut]
    /// Where the row began.
    package var start: SessionStart
    package var phase: Failure.Phase
    /// From 1 within its phase.
    package var step: Int
    package var stepCount: Int
    package var name: String?
    package var location: SourceLocation
    /// What the step does, one command a line; empty where it only judges.
    package var commands: String
}

/// Runs a row up to a step and hands over the session that stands there. Its teardown is left out.
package struct RowOpener {
    private let runner: ScenarioRunner
    private let row: PlannedRow

    package init(_ row: RowReference, with runner: ScenarioRunner) {
        self.row = row.row
        self.runner = runner
    }

    /// Before the first step that goes wrong; nil when none does.
    package func beforeFailure() -> OpenedStep? {
        let attempt = Attempt(runner: runner, row: row, number: 1, Observation())
        var last: StepPlace?
        attempt.stopsBefore = { place, tally in
            if tally.failures.isEmpty { last = place }
            return false
        }
        _ = attempt.runWithoutTeardown()
        guard !attempt.tally.failures.isEmpty, let last else { return nil }
        return open(before: last)
    }

    /// Before the step that is written on a line of the file (from 1); nil when none is.
    package func before(line: Int) -> OpenedStep? {
        for (phase, steps) in row.scenario.phases where phase != .teardown {
            for (index, step) in steps.enumerated() {
                let source = step.location.source
                let end = source.position(of: max(step.location.range.lowerBound, step.location.range.upperBound - 1))
                guard (step.location.position.line...max(step.location.position.line, end.line)).contains(line) else {
                    continue
                }
                return open(before: StepPlace(phase: phase, index: index, steps: steps))
            }
        }
        return nil
    }

    private func open(before place: StepPlace) -> OpenedStep? {
        guard let step = place.step else { return nil }
        var performed: [CarriedOut] = []
        let source = row.scenario.source
        let observation = Observation(keepsExchanges: true) { event in
            switch event {
            case .step(let mark) where mark.location.source === source:
                let steps = mark.phase == .setup ? row.scenario.setup : row.scenario.steps
                guard mark.phase != .teardown, steps.indices.contains(mark.step - 1) else { return }
                // A file that is run tells only of what is in it.
                performed += steps[mark.step - 1].commands.map { command in
                    if case .run = command.action { CarriedOut(command, .done) } else { CarriedOut(command, nil) }
                }
            case .command(let command, let result):
                let place = performed.lastIndex { $0.command.location == command.location }
                if let place { performed[place].result = result }
            default: break
            }
        }
        let attempt = Attempt(runner: runner, row: row, number: 1, observation)
        attempt.stopsBefore = { next, _ in next.phase == place.phase && next.index == place.index }
        let start = SessionStart(
            api: row.scenario.api?.value, clock: attempt.target.now, folder: row.scenario.folder)
        let session = attempt.runWithoutTeardown()
        let maker = FailureMaker(attempt: attempt, session: session, place: place)
        return OpenedStep(
            session: session, performed: performed, start: start, phase: place.phase, step: place.index + 1,
            stepCount: place.steps.count, name: maker.name(of: step), location: step.location,
            commands: String(CommandPrinter.text(step.commands).dropLast()))
    }
}
