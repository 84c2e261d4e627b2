import LeadlineCore
import LeadlineRecordings
import Synchronization

/// Stands in front of a server: passes requests on as they are, but for what concerns the connection only, and records
/// them and their answers.
final class RecordingProxy: Sendable {
    /// Of the server: scheme, host and port.
    let origin: String
    /// In front of every target; empty, or with a slash in front and none behind.
    private let path: String
    let recorder = Recorder()
    private let clients: any HTTPClients
    private let environment: Environment
    /// When it was first asked to stop.
    private let stop = Mutex<Duration?>(nil)

    /// How long a request under way may go on after that.
    private static let grace = Duration.seconds(5)

    init(_ server: URLParts, clients: any HTTPClients, environment: Environment) {
        origin = server.origin
        let path = server.target
        self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
        self.clients = clients
        self.environment = environment
    }

    func respond(_ request: HTTPRequest) -> HTTPResponse {
        let passed = passedOn(request)
        let sentAt = environment.timeOfDay()
        let delivery: Delivery
        do throws(EffectFailure) {
            // Each with a client of its own: cookies are those of who sends them. Connections are shared all the same.
            delivery = try clients.open(ConnectionSettings()).send(passed) { [self] in isCancelled() }
        } catch {
            delivery = Delivery(result: .failure(.unreachable(error.reason)), took: .zero)
        }
        recorder.append(
            RecordedExchange(
                request: passed, result: delivery.result, sentAt: sentAt, took: delivery.took, wire: delivery.wire))
        switch delivery.result {
        case .success(let response): return passedBack(response, to: request.method)
        case .failure(let failure):
            return .message("leadline has no answer of \(origin): \(failure.reason)", status: 502)
        }
    }

    private func isCancelled() -> Bool {
        guard environment.interrupt.signal() != nil else { return false }
        let now = environment.clock.now
        let since = stop.withLock { stop in
            stop = stop ?? now
            return stop ?? now
        }
        return now - since > Self.grace
    }

    // MARK: - What is passed on

    /// The request for the server. Its host, and what the client and this proxy agreed on, are left out.
    func passedOn(_ request: HTTPRequest) -> HTTPRequest {
        var passed = request
        passed.origin = origin
        passed.target = request.target.hasPrefix("/") ? path + request.target : request.target
        passed.fields = Self.endToEnd(request.fields) { ["host", "content-length", "expect"].contains($0) }
        return passed
    }

    /// The answer for the client. Its body came decompressed, so that nothing may say otherwise; a redirect to the
    /// server's own pages stays in front of the proxy.
    func passedBack(_ response: HTTPResponse, to method: String) -> HTTPResponse {
        var passed = response
        passed.fields = Self.endToEnd(response.fields) { name in
            method != "HEAD" && ["content-encoding", "content-length"].contains(name)
        }
        let base = origin + path
        if let place = passed.fields["Location"], place.hasPrefix(base + "/") {
            passed.fields["Location"] = String(place.dropFirst(base.count))
        }
        return passed
    }

    private static let ofConnection: Set = [
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// The fields that are meant for the other end (RFC 9110, 7.6.1).
    private static func endToEnd(_ fields: HTTPFields, isLeftOut: (String) -> Bool) -> HTTPFields {
        let named = (fields["Connection"] ?? "").lowercased().split { $0 == "," || $0 == " " }.map(String.init)
        var kept = HTTPFields()
        for field in fields.all {
            let name = field.name.lowercased()
            if !ofConnection.contains(name), !named.contains(name), !isLeftOut(name) {
                kept.append(field.name, field.value)
            }
        }
        return kept
    }
}
