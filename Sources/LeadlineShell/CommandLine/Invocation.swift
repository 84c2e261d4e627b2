package import LeadlineCore

/// What the user means: the parsed line with its values read.
package enum Invocation: Sendable {
    /// Nothing was given: a terminal gets a short help, otherwise standard input is the script.
    case start(ScriptOptions)
    case script(ScriptOptions)
    case run(RunOptions)
    case lint([String])
    case api([String])
    case query(QueryOptions)
    /// A command that reads its line itself.
    case traffic(BinaryCommand.Name, ParsedLine)
    /// The words behind `help`.
    case help([String])
    /// `--help`
    case usage(BinaryCommand)
    case version

    package init(_ line: ParsedLine) throws(Diagnostic) {
        if line.has(.help) {
            self = .usage(line.command)
            return
        }
        if line.has(.version) {
            self = .version
            return
        }
        switch line.command.name {
        case nil:
            let options = try ScriptOptions(line)
            if options.source != nil, options.shell.resumes {
                throw Diagnostic(
                    .error, .invalidArgument, "'--resume' takes up a session of the shell, and a script is given",
                    help: "give one of both")
            }
            self = options.source == nil ? .start(options) : .script(options)
        case .run: self = .run(try RunOptions(line))
        case .lint: self = .lint(line.operands)
        case .api: self = .api(line.operands)
        case .query: self = .query(try QueryOptions(line))
        case .help: self = .help(line.operands)
        case .version: self = .version
        case .record, .replay, .compare, .mock, .open, .redact, .importing, .export, .doctor:
            self = .traffic(line.command.name ?? .record, line)
        }
    }
}

/// How much is said.
package enum Verbosity: Sendable {
    case quiet, normal, verbose
}

extension ParsedLine {
    package var verbosity: Verbosity { has(.verbose) ? .verbose : has(.quiet) ? .quiet : .normal }

    package func text(_ name: OptionName) -> String? { values(name).last?.text }

    /// The value of an option that takes a number.
    package func number(_ name: OptionName) throws(Diagnostic) -> Int? {
        guard let value = values(name).last, case .number(let range)? = command.option(name)?.shape else { return nil }
        if let number = Int(value.text), range.contains(number) { return number }
        let upper = range.upperBound == .max ? "on" : "to \(range.upperBound)"
        let limits = "from \(range.lowerBound) \(upper)"
        throw Diagnostic(
            .error, .invalidArgument, "'\(value.spelling)' takes a whole number \(limits), found '\(value.text)'")
    }

    /// The value of an option that takes one of a few words.
    package func choice(_ name: OptionName) throws(Diagnostic) -> String? {
        guard let value = values(name).last, case .choice(let choices)? = command.option(name)?.shape else {
            return nil
        }
        if choices.contains(value.text) { return value.text }
        let nearest = Suggestion.closest(to: value.text, in: choices).map { "did you mean '\($0)'?" }
        throw Diagnostic(
            .error, .invalidArgument,
            "'\(value.spelling)' takes \(choices.joined(separator: ", ")), found '\(value.text)'",
            help: nearest)
    }
}

/// Commands of the language, from `-c`, a file or standard input.
package struct ScriptOptions: Sendable {
    package enum Input: Sendable, Equatable {
        /// The values of `-c`, one script each line.
        case commands([String])
        /// A file; `-` is standard input.
        case file(String)
    }

    /// nil: neither was given.
    package var source: Input?
    package var traffic: TrafficOptions
    package var seed: Int?
    /// How many documents an update or delete with `where` may touch; nil: any number.
    package var maxAffected: Int?
    package var verbosity: Verbosity
    /// Whether standard output is for programs.
    package var isJSON: Bool
    /// Whether what stops one command stops no other.
    package var keepsGoing: Bool
    package var shell: ShellOptions

    init(_ line: ParsedLine) throws(Diagnostic) {
        let commands = line.values(.command).map(\.text)
        if !commands.isEmpty {
            source = .commands(commands)
        } else if let file = line.operands.first {
            source = .file(file)
        }
        traffic = try TrafficOptions(line)
        seed = try line.number(.seed)
        maxAffected = try line.number(.maxAffected)
        verbosity = line.verbosity
        isJSON = line.has(.json)
        keepsGoing = line.has(.keepGoing)
        shell = ShellOptions(line)
    }
}

/// What only concerns the shell.
package struct ShellOptions: Sendable, Equatable {
    /// Whether the last session is taken up.
    package var resumes: Bool
    /// Whether nothing is kept of the session.
    package var isPrivate: Bool
    /// Whether the user's init script is carried out.
    package var readsInit: Bool

    init(_ line: ParsedLine) {
        resumes = line.has(.resume)
        isPrivate = line.has(.private)
        readsInit = !line.has(.noInit)
    }
}

/// A query on a JSON text.
package struct QueryOptions: Sendable {
    /// A JSONPath, unread.
    package var expression: String
    /// A file; `-` is standard input.
    package var file: String

    init(_ line: ParsedLine) throws(Diagnostic) {
        guard let expression = line.text(.jsonpath) else {
            throw Diagnostic(
                .error, .missingArgument, "'\(line.command.invocation)' needs --jsonpath EXPR",
                help: line.command.examples.first.map { "as in \"\($0.line)\"" })
        }
        self.expression = expression
        file = line.operands.first ?? "-"
    }
}
