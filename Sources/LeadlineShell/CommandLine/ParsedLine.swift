package import LeadlineCore

/// What was typed, before it is known what is meant: a command, its options with their values, its operands.
package struct ParsedLine: Sendable {
    package struct OptionValue: Sendable, Equatable {
        /// Empty for a flag.
        package var text: String
        /// How the user wrote the option: `-j`, `--jobs`, `LEADLINE_JOBS`.
        package var spelling: String
    }

    package private(set) var command = CommandLineTable.script
    package private(set) var operands: [String] = []
    private var options: [OptionName: [OptionValue]] = [:]

    /// Reads the words behind the program's name, in the manner of GNU: options may stand anywhere, `--` ends them.
    package init(_ words: [String], variables: [String: String] = [:]) throws(Diagnostic) {
        var words = Self.unfolded(words)[...]
        var takesOptions = true
        while let word = words.popFirst() {
            if takesOptions, word == "--" {
                takesOptions = false
            } else if takesOptions, word.hasPrefix("--") {
                try takeLong(word.dropFirst(2), &words)
            } else if takesOptions, word.hasPrefix("-"), word != "-" {
                try takeShort(word.dropFirst(), &words)
            } else {
                take(operand: word, mayBeCommand: takesOptions)
            }
        }
        try checkOptions()
        try takeVariables(variables)
        if values(.help).isEmpty, values(.version).isEmpty { try checkOperands() }
    }

    /// `record FILE run PATH` means `run PATH --record FILE`, `replay FILE …` the target `FILE`; on their own they mean the
    /// shell.
    private static func unfolded(_ words: [String]) -> [String] {
        guard words.count > 1, !words[1].hasPrefix("-") else { return words }
        let rest = Array(words.dropFirst(2))
        let standsAlone = rest.contains { $0 == "--help" || $0 == "-h" || $0 == "--from" || $0.hasPrefix("--from=") }
        if standsAlone { return words }
        return switch words[0] {
        case "record": ["--record=\(words[1])"] + rest
        case "replay": ["--target=replay:\(words[1])"] + rest
        default: words
        }
    }

    package func values(_ name: OptionName) -> [OptionValue] { options[name] ?? [] }
    package func has(_ name: OptionName) -> Bool { options[name] != nil }

    // MARK: - Words

    private mutating func take(operand word: String, mayBeCommand: Bool) {
        if mayBeCommand, command.name == nil, operands.isEmpty, !has(.command),
            let named = CommandLineTable.command(word)
        {
            command = named
        } else {
            operands.append(word)
        }
    }

    private mutating func takeLong(_ word: Substring, _ words: inout ArraySlice<String>) throws(Diagnostic) {
        let name = word.prefix { $0 != "=" }
        let value = name.endIndex == word.endIndex ? nil : String(word[word.index(after: name.endIndex)...])
        guard let option = find({ $0.name.rawValue == name }) else { throw unknownOption("--\(name)") }
        if option.shape == .flag, value != nil {
            throw Diagnostic(.error, .invalidArgument, "'\(option.long)' takes no value")
        }
        try take(option, value, spelling: option.long, &words)
    }

    private mutating func takeShort(_ letters: Substring, _ words: inout ArraySlice<String>) throws(Diagnostic) {
        var letters = letters
        while let letter = letters.popFirst() {
            guard let option = find({ $0.short == letter }) else { throw unknownOption("-\(letter)") }
            var value: String?
            if option.shape != .flag, !letters.isEmpty {
                value = String(letters.first == "=" ? letters.dropFirst() : letters)
                letters = ""
            }
            try take(option, value, spelling: "-\(letter)", &words)
        }
    }

    private mutating func take(
        _ option: OptionEntry, _ value: String?, spelling: String, _ words: inout ArraySlice<String>
    ) throws(Diagnostic) {
        var text = value ?? ""
        if option.shape != .flag, value == nil {
            guard let next = words.popFirst() else { throw missingValue(option, spelling) }
            text = next
        }
        if has(option.name), option.shape != .flag, !option.isRepeatable {
            throw Diagnostic(.error, .invalidArgument, "'\(option.long)' is given twice", help: "give it once")
        }
        options[option.name, default: []].append(OptionValue(text: text, spelling: spelling))
    }

    /// An option of the command, or one that stands before the command's name.
    private func find(_ isMeant: (OptionEntry) -> Bool) -> OptionEntry? {
        if let option = command.options.first(where: isMeant) { return option }
        // Before the command's name every option is taken; whether it fits is seen when the command is known.
        guard command.name == nil else { return nil }
        return CommandLineTable.commands.lazy.flatMap(\.options).first(where: isMeant)
    }

    // MARK: - Checks

    private func checkOptions() throws(Diagnostic) {
        for name in OptionName.allCases where has(name) && command.option(name) == nil {
            throw Diagnostic(
                .error, .unknownOption, "'--\(name.rawValue)' is no option of '\(command.invocation)'",
                help: Self.owner(of: name))
        }
    }

    private func checkOperands() throws(Diagnostic) {
        if operands.count < command.operandCount.lowerBound {
            throw Diagnostic(
                .error, .missingArgument, "'\(command.invocation)' needs \(command.operands)",
                help: command.examples.first.map { "as in '\($0.line)'" })
        }
        let limit = has(.command) ? 0 : command.operandCount.upperBound
        guard operands.count > limit else { return }
        let extra = operands[limit]
        let looksLikeFile = operands[0].contains { $0 == "." || $0 == "/" }
        if command.name == nil, !has(.command), !looksLikeFile { throw Self.unknownCommand(operands[0]) }
        throw Diagnostic(
            .error, .invalidArgument, "unexpected argument '\(extra)'",
            help: has(.command) ? "'-c' takes one word: quote the whole command" : "see '\(command.invocation) --help'")
    }

    private mutating func takeVariables(_ variables: [String: String]) throws(Diagnostic) {
        for option in command.options where option.hasVariable && !has(option.name) {
            guard let text = variables[option.variable], !text.isEmpty else { continue }
            if option.shape == .flag {
                if ["0", "false", "no", "off"].contains(text.lowercased()) { continue }
                guard ["1", "true", "yes", "on"].contains(text.lowercased()) else {
                    throw Diagnostic(
                        .error, .invalidArgument, "'\(option.variable)' takes 1 or 0, found '\(text)'")
                }
            }
            options[option.name] = [OptionValue(text: text, spelling: option.variable)]
        }
    }
}

