import LeadlineCore

/// Reads what browsers copy for PowerShell: `curl.exe …`, and `Invoke-WebRequest` with the session in front of it. Both
/// become the words of a curl command.
struct PowerShellReader {
    private typealias Token = PowerShellTokens.Token

    private var tokens: ArraySlice<Located<PowerShellTokens.Token>>
    private var texts: [String: Located<String>] = [:]
    private var tables: [String: [(name: String, value: Located<String>)]] = [:]
    private var userAgent: Located<String>?
    private var cookies: [String] = []

    init(_ source: Source) throws(Diagnostic) { tokens = try PowerShellTokens.all(source)[...] }

    func commands() throws(Diagnostic) -> [CopiedCommands.Copied] {
        var reader = self
        var commands: [CopiedCommands.Copied] = []
        while !reader.tokens.isEmpty {
            if let command = try reader.statement() { commands.append(command) }
        }
        return commands
    }

    private static let requests: Set = ["invoke-webrequest", "invoke-restmethod", "iwr", "irm"]

    /// Moves behind the next statement; the command that it is, if it sends something.
    private mutating func statement() throws(Diagnostic) -> CopiedCommands.Copied? {
        guard let first = tokens.popFirst() else { return nil }
        guard case .word(let word) = first.value else {
            skipStatement()
            return nil
        }
        let name = word.lowercased()
        if Self.requests.contains(name) { return try request(first.location) }
        if name == "curl" || name == "curl.exe" { return curl(first.location) }
        guard name.hasPrefix("$") else { throw unexpected(word, first.location) }
        if name.hasSuffix(".cookies.add") {
            cookie()
        } else if name.hasSuffix(".add") || name.hasSuffix(".headers.add") {
            addMember(String(name.dropLast(4)))
        } else if name.hasSuffix("[") {
            addMember(String(name.dropLast()))
        } else if case .sign("=")? = tokens.first?.value {
            tokens.removeFirst()
            return try assignment(name)
        } else {
            skipStatement()
        }
        return nil
    }

