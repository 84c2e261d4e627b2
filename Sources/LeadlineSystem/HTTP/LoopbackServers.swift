import CLibmicrohttpd
package import LeadlineCore

/// Servers on 127.0.0.1, by libmicrohttpd.
package struct LoopbackServers: HTTPServers {
    /// How often a server that runs looks after itself.
    private static let tick = Duration.milliseconds(100)
    /// How long a server that stops waits for requests under way.
    private static let grace = Duration.seconds(10)

    package init() {}

    package func serve(
        _ settings: ServerSettings, until isStopped: @escaping @Sendable () -> Bool
    ) throws(EffectFailure) {
        if let reason = leadline_server_load() {
            throw EffectFailure(
                "cannot serve: \(String(cString: reason))", help: "apt-get install libmicrohttpd12")
        }
        let server = try Server(settings)
        settings.isReady(server.port)
        let clock = SystemClock()
        while !isStopped() {
            clock.sleep(Self.tick)
            server.sweep()
        }
        server.quiesce()
        let end = clock.now + Self.grace
        while server.isBusy, clock.now < end { clock.sleep(.milliseconds(5)) }
    }
}
