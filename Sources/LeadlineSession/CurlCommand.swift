package import LeadlineCore

/// The request that a curl command means, from its words after the shell's quoting.
package struct CurlCommand {
    var method: String
    var url: URLParts
    var urlLocation: SourceLocation
    var fields = HTTPFields()
    var body: [UInt8] = []

    /// Options that only say how curl behaves, not what is sent; the second list takes a value.
    private static let silent: Set<String> = [
        "-s", "--silent", "-S", "--show-error", "-i", "--include", "-v", "--verbose", "-k", "--insecure", "-L",
        "--location",
        "--compressed", "-f", "--fail", "-#", "--progress-bar", "-N", "--no-buffer", "--http1.1", "--http2",
    ]
    private static let silentWithValue: Set<String> = [
        "-o", "--output", "-m", "--max-time", "--connect-timeout", "--retry", "-w", "--write-out",
    ]

    package init(_ words: [Located<String>], at location: SourceLocation) throws(Diagnostic) {
        var reader = Reader(words: words[...], location: location)
        try reader.readAll()
        guard let written = reader.url else {
            throw Diagnostic(.error, .syntax, "the curl command has no URL", at: location, help: "add --url URL")
        }
        do {
            url = try URLParts(parsing: written.value.contains("://") ? written.value : "http://\(written.value)")
        } catch {
            throw Diagnostic(
                .error, .wrongValue, "'\(written.value)' is no URL: \(error.message)", at: written.location)
        }
        urlLocation = written.location
        fields = reader.fields
        let data = reader.data.joined(separator: "&")
        if reader.sendsDataInURL, !reader.data.isEmpty {
            url.target += (url.target.contains("?") ? "&" : "?") + data
        } else {
            body = Array(data.utf8)
        }
        let hasBody = !reader.data.isEmpty && !reader.sendsDataInURL
        method = reader.method ?? (hasBody ? "POST" : "GET")
        guard hasBody else { return }
        if fields["content-type"] == nil {
            fields.append("Content-Type", reader.isJSON ? "application/json" : "application/x-www-form-urlencoded")
        }
        if reader.isJSON, fields["accept"] == nil { fields.append("Accept", "application/json") }
    }

    /// The key that a placeholder of leadline's own names: `<key read-only>`; nil for others.
    static func keyName(inPlaceholder value: String) -> String? {
        guard let open = value.firstIndex(of: "<"), value[open...].hasPrefix("<key "), value.hasSuffix(">") else {
            return nil
        }
        return String(value[open...].dropFirst(5).dropLast())
    }

    /// Whether a header value stands for a key that the writer left out: `<api-key>`, `Bearer <token>`.
    static func isPlaceholder(_ value: String) -> Bool {
        guard let open = value.firstIndex(of: "<"), value.hasSuffix(">") else { return false }
        return value[..<open].allSatisfy { $0.isLetter || $0 == " " }
    }

    /// Walks over the words.
    private struct Reader {
        var words: ArraySlice<Located<String>>
        let location: SourceLocation
        var method: String?
        var url: Located<String>?
        var fields = HTTPFields()
        var data: [String] = []
        var isJSON = false
        var sendsDataInURL = false

        mutating func readAll() throws(Diagnostic) {
            while let word = words.popFirst() {
                if word.value.hasPrefix("--"), let equals = word.value.firstIndex(of: "=") {
                    let value = String(word.value[word.value.index(after: equals)...])
                    words = [word.map { _ in value }] + words
                    try read(word.map { String($0[..<equals]) })
                } else if word.value.hasPrefix("-"), !word.value.hasPrefix("--"), word.value.utf8.count > 2 {
                    try readShort(word)
                } else {
                    try read(word)
                }
            }
        }

        /// `-XPATCH`, `-sS`: an option glued to its value or to others.
        private mutating func readShort(_ word: Located<String>) throws(Diagnostic) {
            let option = String(word.value.prefix(2))
            let rest = String(word.value.dropFirst(2))
            let takesValue =
                ["-X", "-H", "-d", "-u", "-A", "-e", "-b"].contains(option) || silentWithValue.contains(option)
            words = [word.map { _ in takesValue ? rest : "-\(rest)" }] + words
            try read(word.map { _ in option })
        }

        private mutating func read(_ word: Located<String>) throws(Diagnostic) {
            switch word.value {
            case "-X", "--request": method = try value(of: word).value
            case "--url": url = try value(of: word)
            case "-H", "--header": header(try value(of: word).value)
            case "-A", "--user-agent": fields.append("User-Agent", try value(of: word).value)
            case "-e", "--referer": fields.append("Referer", try value(of: word).value)
            case "-b", "--cookie": fields.append("Cookie", try value(of: word).value)
            case "-d", "--data", "--data-ascii", "--data-raw", "--data-binary": data.append(try text(of: word))
            case "--data-urlencode": data.append(encoded(try text(of: word)))
            case "--json":
                data.append(try text(of: word))
                isJSON = true
            case "-G", "--get": sendsDataInURL = true
            case "-I", "--head": method = "HEAD"
            case let option where silent.contains(option): break
            case let option where silentWithValue.contains(option): _ = try value(of: word)
            case let option where option.hasPrefix("-"):
                throw Diagnostic(
                    .error, .unknownOption, "the curl option '\(option)' is not understood here", at: word.location,
                    help: "leave it out if it does not change the request")
            default: url = word
            }
        }

        private mutating func value(of option: Located<String>) throws(Diagnostic) -> Located<String> {
            if let value = words.popFirst() { return value }
            throw Diagnostic(.error, .syntax, "the curl option '\(option.value)' needs a value", at: option.location)
        }

        private mutating func text(of option: Located<String>) throws(Diagnostic) -> String {
            let text = try value(of: option)
            guard !text.value.hasPrefix("@") || option.value == "--data-raw" else {
                throw Diagnostic(
                    .error, .wrongValue, "data from a file is not read here: '\(text.value)'", at: text.location,
                    help: "write the data itself, or use 'from FILE'")
            }
            return text.value
        }

        private mutating func header(_ line: String) {
            let name = line.prefix { $0 != ":" && $0 != ";" }
            let value = line.dropFirst(name.count + 1).drop { $0 == " " }
            if !name.isEmpty { fields.append(String(name), String(value)) }
        }

        /// `name=value` keeps its name as it is and encodes the value.
        private func encoded(_ text: String) -> String {
            guard let equals = text.firstIndex(of: "=") else { return PercentEncoding.encode(text) }
            let value = PercentEncoding.encode(String(text[text.index(after: equals)...]))
            return equals == text.startIndex ? value : "\(text[..<equals])=\(value)"
        }
    }
}
