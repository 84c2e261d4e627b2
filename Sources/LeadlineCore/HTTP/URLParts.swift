/// An absolute http or https URL, cut where a request is cut: what to connect to, and what to ask for.
package struct URLParts: Sendable, Equatable {
    /// `http` or `https`.
    package var scheme: String
    /// In lower case, an IPv6 address with its brackets.
    package var host: String
    /// As written; nil for the scheme's own.
    package var port: Int?
    /// Path and query as written, beginning with `/`; a fragment is left out, since it is never sent.
    package var target: String

    /// `https://host` or `https://host:8080`.
    package var origin: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

    /// The port to connect to.
    package var effectivePort: Int { port ?? (scheme == "https" ? 443 : 80) }

    package init(parsing text: String) throws(TextSyntaxError) {
        var reader = TextReader(text)
        guard let colon = reader.bytes.firstIndex(of: UInt8(ascii: ":")) else {
            throw TextSyntaxError(offset: 0, message: "a URL that begins with 'https://' or 'http://' expected")
        }
        scheme = String(decoding: reader.bytes[..<colon], as: UTF8.self).lowercased()
        reader.offset = colon
        guard scheme == "http" || scheme == "https", reader.take("://") else {
            throw TextSyntaxError(offset: 0, message: "a URL that begins with 'https://' or 'http://' expected")
        }
        let rest = reader.bytes[reader.offset...]
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        let authority = rest[..<(end ?? rest.endIndex)]
        if let at = authority.firstIndex(of: UInt8(ascii: "@")) {
            throw TextSyntaxError(offset: at, message: "a URL without a user name expected, found '@'")
        }
        (host, port) = try Self.hostAndPort(authority, &reader)
        target = try Self.target(rest[authority.endIndex...], &reader)
    }

    private static func hostAndPort(
        _ authority: ArraySlice<UInt8>, _ reader: inout TextReader
    ) throws(TextSyntaxError) -> (String, Int?) {
        var hostEnd = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
        if authority.first == UInt8(ascii: "[") {
            guard let bracket = authority.firstIndex(of: UInt8(ascii: "]")) else {
                throw TextSyntaxError(offset: authority.startIndex, message: "this address has no closing ']'")
            }
            hostEnd = bracket + 1
        }
        let host = authority[..<hostEnd]
        let isAddress = host.first == UInt8(ascii: "[")
        let inner = isAddress ? host.dropFirst().dropLast() : host
        guard !inner.isEmpty else {
            throw TextSyntaxError(offset: host.startIndex, message: "a host expected in the URL")
        }
        if let bad = inner.firstIndex(where: { isAddress ? !isAddressCharacter($0) : !isHostCharacter($0) }) {
            reader.offset = bad
            throw reader.expected("a character of a host name")
        }
        let name = String(decoding: host, as: UTF8.self).lowercased()
        guard hostEnd < authority.endIndex else { return (name, nil) }
        reader.offset = hostEnd
        guard reader.take(":") else { throw reader.expected("':' and a port") }
        let digits = authority[(hostEnd + 1)...]
        // RFC 3986 allows the colon without a port.
        if digits.isEmpty { return (name, nil) }
        let isNumber = digits.allSatisfy { (0x30...0x39).contains($0) } && digits.count <= 5
        guard isNumber, let port = Int(String(decoding: digits, as: UTF8.self)), (1...65_535).contains(port) else {
            let found = String(decoding: digits, as: UTF8.self)
            throw TextSyntaxError(offset: hostEnd + 1, message: "a port from 1 to 65535 expected, found '\(found)'")
        }
        return (name, port)
    }

    /// What can stand in a request line: visible ASCII. Other characters must be percent-encoded.
    private static func target(
        _ rest: ArraySlice<UInt8>, _ reader: inout TextReader
    ) throws(TextSyntaxError) -> String {
        let target = rest[..<(rest.firstIndex(of: UInt8(ascii: "#")) ?? rest.endIndex)]
        if let bad = target.firstIndex(where: { $0 <= 0x20 || $0 >= 0x7F }) {
            reader.offset = bad
            throw reader.expected("percent-encoding in the URL")
        }
        let text = String(decoding: target, as: UTF8.self)
        return text.utf8.first == UInt8(ascii: "/") ? text : "/" + text
    }

    private static func isHostCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isAddressCharacter(_ byte: UInt8) -> Bool {
        hexDigit(byte) != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }
}
