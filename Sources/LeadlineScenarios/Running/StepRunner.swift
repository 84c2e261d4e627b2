import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Runs one step: `when`, `do`, `skip-unless`, `expect`, `check`, and all of it again for `eventually`.
struct StepRunner {
    let attempt: Attempt
    let session: Session
    let place: StepPlace

    private var maker: FailureMaker { FailureMaker(attempt: attempt, session: session, place: place) }

    func run() throws(Attempt.Stop) {
        guard let step = place.step else { return }
        if !step.mistakes.isEmpty {
            attempt.observation.observe?(.step(mark(step)))
            for mistake in step.mistakes { attempt.fail(mistake, place, session) }
            throw .errored
        }
        if step.isScriptLine, !attempt.runner.options.keepsGoing, step.commands.contains(where: \.isRequest),
            attempt.tally.failures.contains(where: { $0.kind == .request })
        {
            throw .failed
        }
        if let condition = step.condition,
            !(try judge { () throws(Diagnostic) in try session.evaluator.holds(condition) })
        {
            return
        }
        if let polling = step.polling {
            try poll(step, polling)
        } else {
            try settle(try once(step))
        }
    }

    /// Takes the failures of the step into the row, and ends the row where they do.
    private func settle(_ failures: [Failure]) throws(Attempt.Stop) {
        for failure in failures { attempt.count(failure) }
        if failures.contains(where: { $0.kind == .error }) { throw .errored }
        // A script may look at what came before it ends.
        let isScriptLine = place.step?.isScriptLine ?? false
        if failures.contains(where: { $0.kind != .check && !($0.kind == .request && isScriptLine) }) {
            throw place.phase == .steps ? .failed : .errored
        }
        // A check goes on, but what prepares or cleans up is not judged: it could not do its work.
        if !failures.isEmpty, place.phase != .steps { throw .errored }
    }

    /// Runs the step once; the failures that it gave, in order. Mistakes stop the row at once.
    private func once(_ step: Step) throws(Attempt.Stop) -> [Failure] {
        var failures: [Failure] = []
        attempt.observation.observe?(.step(mark(step)))
        for command in step.commands {
            if let failure = try perform(command, in: step) { return failures + [failure] }
        }
        if let condition = step.skipUnless,
            !(try judge { () throws(Diagnostic) in try session.evaluator.holds(condition) })
        {
            throw .skipped(try reason(step))
        }
        for sentence in step.expectations {
            let findings = try findings(sentence, .expectation)
            if !findings.isEmpty { return failures + [maker.failure(.expectation, sentence, findings)] }
        }
        for sentence in step.checks {
            let findings = try findings(sentence, .check)
            if findings.isEmpty { continue }
            failures.append(maker.failure(.check, sentence, findings))
            if failures.last?.kind == .error { break }
        }
        return failures
    }

    private func reason(_ step: Step) throws(Attempt.Stop) -> String {
        guard let because = step.because else { return "a 'skip-unless' does not hold" }
        return try judge { () throws(Diagnostic) in try session.evaluator.text(of: because) }
    }

    private func mark(_ step: Step) -> StepMark {
        StepMark(
            phase: place.phase, step: place.index + 1, stepCount: place.steps.count, name: maker.name(of: step),
            location: step.location, isScriptLine: step.isScriptLine, attempt: attempt.number)
    }

    private func findings(_ sentence: Predicate, _ kind: Failure.Kind) throws(Attempt.Stop) -> [Finding] {
        attempt.tally.checks += 1
        let findings: [Finding] = try judge { () throws(Diagnostic) in
            if try session.evaluator.holds(sentence) { return [] }
            return try session.evaluator.findings(sentence)
        }
        attempt.observation.observe?(
            .sentence(JudgedSentence(kind: kind, location: sentence.location, findings: findings)))
        return findings
    }

    /// A mistake that shows only now is reported where it stands and stops the row: it could not be judged.
    private func judge<Value>(_ command: Command? = nil, _ body: () throws(Diagnostic) -> Value) throws(Attempt.Stop)
        -> Value
    {
        do { return try body() } catch {
            attempt.fail(error, place, session, in: command)
            throw isLookingAtRefusal(command) ? .failed : .errored
        }
    }

    /// Whether a script shows something behind a request that was refused: the refusal is what went wrong.
    private func isLookingAtRefusal(_ command: Command?) -> Bool {
        switch command?.action {
        case .show, .table, .diff, .history: break
        default: return false
        }
        return attempt.tally.failures.contains { $0.kind == .request }
    }

