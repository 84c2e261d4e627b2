import LeadlineCore
import LeadlineShell
import LeadlineSystem

extension Environment {
    /// The machine as it is.
    static func live() -> Environment {
        let variables = ProcessFacts.variables()
        let programs = PosixPrograms(variables: variables)
        return Environment(
            arguments: ProcessFacts.arguments, variables: variables,
            input: Input(
                isTerminal: StandardInput.isTerminal,
                read: { limit throws(FileFailure) in try StandardInput.read(limit: limit) }),
            output: Stream(.output), error: Stream(.error), width: StandardStream.output.width,
            files: PosixFileSystem(), writer: PosixFileWriter(), workers: ThreadWorkers(), clock: SystemClock(),
            timeOfDay: { SystemClock.timeOfDay() },
            interrupt: Interrupt(
                watch: { LeadlineSystem.Interrupt.watch() }, signal: { LeadlineSystem.Interrupt.signal },
                clear: { LeadlineSystem.Interrupt.clear() }),
            processorCount: ProcessFacts.processorCount,
            terminal: { LibeditTerminal(variables: variables, programs: programs) }, programs: programs,
            state: PosixStateFiles(), clients: CurlClients(variables: variables), servers: LoopbackServers(),
            random: { SystemRandom.bytes($0) })
    }
}

extension Environment.Stream {
    init(_ stream: StandardStream) {
        self.init(isTerminal: stream.isTerminal) { text in
            switch stream.write(text) {
            case .written: .written
            case .closed: .closed
            case .failed(let reason): .failed(reason)
            }
        }
    }
}
