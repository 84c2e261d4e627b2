/// The proxy that the environment names, as curl reads it: `https_proxy`, `http_proxy`, `all_proxy`, `no_proxy`.
package enum EnvironmentProxy {
    /// The proxy for a server; nil: none. This machine is never reached through one, whatever `no_proxy` says.
    package static func proxy(for server: URLParts, _ variables: [String: String]) -> String? {
        if isLoopback(server.host) { return nil }
        // HTTP_PROXY in capitals is what a web server makes of a request's header.
        let names = server.scheme == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        return (names + ["all_proxy", "ALL_PROXY"]).lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
    }

    /// The hosts that need no proxy, with commas.
    package static func exceptions(_ variables: [String: String]) -> String? {
        variables["no_proxy"] ?? variables["NO_PROXY"]
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "[::1]" || host.hasSuffix(".localhost")
            || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
    }
}
