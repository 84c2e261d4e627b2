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
            if let saved { options.seed = saved.start.seed }
            return InteractiveShell(
                environment: environment, workshop: workshop, console: console, terminal: terminal, options: options
            ).run(saved)
        } catch {
            console.show(error)
            return .nothingSent
        }
    }
}