    // MARK: Commands

    /// Carries out a command; a failure when its request should have succeeded.
    private func perform(_ command: Command, in step: Step) throws(Attempt.Stop) -> Failure? {
        if case .run(let file, let parameters, let result) = command.action {
            try include(file, parameters, result, command)
            attempt.observation.observe?(.command(command, .done))
            return nil
        }
        let result = try judge(command) { () throws(Diagnostic) in try session.perform(command) }
        attempt.observation.observe?(.command(command, result))
        switch result {
        case .exchange(let exchange):
            attempt.remember(exchange)
            return try unspoken(exchange.answer, command, step)
        case .stored(let answer): return try unspoken(answer, command, step)
        case .batch(let batch):
            // Stopped between two rows: what is sent already need not be judged.
            if batch.wasStopped { throw .cancelled }
            if batch.rows.contains(where: { $0.status != nil }) { attempt.tally.isAnswered = true }
            return unspoken(batch, command, step)
        case .unsupported(let reason): throw .skipped(reason)
        case .exit: throw .finished
        case .done, .redrafted, .judged, .shown: return nil
        }
    }

    /// A step that says nothing about outcome or status expects success.
    private func unspoken(_ answer: Answer, _ command: Command, _ step: Step) throws(Attempt.Stop) -> Failure? {
        if step.judgesOutcome { return nil }
        attempt.tally.checks += 1
        if Outcome.successes.contains(answer.outcome) { return nil }
        let failure = maker.failure(answer, command)
        if answer.outcome == "unreachable" {
            attempt.count(failure)
            throw .errored
        }
        return failure
    }

    private func unspoken(_ batch: BatchResult, _ command: Command, _ step: Step) -> Failure? {
        if step.judgesOutcome { return nil }
        attempt.tally.checks += batch.rows.count
        return batch.failureCount == 0 ? nil : maker.failure(batch, command)
    }

    private func include(
        _ file: Value, _ parameters: [Assignment], _ result: Located<String>?, _ command: Command
    ) throws(Attempt.Stop) {
        let scenario = try judge { () throws(Diagnostic) in
            let name = try session.text(file)
            guard attempt.depth < ScenarioLibrary.depthLimit else { throw ScenarioLibrary.tooDeep(at: file.location) }
            return try attempt.runner.library.scenario(Paths.join(session.folder, name), at: file.location)
        }
        var values: [String: Value?] = [:]
        for parameter in parameters {
            let value = try judge { () throws(Diagnostic) in try session.resolved(parameter.value) }
            values.updateValue(value, forKey: parameter.name.value)
        }
        let inner = try attempt.include(scenario, parameters: values, from: session)
        guard let result else { return }
        session.bind(result.value, Session.Binding(datum: .json(inner.bound), schema: inner.boundSchema))
    }

    // MARK: Polling

    /// Repeats the step until all of it holds. The embedded clock moves, a live one passes.
    private func poll(_ step: Step, _ plan: PollingPlan) throws(Attempt.Stop) {
        let within = try judge { () throws(Diagnostic) in try session.evaluator.duration(of: plan.within) }
        let every = try judge { () throws(Diagnostic) in try session.evaluator.duration(of: plan.every) }
        if let mistake = plan.mistake(within: within, every: every) {
            attempt.fail(mistake, place, session)
            throw .errored
        }
        let start = session.target.now
        var tries = 0
        var values: [String] = []
        while true {
            let failures = try once(step)
            tries += 1
            if failures.isEmpty { return }
            let value = failures[0].findings.first?.actual ?? failures[0].headline
            if values.last != value { values.append(value) }
            if attempt.runner.options.isCancelled() { throw .cancelled }
            if session.target.now - start + every > within {
                let polling = Polling(tries: tries, within: within, lastValues: values.suffix(3))
                try settle(
                    failures.map { failure in
                        var failure = failure
                        failure.polling = polling
                        return failure
                    })
                return
            }
            try wait(every)
        }
    }

    private func wait(_ duration: Duration) throws(Attempt.Stop) {
        guard case .unsupported = session.target.perform(.advanceClock(duration)) else { return }
        let isCancelled = attempt.runner.options.isCancelled
        if !attempt.runner.clock.wait(duration, isCancelled: isCancelled) { throw .cancelled }
    }
}
