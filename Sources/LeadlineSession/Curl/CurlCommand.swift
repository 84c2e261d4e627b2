package import LeadlineCore

/// One of the requests that a curl command means, from its words after the shell's quoting.
package struct CurlCommand: Sendable {
    package var method: String
    package var url: URLParts
    package var urlLocation: SourceLocation
    /// Without those that curl adds of itself to every request: `Host`, `User-Agent`, `Accept`, `Content-Length`.
    package var fields: HTTPFields
    package var body: [UInt8]
    /// The files of a form, as they were named, by the places of their parts.
    package var files: [Int: String] = [:]

    /// Reads a file that the command names; `-` is standard input.
    package typealias FileReading = (_ path: String, _ location: SourceLocation) throws(Diagnostic) -> [UInt8]

    /// The only request of a command: at the prompt, in a script.
    package init(_ words: [Located<String>], at location: SourceLocation, reading: FileReading) throws(Diagnostic) {
        let all = try Self.all(words, at: location, reading: reading)
        guard all.count == 1, let only = all.first else {
            let second = all.dropFirst().first
            throw Diagnostic(
                .error, .syntax, "the curl command means \(all.count) requests", at: second?.urlLocation ?? location,
                help: "write one command for each; 'leadline import curl' does it")
        }
        self = only
    }

    /// All requests of a command: one for each URL, `--next` begins others.
    package static func all(
        _ words: [Located<String>], at location: SourceLocation, reading: FileReading
    ) throws(Diagnostic) -> [CurlCommand] {
        var reader = CurlOptionReader(words)
        var commands: [CurlCommand] = []
        repeat {
            let options = try reader.options(reading)
            guard !options.urls.isEmpty else {
                throw Diagnostic(.error, .syntax, "the curl command has no URL", at: location, help: "add --url URL")
            }
            for url in options.urls { commands.append(try CurlCommand(options, url)) }
        } while !reader.isAtEnd
        return commands
    }

    private init(_ options: CurlOptions, _ written: Located<String>) throws(Diagnostic) {
        let address = try CurlAddress(written, isGlobbing: options.isGlobbing)
        url = address.url
        urlLocation = written.location
        fields = options.generated
        body = []
        if let user = address.user, options.user == nil { fields.append("Authorization", CurlOptions.basic(user)) }
        var query = options.urlQuery
        if options.sendsDataInURL, let data = options.data { query.append(String(decoding: data, as: UTF8.self)) }
        if !query.isEmpty {
            url.target += (url.target.contains("?") ? "&" : "?") + query.joined(separator: "&")
        }
        method = options.method ?? options.impliedMethod
        // A header that was written goes before one of the same name that curl would make.
        for name in options.headers.all.map(\.name) + options.removedHeaders { fields[name] = nil }
        for field in options.headers.all { fields.append(field.name, field.value) }
        if let form = options.form {
            attach(form, options)
        } else if let upload = options.upload {
            body = upload.bytes
            if url.target.hasSuffix("/"), !upload.path.isEmpty {
                url.target += PercentEncoding.encode(Paths.name(of: upload.path))
            }
        } else if let data = options.data, !options.sendsDataInURL {
            body = data
            add("Content-Type", options.isJSON ? "application/json" : "application/x-www-form-urlencoded", options)
        }
        if options.isJSON { add("Accept", "application/json", options) }
    }

    private mutating func add(_ name: String, _ value: String, _ options: CurlOptions) {
        let isRemoved = options.removedHeaders.contains { HTTPFields.same($0, name) }
        if fields[name] == nil, !isRemoved { fields.append(name, value) }
    }

    private mutating func attach(_ form: [CurlOptions.FormPart], _ options: CurlOptions) {
        let parts = form.map(\.part)
        for (index, part) in form.enumerated() { files[index] = part.path }
        var random = SeededRandom(seed: 0).fork("curl")
        let boundary = Multipart.boundary(for: parts, random: &random)
        body = Multipart.encode(parts, boundary: boundary)
        let written = fields["Content-Type"].flatMap { MediaType(parsing: $0) }
        if let written, !written.essence.hasPrefix("multipart/") { return }
        fields["Content-Type"] = "\(written?.essence ?? "multipart/form-data"); boundary=\(boundary)"
    }

    // MARK: Placeholders

    /// The key that a placeholder of leadline's own names: `<key read-only>`; nil for others.
    package static func keyName(inPlaceholder value: String) -> String? {
        guard let open = value.firstIndex(of: "<"), value[open...].hasPrefix("<key "), value.hasSuffix(">") else {
            return nil
        }
        return String(value[open...].dropFirst(5).dropLast())
    }

    /// Whether a header value stands for a key that the writer left out: `<api-key>`, `Bearer <token>`.
    package static func isPlaceholder(_ value: String) -> Bool {
        guard let open = value.firstIndex(of: "<"), value.hasSuffix(">") else { return false }
        return value[..<open].allSatisfy { $0.isLetter || $0 == " " }
    }
}

