import LeadlineCore

/// Walks over the words of a curl command.
struct CurlOptionReader {
    private var words: ArraySlice<Located<String>>
    private var takesOptions = true
    private var result = CurlOptions()
    private var isAtNext = false

    init(_ words: [Located<String>]) { self.words = words[...] }

    /// Behind `--next` there must be more.
    var isAtEnd: Bool { words.isEmpty && !isAtNext }

    /// The options up to the next `--next`.
    mutating func options(_ reading: CurlCommand.FileReading) throws(Diagnostic) -> CurlOptions {
        result = CurlOptions()
        isAtNext = false
        let start = words.first?.location
        var deferred: [(CurlOption, Located<String>, value: Located<String>)] = []
        while !isAtNext, let word = words.popFirst() {
            if takesOptions, word.value == "--" {
                takesOptions = false
            } else if takesOptions, word.value.hasPrefix("--") {
                try readLong(word, &deferred)
            } else if takesOptions, word.value.hasPrefix("-"), word.value != "-" {
                try readShort(word, &deferred)
            } else {
                result.urls.append(word)
            }
        }
        for (option, name, value) in deferred { try apply(option, name, value, reading) }
        if let start { try result.check(at: start) }
        return result
    }

    private typealias Given = [(CurlOption, Located<String>, value: Located<String>)]

    private mutating func readLong(_ word: Located<String>, _ given: inout Given) throws(Diagnostic) {
        let body = word.value.dropFirst(2)
        let name = String(body.prefix { $0 != "=" })
        guard let option = Self.option(name) else { throw unknown(word.map { _ in "--\(name)" }) }
        let spelling = word.map { _ in "--\(name)" }
        if name.utf8.count < body.utf8.count {
            words = [word.map { _ in String(body.dropFirst(name.count + 1)) }] + words
        }
        try take(option, spelling, &given)
    }

    /// `-XPATCH`, `-sS`: an option glued to its value or to others.
    private mutating func readShort(_ word: Located<String>, _ given: inout Given) throws(Diagnostic) {
        var letters = word.value.dropFirst()
        while let letter = letters.popFirst() {
            let spelling = word.map { _ in "-\(letter)" }
            guard let option = CurlOption.named(String(letter)) else { throw unknown(spelling) }
            if option.takesValue, !letters.isEmpty {
                words = [word.map { _ in String(letters) }] + words
                letters = ""
            }
            try take(option, spelling, &given)
        }
    }

    /// `--no-NAME` switches a flag off.
    private static func option(_ name: String) -> CurlOption? {
        guard name.utf8.count > 1 else { return nil }
        if let option = CurlOption.named(name) { return option }
        guard name.hasPrefix("no-"), case .flag? = CurlOption.named(String(name.dropFirst(3))) else { return nil }
        return .flag
    }

    private mutating func take(
        _ option: CurlOption, _ name: Located<String>, _ given: inout Given
    ) throws(Diagnostic) {
        var value = name
        if option.takesValue {
            guard let next = words.popFirst() else {
                throw Diagnostic(.error, .syntax, "the curl option '\(name.value)' needs a value", at: name.location)
            }
            value = next
        }
        switch option {
        case .next: isAtNext = true
        case .refused(let help):
            throw Diagnostic(
                .error, .unknownOption, "the curl option '\(name.value)' is not understood here", at: name.location,
                help: help)
        case .flag, .setting: break
        default: given.append((option, name, value))
        }
    }

    private func unknown(_ name: Located<String>) -> Diagnostic {
        let nearest = name.value.hasPrefix("--") ? Suggestion.closest(to: name.value, in: CurlOption.longNames) : nil
        return Diagnostic(
            .error, .unknownOption, "the curl option '\(name.value)' is not understood here", at: name.location,
            help: nearest.map { "did you mean '\($0)'?" } ?? "leave it out if it does not change the request")
    }

    // MARK: - What options do

    private mutating func apply(
        _ option: CurlOption, _ name: Located<String>, _ value: Located<String>, _ reading: CurlCommand.FileReading
    ) throws(Diagnostic) {
        switch option {
        case .url: result.urls.append(value)
        case .method: result.method = try method(value)
        case .header: try header(value, reading)
        case .userAgent: result.generated["User-Agent"] = try field(value)
        case .referer: result.generated["Referer"] = try field(value)
        case .cookie: try cookie(value, reading)
        case .user:
            result.user = value.value
            result.generated["Authorization"] = CurlOptions.basic(value.value)
        case .bearer: result.generated["Authorization"] = "Bearer \(try field(value))"
        case .data(let kind): result.append(try data(kind, value, reading))
        case .json:
            result.append(try contents(value, reading), joined: false)
            result.isJSON = true
        case .form(let isLiteral):
            result.form = (result.form ?? []) + [try CurlForm(value, isLiteral: isLiteral, reading).part]
        case .upload: result.upload = (value.value == "-" ? "" : value.value, try reading(value.value, value.location))
        case .urlQuery:
            let isRaw = value.value.hasPrefix("+")
            let bytes = isRaw ? Array(value.value.dropFirst().utf8) : try encoded(value, reading)
            result.urlQuery.append(String(decoding: bytes, as: UTF8.self))
        case .get: result.sendsDataInURL = true
        case .head: result.isHead = true
        case .globOff: result.isGlobbing = false
        case .next, .flag, .setting, .refused: break
        }
    }

