import CLibcurl
import LeadlineCore

/// A client on handles of the pool, one for each origin, with cookies of its own. Redirects are followed here and not by
/// libcurl, which does not know in which fields a key stands.
final class CurlClient: HTTPClient {
    private let settings: ConnectionSettings
    private let variables: [String: String]
    private let pool: CurlPool
    private let exchange = CurlExchange()
    private var handles: [CurlHandle] = []

    init(_ settings: ConnectionSettings, variables: [String: String], pool: CurlPool) {
        self.settings = settings
        self.variables = variables
        self.pool = pool
    }

    deinit { for handle in handles { pool.giveBack(handle) } }

    func send(_ request: HTTPRequest, isCancelled: @escaping () -> Bool) -> Delivery {
        var request = request
        var trail = Trail()
        while true {
            let handle: CurlHandle
            let report: leadline_curl_report
            do throws(TransportFailure) {
                handle = try self.handle(for: request.origin)
                let rest = settings.timeout - trail.took
                report = try exchange.perform(request, on: handle, timeout: rest, isCancelled: isCancelled)
            } catch {
                return trail.delivery(.failure(error))
            }
            trail.add(report)
            guard report.code == 0 else {
                let failure = CurlFailure(report, of: request, on: handle, exchange).failure
                return trail.delivery(.failure(failure))
            }
            guard settings.redirects > 0, let redirect = report.redirect, Redirect.isRedirect(Int(report.status)) else {
                return trail.delivery(answer(to: request, report))
            }
            let place = String(cString: redirect)
            do throws(TransportFailure) {
                request = try next(request, Int(report.status), place, &trail)
            } catch {
                return trail.delivery(.failure(error))
            }
        }
    }

    private func handle(for origin: String) throws(TransportFailure) -> CurlHandle {
        if let handle = handles.first(where: { $0.route.origin == origin }) { return handle }
        let route = CurlHandle.Route(origin: origin, settings: settings)
        if let handle = pool.take(route) {
            handles.append(handle)
            return handle
        }
        let server: URLParts
        do { server = try URLParts(parsing: origin) } catch {
            throw .unreachable("'\(DisplayText.harmlessLine(origin))' is no server: \(error.message)")
        }
        guard let handle = CurlHandle(route, server: server, variables: variables) else {
            throw .unreachable("there is no memory left for a connection")
        }
        handles.append(handle)
        return handle
    }

    /// Refuses what libcurl takes for an answer: a header that is cut off, and lengths that are none or differ, of which
    /// nobody can tell the true one, RFC 9112 6.3.
    private func answer(
        to request: HTTPRequest, _ report: leadline_curl_report
    ) -> Result<HTTPResponse, TransportFailure> {
        let response = exchange.response(report)
        let afterthought = CurlFailure.afterthought(request)
        guard report.is_header_complete else {
            return .failure(.noAnswer("the answer ends in the middle of its header\(afterthought)"))
        }
        guard report.has_wrong_length else { return .success(response) }
        let length = response.fields["Content-Length"] ?? ""
        return .failure(
            .noAnswer(
                "the answer's Content-Length is '\(DisplayText.harmlessLine(length))', which is no length\(afterthought)"
            ))
    }

    private func next(
        _ request: HTTPRequest, _ status: Int, _ text: String, _ trail: inout Trail
    ) throws(TransportFailure) -> HTTPRequest {
        let place: URLParts
        do { place = try URLParts(parsing: text) } catch {
            let place = "'\(CurlFailure.shown(text))'"
            throw .noAnswer("\(status) leads to \(place), which cannot be asked: \(error.message)")
        }
        trail.visited.append(request)
        let next = Redirect.next(request, status: status, to: place)
        if trail.visited.count > settings.redirects {
            let place = "'\(DisplayText.harmlessLine(next.origin + next.path))'"
            let count = settings.redirects
            throw .noAnswer(
                trail.visited.contains { $0.url == next.url }
                    ? "redirects lead in a circle, back to \(place)"
                    : "there were more than \(count) redirect\(count == 1 ? "" : "s"), the last to \(place)")
        }
        return next
    }
}

/// The requests that led to the one that is sent, and what is known of the network.
private struct Trail {
    var visited: [HTTPRequest] = []
    private var wire: WireReport?
    private(set) var took = Duration.zero

    mutating func add(_ report: leadline_curl_report) {
        wire = WireReport(report)
        // Connecting is no part of it but between redirects; of a failure before anything was sent there is nothing else.
        took += .microseconds(report.total - (visited.isEmpty ? report.pretransfer : 0))
    }

    /// A failure to reach the next server comes behind requests that have been sent.
    func delivery(_ result: Result<HTTPResponse, TransportFailure>) -> Delivery {
        var (result, wire) = (result, wire)
        wire?.redirects = visited.map { $0.origin + $0.path }
        if case .failure(.unreachable(let reason)) = result, let last = visited.last {
            result = .failure(.noAnswer("'\(last.origin)\(last.path)' redirected; \(reason)"))
        }
        return Delivery(result: result, took: took, wire: wire)
    }
}

extension WireReport {
    fileprivate init(_ report: leadline_curl_report) {
        self.init(version: String(cString: report.version), reusedConnection: report.is_reused)
        if let address = report.address, address.pointee != 0 { self.address = String(cString: address) }
        var start: Int64 = 0
        /// The length of the phase that ends then; nil when it was not reached.
        func phase(_ end: Int64) -> Duration? {
            guard end > 0 else { return nil }
            defer { start = max(end, start) }
            return .microseconds(max(end - start, 0))
        }
        if report.is_reused {
            start = max(report.name, report.connect, report.tls)
        } else {
            timings.name = phase(report.name)
            timings.connect = phase(report.connect)
            timings.tls = phase(report.tls)
        }
        timings.send = phase(report.pretransfer) ?? .zero
        timings.wait = phase(report.first_byte) ?? .zero
        timings.receive = report.first_byte > 0 ? phase(report.total) ?? .zero : .zero
    }
}