/// A URL as curl is given one.
struct CurlAddress {
    var url: URLParts
    /// `user:password` in front of the host.
    var user: String?

    init(_ written: Located<String>, isGlobbing: Bool) throws(Diagnostic) {
        var text = isGlobbing ? try Self.withoutGlobs(written) : written.value
        if !text.contains("://") { text = "http://\(text)" }
        text = Self.encodingOthers(text)
        if let range = Self.userRange(in: text) {
            user = PercentEncoding.decode(text[range])
            text.removeSubrange(range.lowerBound...range.upperBound)
        }
        do { url = try URLParts(parsing: text) } catch {
            throw Diagnostic(
                .error, .wrongValue, "'\(written.value)' is no URL: \(error.message)", at: written.location)
        }
    }

    /// What stands between `//` and the `@` before the host.
    private static func userRange(in text: String) -> Range<String.Index>? {
        guard let scheme = text.range(ofFirst: "://") else { return nil }
        let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return authority.lastIndex(of: "@").map { authority.startIndex..<$0 }
    }

    /// Characters beyond ASCII are sent percent-encoded, as servers expect them.
    private static func encodingOthers(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.unicodeScalars.map { $0.isASCII ? String($0) : PercentEncoding.encode(String($0)) }.joined()
    }

    /// The URL without the backslashes that keep curl from reading brackets as patterns. What is no pattern, as in
    /// `where[email]`, stands for itself.
    private static func withoutGlobs(_ written: Located<String>) throws(Diagnostic) -> String {
        var result: [UInt8] = []
        let bytes = Array(written.value.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count, "[]{}".utf8.contains(bytes[index + 1]) {
                result.append(bytes[index + 1])
                index += 2
                continue
            }
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{"), let glob = glob(bytes[index...]) {
                throw Diagnostic(
                    .error, .wrongValue, "curl reads '\(glob)' in a URL as a pattern of several URLs",
                    at: written.location,
                    help: "add --globoff if the characters are meant; otherwise write one command for each URL")
            }
            result.append(byte)
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `{a,b}`, `[1-9]`, `[a-z:2]` at the beginning of some bytes.
    private static func glob(_ bytes: ArraySlice<UInt8>) -> String? {
        let isSet = bytes.first == UInt8(ascii: "{")
        guard let end = bytes.firstIndex(of: UInt8(ascii: isSet ? "}" : "]")) else { return nil }
        let inner = bytes[(bytes.startIndex + 1)..<end]
        let glob = String(decoding: bytes[...end], as: UTF8.self)
        if isSet { return inner.first == UInt8(ascii: "{") ? nil : glob }
        let range = inner.prefix { $0 != UInt8(ascii: ":") }.split(
            separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard range.count == 2 else { return nil }
        let isNumber = range.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
        let isLetter = range.allSatisfy { part in
            part.count == 1 && part.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
        }
        return isNumber || isLetter ? glob : nil
    }
}

extension String {
    /// The first place of another text.
    fileprivate func range(ofFirst other: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}
