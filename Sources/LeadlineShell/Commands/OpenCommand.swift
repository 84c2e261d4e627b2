import LeadlineCore
import LeadlineRecordings
import LeadlineSession

extension TrafficBench {
    /// `leadline open FILE.har`: shows what is in it; on a terminal the shell follows, in which its exchanges are the first.
    func open() throws(Diagnostics) -> ExitCode {
        let path = line.operands[0]
        let recording: Recording
        let options: ScriptOptions
        do throws(Diagnostic) {
            recording = try Recording(reading: path, from: environment.files)
            options = try ScriptOptions(line).withoutScript
        } catch { throw Diagnostics([error]) }
        let workshop = try workshop(options.traffic)
        let reading = CaseReading(recording, apis: try workshop.allAPIs())
        let isScreen = environment.output.isTerminal
        let presentation = console.presentation(line.verbosity)
        console.write(CaseView(reading, presentation, width: isScreen ? presentation.width : nil).text)
        guard environment.input.isTerminal, isScreen, let terminal = environment.terminal?() else { return .success }
        let shell = InteractiveShell(
            environment: environment, workshop: workshop, console: console, terminal: terminal, options: options)
        shell.begin(with: OpenedCase(recording: recording, reading: reading))
        return shell.run(nil)
    }
}

extension ScriptOptions {
    /// The operand is a recording, no script.
    fileprivate var withoutScript: ScriptOptions {
        var options = self
        options.source = nil
        return options
    }
}
