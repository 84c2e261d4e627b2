package import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession

/// `run FILE -> name` outside of a scenario: the file's setup, steps and teardown on the target of a session.
package struct SessionInclusion {
    private let runner: ScenarioRunner

    package init(_ runner: ScenarioRunner) { self.runner = runner }

    /// Runs a file and binds what it bound.
    ///
    /// - Returns: what went wrong; nothing is bound then.
    package func include(
        _ path: String, parameters: [String: Value?], as name: Located<String>?, into session: Session,
        at location: SourceLocation
    ) throws(Diagnostic) -> [Failure] {
        let scenario = try runner.library.scenario(path, at: location)
        let row = RowReference(file: PlannedFile(scenario), place: 0).row
        let attempt = Attempt(continuing: session, runner: runner, row: row, Observation())
        let inner = attempt.include(scenario, parameters: parameters, into: session)
        if attempt.tally.failures.isEmpty, let name {
            session.bind(name.value, Session.Binding(datum: .json(inner.bound), schema: inner.boundSchema))
        }
        return attempt.tally.failures
    }
}
