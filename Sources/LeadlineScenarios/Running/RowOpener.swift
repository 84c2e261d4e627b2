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
    private let folder: String

    /// `folder`: from then on files are named as seen from there, also in what was carried out and in what comes next.
    package init(_ row: RowReference, with runner: ScenarioRunner, folder: String) {
        self.row = row.row
        self.runner = runner
        self.folder = folder
    }

    /// Before a step by its number, from 1 within its phase; nil when there is none.
    package func before(_ phase: Failure.Phase, step: Int) -> OpenedStep? {
        guard phase != .teardown, let steps = row.scenario.phases.first(where: { $0.phase == phase })?.steps else {
            return nil
        }
        return open(before: StepPlace(phase: phase, index: step - 1, steps: steps))
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
        var start = SessionStart(api: row.scenario.api?.value, clock: attempt.target.now, folder: folder)
        start.row = row.cells
        let session = attempt.runWithoutTeardown()
        let mover = FileMover(
            relocation: Relocation(from: row.scenario.folder, to: folder, files: runner.resources.files),
            cells: CellWriter(row: row.cells), api: session.api)
        let moved = mover.moved(performed.map(\.command) + step.commands)
        for index in performed.indices { performed[index].command = moved[index] }
        performed = parameters + performed
        session.folder = folder
        let maker = FailureMaker(attempt: attempt, session: session, place: place)
        return OpenedStep(
            session: session, performed: performed, start: start, phase: place.phase, step: place.index + 1,
            stepCount: place.steps.count, name: maker.name(of: step), location: step.location,
            commands: String(CommandPrinter.text(Array(moved.suffix(step.commands.count))).dropLast()))
    }

    /// The parameters as names, which they are for who goes on in the session.
    private var parameters: [CarriedOut] {
        row.scenario.parameters.compactMap { parameter in
            let name = parameter.name
            guard let value = runner.options.parameters[name.value] ?? parameter.value else { return nil }
            let bind = Command(
                action: .bind([Assignment(name: name, value: value)]), location: name.location,
                name: name.map { _ in "let" })
            return CarriedOut(bind, .done)
        }
    }
}

/// Names the files in the commands of a row as they are seen from another folder.
private struct FileMover {
    let relocation: Relocation
    let cells: CellWriter
    let api: API?

    func moved(_ commands: [Command]) -> [Command] {
        var drafted: String?
        return commands.map { command in
            if case .new(let collection, _) = command.action { drafted = collection.value }
            let schema = collection(of: command, drafted).flatMap { name in
                api?.operations.first { $0.collection == name && $0.body != nil }?.body?.schema
            }
            let rewriter = CommandRewriter { text, place in
                guard case .file = place else { return nil }
                let name = cells.text(text) ?? text
                return relocation(name)
            } takesFile: { path in
                path.literalKeys.flatMap { schema?.schema(at: $0[...])?.valueType } == .file
            }
            return rewriter(command)
        }
    }

    private func collection(of command: Command, _ drafted: String?) -> String? {
        switch command.action {
        case .request(let request), .mock(let request, _): request.collection.value
        case .new, .set, .add: drafted
        default: nil
        }
    }
}