    private func unexpected(_ word: String, _ location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .syntax, "a command that sends a request expected, found '\(word.prefix(40))'", at: location,
            help: "Invoke-WebRequest, Invoke-RestMethod and curl.exe are understood")
    }

    private mutating func skipStatement() {
        var depth = 0
        while let token = tokens.popFirst() {
            switch token.value {
            case .sign("("), .sign("@{"), .sign("{"): depth += 1
            case .sign(")"), .sign("}"): depth -= 1
            case .end where depth <= 0: return
            default: break
            }
        }
    }

    // MARK: - What stands before a request

    /// `$session.UserAgent = "…"`, `$headers = @{…}`, `$answer = Invoke-RestMethod …`
    private mutating func assignment(_ name: String) throws(Diagnostic) -> CopiedCommands.Copied? {
        switch tokens.first?.value {
        case .sign("@{"):
            tables[name] = table()
        case .text(let text):
            let value = Located(text, tokens.removeFirst().location)
            if name.hasSuffix(".useragent") { userAgent = value } else { texts[name] = value }
        case .word(let word) where Self.requests.contains(word.lowercased()) || word.lowercased() == "curl.exe":
            return try statement()
        default:
            userAgent = nil
            cookies = []
        }
        skipStatement()
        return nil
    }

    /// `$headers.Add("name", "value")`, `$headers["name"] = "value"`
    private mutating func addMember(_ name: String) {
        let arguments = textsOfStatement()
        if arguments.count == 2 { tables[name, default: []].append((arguments[0].value, arguments[1])) }
    }

    /// `$session.Cookies.Add((New-Object System.Net.Cookie("name", "value", "/", "host")))`
    private mutating func cookie() {
        let arguments = textsOfStatement()
        if arguments.count >= 2 { cookies.append("\(arguments[0].value)=\(arguments[1].value)") }
    }

    /// All texts up to the end of the statement.
    private mutating func textsOfStatement() -> [Located<String>] {
        var found: [Located<String>] = []
        while let token = tokens.popFirst(), token.value != .end {
            if case .text(let text) = token.value { found.append(Located(text, token.location)) }
        }
        return found
    }

    /// `@{ "name" = "value"; … }`
    private mutating func table() -> [(name: String, value: Located<String>)] {
        tokens.removeFirst()
        var members: [(name: String, value: Located<String>)] = []
        var name: String?
        while let token = tokens.popFirst(), token.value != .sign("}") {
            switch token.value {
            case .text(let text), .word(let text):
                if let known = name {
                    members.append((known, texts[text.lowercased()] ?? Located(text, token.location)))
                    name = nil
                } else {
                    name = text
                }
            case .sign, .end: break
            }
        }
        return members
    }

    // MARK: - Requests

    /// `curl.exe` has words as anywhere; what follows a `|` is another program.
    private mutating func curl(_ start: SourceLocation) -> CopiedCommands.Copied {
        var words: [Located<String>] = []
        var end = start
        while let token = tokens.popFirst(), token.value != .end {
            if token.value == .sign("|") {
                skipStatement()
                break
            }
            // What touches is one word: `-H"a: b"`, `--json="{}"`.
            let touches = token.location.range.lowerBound == end.range.upperBound && !words.isEmpty
            end = token.location
            let text: String
            switch token.value {
            case .word(let word), .sign(let word): text = word
            case .text(let quoted): text = quoted
            case .end: continue
            }
            if touches {
                words[words.count - 1].value += text
            } else {
                words.append(Located(texts[text.lowercased()]?.value ?? text, token.location))
            }
        }
        return CopiedCommands.Copied(words: words, location: start.through(end))
    }

    private mutating func request(_ start: SourceLocation) throws(Diagnostic) -> CopiedCommands.Copied {
        var words: [Located<String>] = []
        func add(_ option: String, _ value: Located<String>) {
            words += [value.map { _ in option }, value]
        }
        if let userAgent { add("--user-agent", userAgent) }
        if !cookies.isEmpty { add("--cookie", Located(cookies.joined(separator: "; "), start)) }
        var end = start
        while let token = tokens.popFirst(), token.value != .end {
            end = token.location
            switch token.value {
            case .text(let text): add("--url", Located(text, token.location))
            case .word(let word) where word.hasPrefix("-"):
                for (option, value) in try parameter(Located(word, token.location)) { add(option, value) }
            case .word(let word): add("--url", texts[word.lowercased()] ?? Located(word, token.location))
            case .sign("|"): skipStatement()
            case .sign, .end: break
            }
            if token.value == .sign("|") { break }
        }
        return CopiedCommands.Copied(words: words, location: start.through(end))
    }

    /// The options of curl that a parameter is.
    private mutating func parameter(
        _ name: Located<String>
    ) throws(Diagnostic) -> [(option: String, value: Located<String>)] {
        switch name.value.lowercased() {
        case "-uri": return [("--url", try value(of: name))]
        case "-method", "-custommethod":
            return [("--request", try value(of: name).map { $0.uppercased() })]
        case "-contenttype": return [("--header", try value(of: name).map { "Content-Type: \($0)" })]
        case "-useragent": return [("--user-agent", try value(of: name))]
        case "-body": return [("--data-raw", try value(of: name))]
        case "-headers": return try headers(name)
        case "-usebasicparsing", "-skipcertificatecheck", "-skipheadervalidation", "-disablekeepalive",
            "-skiphttperrorcheck":
            return []
        case "-websession", "-sessionvariable", "-timeoutsec", "-maximumredirection", "-outfile", "-proxy",
            "-httpversion":
            tokens = tokens.dropFirst()
            return []
        default:
            throw Diagnostic(
                .error, .unknownOption, "the parameter '\(name.value)' is not understood here", at: name.location,
                help: "leave it out if it does not change the request")
        }
    }

    /// What HTTP/2 writes as headers and browsers copy as if they were some.
    private static let pseudoHeaders: Set = ["authority", "method", "path", "scheme"]

    private mutating func headers(
        _ name: Located<String>
    ) throws(Diagnostic) -> [(option: String, value: Located<String>)] {
        var members: [(name: String, value: Located<String>)] = []
        switch tokens.first?.value {
        case .sign("@{"): members = table()
        case .word(let variable):
            tokens.removeFirst()
            members = tables[variable.lowercased()] ?? []
        default: _ = try value(of: name)
        }
        return members.compactMap { member in
            guard !Self.pseudoHeaders.contains(member.name.lowercased()) else { return nil }
            let separator = member.value.value.isEmpty ? ";" : ": "
            return ("--header", member.value.map { "\(member.name)\(separator)\($0)" })
        }
    }

    /// A text, a variable that holds one, or `([System.Text.Encoding]::UTF8.GetBytes("…"))`.
    private mutating func value(of name: Located<String>) throws(Diagnostic) -> Located<String> {
        var depth = 0
        var found: Located<String>?
        while let token = tokens.first, token.value != .end {
            if depth == 0, case .word(let word) = token.value, word.hasPrefix("-") { break }
            switch token.value {
            case .sign("("): depth += 1
            case .sign(")"): depth -= 1
            case .text(let text): found = found ?? Located(text, token.location)
            case .word(let word):
                if let text = texts[word.lowercased()] {
                    found = found ?? text
                } else if depth == 0, !word.hasPrefix("$") {
                    found = found ?? Located(word, token.location)
                }
            case .sign, .end: break
            }
            tokens = tokens.dropFirst()
            if depth <= 0 { break }
        }
        if let found { return found }
        throw Diagnostic(
            .error, .syntax, "the parameter '\(name.value)' needs a value", at: name.location,
            help: "write the text itself: what PowerShell computes is not known here")
    }
}
