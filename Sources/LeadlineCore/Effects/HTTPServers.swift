/// Servers on this machine's loopback interface.
package protocol HTTPServers: Sendable {
    /// Answers requests until `isStopped` says so; then those under way are answered and the port is given back.
    ///
    /// - Throws: why it could not begin: the library is not installed, the port is taken.
    func serve(_ settings: ServerSettings, until isStopped: @escaping @Sendable () -> Bool) throws(EffectFailure)
}

package struct ServerSettings: Sendable {
    /// 0: any that is free.
    package var port: UInt16
    /// Whether requests are answered at the same time, each on a thread of its own.
    package var isConcurrent: Bool
    /// Of a request's body, in bytes; larger ones are answered 413.
    package var bodyLimit = 64 << 20
    /// Told once, with the port, when requests are taken.
    package var isReady: @Sendable (UInt16) -> Void
    /// The request's `origin` is `http://` and the `Host` it names.
    package var respond: @Sendable (HTTPRequest) -> HTTPResponse

    package init(
        port: UInt16, isConcurrent: Bool, isReady: @escaping @Sendable (UInt16) -> Void,
        respond: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) {
        self.port = port
        self.isConcurrent = isConcurrent
        self.isReady = isReady
        self.respond = respond
    }
}