    private func method(_ value: Located<String>) throws(Diagnostic) -> String {
        if !value.value.isEmpty, value.value.utf8.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) {
            return value.value
        }
        throw Diagnostic(
            .error, .wrongValue, "'\(value.value)' is no method", at: value.location, help: "as in -X PATCH")
    }

    private func field(_ value: Located<String>) throws(Diagnostic) -> String {
        if let mistake = Session.headerMistake(value.value, at: value.location) { throw mistake }
        return value.value
    }

    private mutating func header(
        _ value: Located<String>, _ reading: CurlCommand.FileReading
    ) throws(Diagnostic) {
        guard value.value.hasPrefix("@") else { return try result.append(header: value) }
        let text = String(decoding: try reading(String(value.value.dropFirst()), value.location), as: UTF8.self)
        for line in text.split(whereSeparator: \.isNewline) {
            try result.append(header: value.map { _ in String(line) })
        }
    }

    /// A text with `=` is the cookies themselves, another one names a file of them.
    private mutating func cookie(
        _ value: Located<String>, _ reading: CurlCommand.FileReading
    ) throws(Diagnostic) {
        if value.value.contains("=") { return result.append(cookie: try field(value)) }
        if value.value.isEmpty { return }
        let path = value.value.hasPrefix("@") ? String(value.value.dropFirst()) : value.value
        let jar = CookieJar(String(decoding: try reading(path, value.location), as: UTF8.self))
        for url in result.urls {
            guard let url = try? CurlAddress(url, isGlobbing: result.isGlobbing).url else { continue }
            let cookies = jar.cookies(for: url)
            if !cookies.isEmpty { result.append(cookie: cookies) }
        }
    }

    // MARK: - Data

    private func data(
        _ kind: CurlOption.CurlData, _ value: Located<String>, _ reading: CurlCommand.FileReading
    ) throws(Diagnostic) -> [UInt8] {
        switch kind {
        case .raw: return Array(value.value.utf8)
        case .encoded: return try encoded(value, reading)
        case .binary: return try contents(value, reading)
        case .text:
            let bytes = try contents(value, reading)
            // Of a file, curl leaves line ends and NUL out.
            guard value.value.hasPrefix("@") else { return bytes }
            return bytes.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0 }
        }
    }

    /// The text itself, or what is in the file that it names behind `@`.
    private func contents(
        _ value: Located<String>, _ reading: CurlCommand.FileReading
    ) throws(Diagnostic) -> [UInt8] {
        guard value.value.hasPrefix("@") else { return Array(value.value.utf8) }
        return try reading(String(value.value.dropFirst()), value.location)
    }

    /// `content`, `=content`, `name=content`, `@file`, `name@file`: the name stays as it is.
    private func encoded(
        _ value: Located<String>, _ reading: CurlCommand.FileReading
    ) throws(Diagnostic) -> [UInt8] {
        let text = value.value
        guard let mark = text.firstIndex(of: "=") ?? text.firstIndex(of: "@") else {
            return PercentEncoding.encode(bytes: Array(text.utf8))
        }
        let rest = String(text[text.index(after: mark)...])
        let content = text[mark] == "@" ? try reading(rest, value.location) : Array(rest.utf8)
        let name = mark == text.startIndex ? [] : Array("\(text[..<mark])=".utf8)
        return name + PercentEncoding.encode(bytes: content)
    }
}

/// Cookies in the file format that browsers and curl share: seven columns, tabs between.
private struct CookieJar {
    private struct Cookie {
        var domain: String
        var path: String
        var isSecure: Bool
        var text: String
    }

    private let all: [Cookie]

    init(_ text: String) {
        all = text.split(whereSeparator: \.isNewline).compactMap { line in
            let marked = "#HttpOnly_"
            let line = line.hasPrefix(marked) ? line.dropFirst(marked.count) : line
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == 7, !line.hasPrefix("#") else { return nil }
            let domain = columns[0].hasPrefix(".") ? String(columns[0].dropFirst()) : columns[0]
            return Cookie(
                domain: domain.lowercased(), path: columns[2], isSecure: columns[3] == "TRUE",
                text: "\(columns[5])=\(columns[6])")
        }
    }

    func cookies(for url: URLParts) -> String {
        all.filter { cookie in
            (url.host == cookie.domain || url.host.hasSuffix(".\(cookie.domain)")) && url.target.hasPrefix(cookie.path)
                && (!cookie.isSecure || url.scheme == "https")
        }.map(\.text).joined(separator: "; ")
    }
}
