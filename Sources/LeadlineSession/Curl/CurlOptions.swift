import LeadlineCore

/// What the options of a curl command come to, up to `--next`.
struct CurlOptions {
    struct FormPart {
        var part: MultipartPart
        /// The file as it was named.
        var path: String?
    }

    var urls: [Located<String>] = []
    var method: String?
    var isHead = false
    /// Headers that curl makes of options of their own: `-A`, `-e`, `-b`, `-u`.
    var generated = HTTPFields()
    /// Those of `-H`, and those that `-H 'Name:'` keeps from being sent.
    var headers = HTTPFields()
    var removedHeaders: [String] = []
    /// nil: there is none; empty data makes a POST, too.
    var data: [UInt8]?
    var isJSON = false
    var form: [FormPart]?
    var upload: (path: String, bytes: [UInt8])?
    var sendsDataInURL = false
    var urlQuery: [String] = []
    var user: String?
    var isGlobbing = true

    var impliedMethod: String {
        if isHead { return "HEAD" }
        if upload != nil { return "PUT" }
        return form != nil || (data != nil && !sendsDataInURL) ? "POST" : "GET"
    }

    static func basic(_ user: String) -> String { "Basic \(Base64.encode(Array(user.utf8)))" }

    /// `&` joins what several options give; `--json` does not.
    mutating func append(_ bytes: [UInt8], joined: Bool = true) {
        if joined, data != nil { data?.append(UInt8(ascii: "&")) }
        data = (data ?? []) + bytes
    }

    /// Several cookies are one header.
    mutating func append(cookie: String) {
        generated["Cookie"] = generated["Cookie"].map { "\($0);\(cookie)" } ?? cookie
    }

    mutating func append(header line: Located<String>) throws(Diagnostic) {
        if let mistake = Session.headerMistake(line.value, at: line.location) { throw mistake }
        let name = String(line.value.prefix { $0 != ":" && $0 != ";" })
        let rest = line.value.dropFirst(name.count)
        guard !name.isEmpty, let separator = rest.first else { return }
        let value = String(rest.dropFirst().drop { $0 == " " || $0 == "\t" })
        switch separator {
        case ":" where value.isEmpty: removedHeaders.append(name)
        case ":": headers.append(name, value)
        // `Name;` sends an empty one; with more behind it curl ignores it.
        default: if value.isEmpty { headers.append(name, "") }
        }
    }

    /// What cannot go together.
    func check(at location: SourceLocation) throws(Diagnostic) {
        let bodies = [
            ("data", data != nil && !sendsDataInURL), ("a form", form != nil), ("an upload", upload != nil),
            ("--head", isHead && method == nil),
        ].filter(\.1).map(\.0)
        guard bodies.count > 1 else { return }
        throw Diagnostic(
            .error, .conflictingParts, "curl sends either \(bodies[0]) or \(bodies[1]), not both", at: location,
            help: bodies.contains("--head") ? "add --get to send the data in the URL" : "leave one of them out")
    }
}

/// What an option of curl does to the request.
enum CurlOption {
    case url, method, header, userAgent, referer, cookie, user, bearer
    case data(CurlData), json, form(isLiteral: Bool), upload, urlQuery
    case get, head, globOff, next
    /// It says how curl behaves, not what is sent.
    case flag, setting
    /// It changes what is sent in a way that is not understood here: what to do instead.
    case refused(String)

    var takesValue: Bool {
        switch self {
        case .get, .head, .globOff, .next, .flag: false
        case .url, .method, .header, .userAgent, .referer, .cookie, .user, .bearer, .data, .json, .form, .upload,
            .urlQuery, .setting, .refused:
            true
        }
    }

    enum CurlData { case text, binary, raw, encoded }

    /// By name: the long one without its dashes, the short one as its letter.
    static func named(_ name: String) -> CurlOption? { table[name] }

    static var longNames: [String] { table.keys.filter { $0.utf8.count > 1 }.map { "--\($0)" }.sorted() }

