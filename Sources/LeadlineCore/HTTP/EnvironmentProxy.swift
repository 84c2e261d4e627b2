/// The proxy that the environment names, as curl reads it: `https_proxy`, `http_proxy`, `all_proxy`, `no_proxy`.
package enum EnvironmentProxy {
    /// The proxy for a server; nil: none. This machine is never reached through one, whatever `no_proxy` says.
    package static func proxy(for server: URLParts, _ variables: [String: String]) -> String? {
        if server.isLocal || exceptions(variables).contains(where: { matches($0, server.host) }) { return nil }
        // HTTP_PROXY in capitals is what a web server makes of a request's header.
        let names = server.scheme == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        return (names + ["all_proxy", "ALL_PROXY"]).lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
    }

    private static func exceptions(_ variables: [String: String]) -> [Substring] {
        (variables["no_proxy"] ?? variables["NO_PROXY"] ?? "").split { $0 == "," || $0 == " " }
    }

    /// `*`, a host, or the end of one behind a dot, which may be written.
    private static func matches(_ exception: Substring, _ host: String) -> Bool {
        let end = exception.lowercased().drop { $0 == "." }
        return exception == "*" || host == end || !end.isEmpty && host.hasSuffix(".\(end)")
    }
}

extension URLParts {
    /// Whether the host is this machine: 127.0.0.0/8, ::1 or localhost.
    package var isLocal: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy {
                $0.utf8.count <= 3 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8($0) != nil
            }
    }
}
