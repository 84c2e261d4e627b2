import CLibmicrohttpd
import LeadlineCore

/// A running server; it stops when it is let go of. The library's threads call back while it lives.
final class Server {
    let port: UInt16
    private let settings: ServerSettings
    private var handle: OpaquePointer?

    /// Connections at the same time; those beyond wait until others end.
    private static let connections: UInt32 = 1000
    /// How long a client may take for the head of its request, for the next part of its body, and to take the answer.
    private static let patience = Duration.seconds(30)

    init(_ settings: ServerSettings) throws(EffectFailure) {
        let socket = try ServerSocket(port: settings.port)
        self.settings = settings
        port = socket.port
        var handler = Self.handler
        handler.context = Unmanaged.passUnretained(self).toOpaque()
        handle = leadline_server_start(
            socket.descriptor, settings.isConcurrent, Self.connections, Self.patience.components.seconds * 1000,
            &handler)
        if handle == nil {
            socket.close()
            throw EffectFailure("cannot serve: there is no memory or no thread to be had")
        }
    }

    deinit { if let handle { leadline_server_stop(handle) } }

    /// Lets go of clients that are too slow.
    func sweep() { if let handle { leadline_server_sweep(handle) } }
    /// Takes no new connections, and gives the port back.
    func quiesce() { if let handle { leadline_server_quiesce(handle) } }
    /// Whether requests are under way.
    var isBusy: Bool { handle.map { leadline_server_under_way($0) > 0 } ?? false }

    // MARK: - Requests

    private static var handler: leadline_handler {
        leadline_handler(
            context: nil,
            begin: { context, exchange, head in
                guard let context, let exchange, let head else { return nil }
                return Unmanaged<Server>.fromOpaque(context).takeUnretainedValue().begin(exchange, head.pointee)
            },
            take: { request, exchange, bytes, count in
                guard let request, let exchange else { return false }
                return Unmanaged<ServerRequest>.fromOpaque(request).takeUnretainedValue()
                    .take(UnsafeRawBufferPointer(start: bytes, count: count), exchange)
            },
            answer: { request, exchange in
                guard let request, let exchange else { return }
                Unmanaged<ServerRequest>.fromOpaque(request).takeUnretainedValue().answer(exchange)
            },
            end: { request in
                if let request { Unmanaged<ServerRequest>.fromOpaque(request).release() }
            })
    }

    /// nil: it was answered with a refusal.
    private func begin(_ exchange: OpaquePointer, _ head: leadline_head) -> UnsafeMutableRawPointer? {
        let request = HTTPRequest(head)
        let refusal = ServerRefusal(
            request, version: String(cString: head.version), isMangled: head.is_mangled, bodyLimit: settings.bodyLimit)
        guard let refusal else { return Unmanaged.passRetained(ServerRequest(request, settings)).toOpaque() }
        refusal.response.send(to: exchange, closes: true)
        return nil
    }
}