    private static let table: [String: CurlOption] = {
        var table: [String: CurlOption] = [
            "url": .url, "request": .method, "X": .method, "header": .header, "H": .header, "user-agent": .userAgent,
            "A": .userAgent, "referer": .referer, "e": .referer, "cookie": .cookie, "b": .cookie, "user": .user,
            "u": .user, "oauth2-bearer": .bearer, "data": .data(.text), "d": .data(.text), "data-ascii": .data(.text),
            "data-binary": .data(.binary), "data-raw": .data(.raw), "data-urlencode": .data(.encoded), "json": .json,
            "form": .form(isLiteral: false), "F": .form(isLiteral: false), "form-string": .form(isLiteral: true),
            "upload-file": .upload, "T": .upload, "url-query": .urlQuery, "get": .get, "G": .get, "head": .head,
            "I": .head, "globoff": .globOff, "g": .globOff, "next": .next, ":": .next,
            "config": .refused(configHelp), "K": .refused(configHelp), "range": .refused(rangeHelp),
            "r": .refused(rangeHelp),
            "aws-sigv4": .refused("signatures hang on the moment of sending"),
        ]
        for name in flags { table[name] = .flag }
        for name in settings { table[name] = .setting }
        return table
    }()

    private static let configHelp = "write its options into the command"
    private static let rangeHelp = "write the header: -H 'Range: bytes=…'"

    private static let flags = [
        "s", "silent", "S", "show-error", "i", "include", "v", "verbose", "k", "insecure", "L", "location",
        "location-trusted", "compressed", "compressed-ssh", "f", "fail", "fail-with-body", "fail-early", "#",
        "progress-bar", "progress-meter", "N", "no-buffer", "buffer", "0", "http1.0", "http1.1", "http2",
        "http2-prior-knowledge", "http3", "http3-only", "http0.9", "1", "tlsv1", "tlsv1.0", "tlsv1.1", "tlsv1.2",
        "tlsv1.3", "2", "3", "sslv2", "sslv3", "ssl", "ssl-reqd", "ssl-no-revoke", "ssl-revoke-best-effort",
        "ssl-allow-beast", "ssl-auto-client-cert", "4", "ipv4", "6", "ipv6", "O", "remote-name", "remote-name-all",
        "J", "remote-header-name", "R", "remote-time", "basic", "anyauth", "digest", "ntlm", "negotiate", "n",
        "netrc", "netrc-optional", "path-as-is", "post301", "post302", "post303", "tcp-nodelay", "tcp-fastopen",
        "raw", "tr-encoding", "create-dirs", "j", "junk-session-cookies", "keepalive", "sessionid", "alpn", "npn",
        "disallow-username-in-url", "cert-status", "doh-insecure", "p", "proxytunnel", "proxy-insecure", "Z",
        "parallel", "parallel-immediate", "retry-connrefused", "retry-all-errors", "suppress-connect-headers",
        "styled-output", "trace-time", "xattr", "q", "disable", "ignore-content-length", "remove-on-error",
    ]
    private static let settings = [
        "o", "output", "output-dir", "m", "max-time", "connect-timeout", "retry", "retry-delay", "retry-max-time",
        "w", "write-out", "c", "cookie-jar", "x", "proxy", "U", "proxy-user", "proxy-header", "noproxy", "preproxy",
        "socks4", "socks4a", "socks5", "socks5-hostname", "E", "cert", "cert-type", "key", "key-type", "pass",
        "cacert", "capath", "crlfile", "pinnedpubkey", "ciphers", "tls13-ciphers", "curves", "tls-max", "resolve",
        "connect-to", "interface", "local-port", "dns-servers", "doh-url", "limit-rate", "rate", "max-filesize",
        "max-redirs", "D", "dump-header", "stderr", "trace", "trace-ascii", "keepalive-time", "y", "Y", "speed-time",
        "speed-limit", "expect100-timeout", "unix-socket", "abstract-unix-socket", "netrc-file", "proto",
        "proto-default", "proto-redir", "parallel-max", "etag-save", "engine", "delegation", "service-name",
        "happy-eyeballs-timeout-ms", "hsts", "alt-svc", "proxy-cacert", "libcurl", "random-file", "egd-file",
    ]
}
