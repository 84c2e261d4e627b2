import LeadlineAPI
import LeadlineCore

extension ProfileReader {
    /// What a text means; one that means nothing is reported.
    mutating func value<Meaning>(
        _ key: String, _ fields: Fields, expecting what: String, _ read: (String) -> Meaning?
    ) -> Meaning? {
        guard let text = fields.text(key, into: &diagnostics) else { return nil }
        if let meaning = read(text.value) { return meaning }
        wrong(key, text, expecting: what)
        return nil
    }

    /// The text is shown by the place alone: it may hold a password that is made unreadable there.
    mutating func wrong(_ key: String, _ text: Located<String>, expecting what: String) {
        diagnostics.append(Diagnostic(.error, .wrongValue, "'\(key)' takes \(what)", at: text.location))
    }

    mutating func path(_ key: String, _ fields: Fields) -> String? {
        guard let text = fields.text(key, into: &diagnostics) else { return nil }
        do throws(Diagnostic) { return try located(text.value, at: text.location) } catch {
            diagnostics.append(error)
            return nil
        }
    }

    /// A path as seen from the folder of the file that names it; `~/` is the user's.
    func located(_ path: String, at location: SourceLocation) throws(Diagnostic) -> String {
        guard !path.isEmpty else { throw Diagnostic(.error, .wrongValue, "a file's name expected", at: location) }
        if path == "~" || path.hasPrefix("~/") {
            guard let home else {
                throw Diagnostic(
                    .error, .wrongValue, "'~' means nothing: HOME is not set", at: location,
                    help: "write the whole path")
            }
            return home + path.dropFirst()
        }
        if path.hasPrefix("/") { return path }
        let slash = location.source.name.lastIndex(of: "/")
        return slash.map { location.source.name[...$0] + path } ?? path
    }

    static func time(_ text: String) -> Duration? {
        (try? DurationText.parse(text)).flatMap { $0 > .zero ? $0 : nil }
    }

    static func redirects(_ text: String) -> Int? { Int(text).flatMap { (0...50).contains($0) ? $0 : nil } }

    static func version(_ text: String) -> ConnectionSettings.Version? {
        ConnectionSettings.Version(rawValue: text).flatMap { $0 == .any ? nil : $0 }
    }

    static func proxy(_ text: String) -> String? {
        let parts = text.split(separator: "://", maxSplits: 1)
        let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]
        guard parts.count == 2, schemes.contains(parts[0].lowercased()) else { return nil }
        let url = try? URLParts(parsing: "http://\(parts[1])")
        return url.flatMap { $0.target == "/" ? text : nil }
    }

    /// As curl's `--resolve` takes it: `HOST:PORT:ADDRESS[,ADDRESS]`, IPv6 addresses in brackets or without.
    static func isResolution(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, let port = Int(parts[1]), (1...65_535).contains(port) else {
            return false
        }
        let isAddress: (UInt8) -> Bool = { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) || ".:[],".utf8.contains(byte)
        }
        return !parts[2].isEmpty && parts[2].utf8.allSatisfy(isAddress)
    }
}

extension BaseURL {
    /// Where an API is served: what the URL leaves open is as the API's description has it.
    init(_ url: String, of api: API) throws(TextSyntaxError) {
        let parts = try URLParts(parsing: url)
        if let mark = parts.target.firstIndex(of: "?") {
            throw TextSyntaxError(
                offset: url.utf8.count - parts.target[mark...].utf8.count,
                message: "a URL without '?' and what follows it expected")
        }
        var path = parts.target
        while path.hasSuffix("/") { path.removeLast() }
        self.init(origin: parts.origin, path: path.isEmpty ? api.basePath : path)
    }
}

/// `5/s`, `100/m`, `0.5/s`: how many requests are sent in a time.
package enum RateText {
    /// In a second; nil: it is no rate.
    package static func parse(_ text: String) -> Double? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let units: [Substring: Double] = ["s": 1, "m": 60, "h": 3600]
        guard parts.count == 2, let unit = units[parts[1]], let count = Double(parts[0]), count > 0, count <= 1_000_000,
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        return count / unit
    }
}

/// `64MiB`, `500 KiB`, `1000B`: sizes as they are written.
enum ByteSize {
    /// In bytes; nil: it is none, or none that a body can have.
    static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units: [String: Int] = ["B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30]
        let unit = text[digits.endIndex...].drop { $0 == " " }
        guard let count = Int(digits), count > 0, let size = units[String(unit)] else { return nil }
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
        return isTooLarge ? nil : product
    }
}

/// How a profile is written, for help.
package enum ProfileExample {
    package static func service(_ api: String, url: String = "https://HOST/") -> String {
        "\(api): { url: \(url), keys: { full: { env: \(api.uppercased())_KEY } } }"
    }

    /// A whole one, on one line.
    package static func profile(_ name: String, _ api: String, url: String = "https://HOST/") -> String {
        "profiles: { \(name): { \(service(api, url: url)) } }"
    }
}
