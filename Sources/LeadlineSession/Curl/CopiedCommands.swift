package import LeadlineCore
import LeadlineLanguage

/// The curl commands in a text that was copied from somewhere, by the rules of the shell that it was written for.
package struct CopiedCommands: Sendable {
    package enum Shell: Sendable, Equatable { case posix, commandPrompt, powerShell }

    /// One command's words behind the program's name.
    package struct Copied: Sendable {
        package var words: [Located<String>]
        package var location: SourceLocation
        /// What another program writes to its standard input.
        package var input: [UInt8]?

        package init(words: [Located<String>], location: SourceLocation, input: [UInt8]? = nil) {
            self.words = words
            self.location = location
            self.input = input
        }
    }

    package let shell: Shell
    package let all: [Copied]

    package init(_ source: Source) throws(Diagnostics) {
        shell = Self.shell(of: source.text)
        do throws(Diagnostic) {
            switch shell {
            case .posix: all = try PosixCommands(source).all
            case .commandPrompt: all = try CommandPromptReader(source).commands()
            case .powerShell: all = try PowerShellReader(source).commands()
            }
            guard !all.isEmpty else {
                throw Diagnostic(
                    .error, .syntax, "no curl command found in '\(source.name)'",
                    help: "copy one from the browser's network panel: 'Copy as cURL'")
            }
        } catch { throw Diagnostics([error]) }
    }

    /// Each shell has signs that no other text has at these places: what the text begins with, how its first line goes on
    /// in the next, which quote comes first. Behind that anything may be a part of the data.
    static func shell(of text: String) -> Shell {
        let lines = text.split(whereSeparator: \.isNewline).filter { line in
            let first = line.first { $0 != " " && $0 != "\t" }
            return first != nil && first != "#"
        }
        var words = (lines.first ?? "").split { $0 == " " || $0 == "\t" }
        if words.first == "$" { words.removeFirst() }
        let program = words.first?.lowercased() ?? ""
        guard ["curl", "curl.exe"].contains(program) else {
            let lower = text.lowercased()
            let requests = ["invoke-webrequest", "invoke-restmethod", "iwr ", "irm "]
            let isPowerShell = program.hasPrefix("$") || requests.contains(where: lower.contains)
            return isPowerShell ? .powerShell : .posix
        }
        let quote = text.utf8.firstIndex { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
        let isSingle = quote.map { text.utf8[$0] == UInt8(ascii: "'") } ?? false
        if let quote, !isSingle, text.utf8[..<quote].last == UInt8(ascii: "^") { return .commandPrompt }
        for line in lines {
            if line.hasSuffix("\\") { return .posix }
            if line.hasSuffix(" `") { return .powerShell }
            if line.hasSuffix("^"), !isSingle { return .commandPrompt }
        }
        return program == "curl" ? .posix : isSingle ? .powerShell : .commandPrompt
    }
}

/// Words as a POSIX shell reads them: the language's own reader of `curl` does it.
private struct PosixCommands {
    let all: [CopiedCommands.Copied]

    init(_ source: Source) throws(Diagnostic) {
        var bytes = Array(source.text.utf8)
        var inputs: [Int: [UInt8]] = [:]
        for start in Self.lineStarts(bytes) {
            if bytes[start...].starts(with: "$ curl ".utf8) { bytes[start] = 0x20 }
            if let (input, end) = Self.input(bytes[start...]) {
                inputs[end] = input
                for index in start..<end { bytes[index] = 0x20 }
            }
        }
        let excerpt = Excerpt(source: source, text: String(decoding: bytes, as: UTF8.self), at: 0)
        let (commands, diagnostics) = CommandParser.parse(excerpt, context: .prompt)
        if let first = diagnostics.first {
            let isOther = first.code == .unknownCommand
            throw isOther
                ? Self.noCurl(first.location ?? SourceLocation(source: source, range: 0..<0)) : first
        }
        var all: [CopiedCommands.Copied] = []
        for command in commands {
            guard case .curl(let words) = command.action else { throw Self.noCurl(command.name.location) }
            all.append(
                CopiedCommands.Copied(
                    words: words, location: command.location, input: inputs[command.location.range.lowerBound]))
        }
        self.all = all
    }

    private static func noCurl(_ location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .syntax, "a curl command expected, found '\(location.text.prefix(40))'", at: location,
            help: "leave out everything but the curl commands")
    }

    private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
        [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }

    /// `echo TEXT | base64 --decode | ` in front of a command, as `leadline export curl` writes it for bytes that are no
    /// text: what they are, and where the command begins.
    private static func input(_ line: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        let opening = Array("echo ".utf8)
        let closing = Array(" | base64 --decode | ".utf8)
        guard line.starts(with: opening) else { return nil }
        let text = line.dropFirst(opening.count).prefix { $0 > 0x20 }
        guard line[text.endIndex...].starts(with: closing),
            let input = Base64.decode(String(decoding: text, as: UTF8.self))
        else { return nil }
        return (input, text.endIndex + closing.count)
    }
}
