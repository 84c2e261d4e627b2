import CLibcurl
import Glibc
package import LeadlineCore
import Synchronization

/// HTTP by libcurl, which is loaded when the first client is opened.
///
/// A worker waits in libcurl's easy interface on a handle of its own. At one and two jobs that measured fastest: the multi
/// interface with one thread that drives all had 0.81 and 0.55 of its throughput.
package struct CurlClients: HTTPClients {
    private let variables: [String: String]
    private let pool = CurlPool()

    /// `variables`: the environment, which may name a proxy and the authorities to trust.
    package init(variables: [String: String]) { self.variables = variables }

    package func open(_ settings: ConnectionSettings) throws(EffectFailure) -> any HTTPClient {
        if let missing = leadline_curl_load() {
            throw EffectFailure(
                "requests to servers need libcurl: \(String(cString: missing))",
                help: "install it with 'apt-get install libcurl4'")
        }
        let files = [
            ("trusted certificates", settings.authorities), ("the client certificate", settings.certificate),
            ("the client certificate's key", settings.certificateKey),
        ]
        for (role, path) in files {
            if let path, access(path, R_OK) != 0 {
                let reason = SystemError(code: errno).reason
                let file = "'\(DisplayText.harmlessLine(path))'"
                throw EffectFailure("the file of \(role), \(file), cannot be read: \(reason)")
            }
        }
        return CurlClient(settings, variables: variables, pool: pool)
    }
}

/// Handles that no client has at the moment, with their open connections.
final class CurlPool: Sendable {
    private static let limit = 64
    private let idle = Mutex<[CurlHandle]>([])

    deinit { for handle in idle.withLock({ $0 }) { handle.free() } }

    /// The handle that was given back last, since its connection is the least likely to have been closed.
    func take(_ route: CurlHandle.Route) -> CurlHandle? {
        idle.withLock { idle in
            idle.lastIndex { $0.route == route }.map { idle.remove(at: $0) }
        }
    }

    /// The oldest makes room where there are too many.
    func giveBack(_ handle: CurlHandle) {
        handle.forgetCookies()
        let surplus = idle.withLock { idle in
            idle.append(handle)
            return idle.count > Self.limit ? idle.removeFirst() : nil
        }
        surplus?.free()
    }
}
