import LeadlineCore

/// `leadline` on a terminal.
struct ShellCommand {
    let options: ScriptOptions
    let workshop: Workshop
    let environment: Environment
    let console: Console
    let terminal: any Terminal

    func run() -> ExitCode {
        do throws(Diagnostic) {
            let saved = options.shell.resumes ? try SessionJournal.latest(environment) : nil
            var options = options
            var workshop = workshop
            if let saved {
                options.seed = saved.start.seed
                workshop = try self.workshop(of: saved)
            }
            return InteractiveShell(
                environment: environment, workshop: workshop, console: console, terminal: terminal, options: options
            ).run(saved)
        } catch {
            console.show(error)
            return .nothingSent
        }
    }

    /// A session is taken up on the target that it began on.
    private func workshop(of saved: SavedSession) throws(Diagnostic) -> Workshop {
        let given = workshop.traffic.target
        if given.text == saved.start.target { return workshop }
        guard given == .mock else {
            throw Diagnostic(
                .error, .unknownTarget,
                "the session that is resumed began on '\(saved.start.target)', not on '\(given.text)'",
                help: "leave --target out, or '--resume'")
        }
        return try workshop.moved(to: TargetOption(saved.start.target), environment)
    }
}
