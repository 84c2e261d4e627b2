import LeadlineCore

/// What the commands that serve have in common.
extension TrafficBench {
    /// Serves until Ctrl-C or SIGTERM.
    func serve(
        isConcurrent: Bool, isReady: @escaping @Sendable (UInt16) -> Void,
        respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) throws(Diagnostic) {
        guard let servers = environment.servers else {
            throw Diagnostic(.error, .cannotServe, "this program serves nothing")
        }
        let port = UInt16(clamping: try line.number(.port) ?? 0)
        environment.interrupt.watch()
        let signal = environment.interrupt.signal
        let settings = ServerSettings(port: port, isConcurrent: isConcurrent, isReady: isReady, respond: respond)
        do throws(EffectFailure) {
            try servers.serve(settings, until: { signal() != nil })
        } catch {
            throw Diagnostic(.error, .cannotServe, error.reason, help: error.help)
        }
    }

    /// Carries out a command that ends with its first mistake.
    func withWorkshop(_ command: (Workshop) throws(Diagnostic) -> ExitCode) throws(Diagnostics) -> ExitCode {
        let workshop = try workshop()
        do throws(Diagnostic) { return try command(workshop) } catch { throw Diagnostics([error]) }
    }
}