// MARK: - Messages

extension ParsedLine {
    /// A first word that is neither a command nor a file.
    package static func unknownCommand(_ word: String) -> Diagnostic {
        let names = BinaryCommand.Name.allCases.map(\.rawValue)
        let nearest = Suggestion.closest(to: word, in: names).map { "did you mean 'leadline \($0)'?" }
        return Diagnostic(
            .error, .unknownCommand, "'\(word)' is neither a command of leadline nor a file",
            help: nearest ?? "a command of the language stands behind -c: leadline -c '\(word) …'")
    }

    private func unknownOption(_ spelling: String) -> Diagnostic {
        let isLong = spelling.hasPrefix("--")
        let others = CommandLineTable.commands + [CommandLineTable.script]
        let known = others.lazy.flatMap(\.options).first {
            isLong ? $0.long == spelling : $0.short.map { "-\($0)" } == spelling
        }
        if let known {
            return Diagnostic(
                .error, .unknownOption, "'\(spelling)' is no option of '\(command.invocation)'",
                help: Self.owner(of: known.name))
        }
        let nearest = isLong ? Suggestion.closest(to: spelling, in: command.options.map(\.long)) : nil
        return Diagnostic(
            .error, .unknownOption, "unknown option '\(spelling)'",
            help: nearest.map { "did you mean '\($0)'?" } ?? "see '\(command.invocation) --help'")
    }

    /// Says which command an option belongs to.
    private static func owner(of option: OptionName) -> String? {
        let commands = [CommandLineTable.script] + CommandLineTable.commands
        return commands.first { $0.option(option) != nil }.map { "it belongs to '\($0.invocation)'" }
    }

    private func missingValue(_ option: OptionEntry, _ spelling: String) -> Diagnostic {
        Diagnostic(
            .error, .missingArgument, "'\(spelling)' needs a value",
            help: "as in '\(option.long) \(option.valueName ?? "VALUE")'")
    }
}
