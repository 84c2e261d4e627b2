import LeadlineCore

extension Reader {
    /// Reads a command to its end, with the pipe behind it.
    mutating func command(_ context: CommandContext) throws(Diagnostic) -> Command {
        let start = position
        let name = try commandName()
        trace?.add(.command(name, isInner: false))
        guard let entry = CommandTable.entry(name.value) else { throw unknownCommand(name) }
        guard entry.contexts.contains(context) else { throw notAllowed(entry, context, name.location) }
        var command = try withExample(entry, name, start)
        skipBlanks()
        if byte == .bar, !isAtEnd { command.pipe = try pipe(context) }
        guard isAtEnd else {
            if case .predicate? = entry.slots.last { throw unexpected(["'and'", "'or'"], candidates: ["and", "or"]) }
            throw unexpected()
        }
        command.location = location(start..<textEnd)
        return command
    }

    /// Reads a command; where nothing stands behind its name and nothing better is known, its example helps.
    private mutating func withExample(
        _ entry: CommandEntry, _ name: Located<String>, _ start: Int
    ) throws(Diagnostic) -> Command {
        do throws(Diagnostic) {
            var arguments = Arguments(name: name)
            return try command(entry, start, &arguments)
        } catch {
            guard error.help == nil, textEnd == start + name.value.utf8.count, let example = entry.examples.first
            else { throw error }
            var diagnostic = error
            diagnostic.help = "write for example '\(example)'"
            throw diagnostic
        }
    }

    private mutating func command(
        _ entry: CommandEntry, _ start: Int, _ arguments: inout Arguments
    ) throws(Diagnostic) -> Command {
        try read(entry.slots, into: &arguments)
        trace?.finishSlots(at: position)
        try checkParts(arguments.parts)
        let action = try entry.build(arguments)
        return Command(action: action, location: location(start..<textEnd), name: arguments.name)
    }

    private mutating func commandName() throws(Diagnostic) -> Located<String> {
        let range = wordRange()
        guard !range.isEmpty else { throw expected("command") }
        trace?.mark(.command, range)
        position = range.upperBound
        return Located(text(range), location(range))
    }

    /// Reads the request behind `explain` and `mock`.
    mutating func readRequest(_ storeOnly: Bool, into arguments: inout Arguments) throws(Diagnostic) {
        let start = position
        let range = wordRange()
        let name = Located(text(range), location(range))
        guard let entry = CommandTable.entry(name.value), storeOnly ? entry.verb != nil : entry.isRequest else {
            let known = CommandTable.all.filter { storeOnly ? $0.verb != nil : $0.isRequest }.map(\.name)
            if storeOnly { throw keywordExpected(["reset"] + known) }
            throw expected("request", help: suggestion(for: name.value, in: known))
        }
        trace?.mark(.command, range)
        trace?.add(.command(name, isInner: true))
        position = range.upperBound
        var inner = Arguments(name: name)
        inner.takesTimes = storeOnly && entry.verb == .create
        arguments.nested = try command(entry, start, &inner)
        arguments.times = inner.times
    }

    /// Reads `| …`: all the rest of the line belongs to the system's shell.
    private mutating func pipe(_ context: CommandContext) throws(Diagnostic) -> Located<String> {
        guard context == .prompt else {
            throw Diagnostic(
                .notAllowedHere, "a pipe cannot stand in a \(context.rawValue)", at: location(position..<position + 1),
                help: "'|' works at the prompt only")
        }
        if nextByte == .bar { throw unexpected() }
        position += 1
        while byte == .blank || byte == .tab { position += 1 }
        let start = position
        while position < end, bytes[position] != .lineFeed { position += 1 }
        var stop = position
        while stop > start, bytes[stop - 1].isBlankOrLineEnd { stop -= 1 }
        guard stop > start else { throw expected("program behind '|'") }
        position = stop
        let program = Located(text(start..<stop), location(start..<stop))
        while position < end, bytes[position] != .lineFeed { position += 1 }
        return program
    }
}

// MARK: - Unknown and misplaced commands

extension Reader {
    private mutating func unknownCommand(_ name: Located<String>) -> Diagnostic {
        let word = name.value
        let nameWord = String(word.prefix { $0.isLetter || $0 == "-" || $0 == "?" })
        var help = CommandTable.suggestion(for: nameWord) ?? CommandTable.suggestion(for: word)
        if word.utf8.contains(.equals), help == nil {
            help = "fields stand behind 'set', 'create' and 'new', names behind 'let'"
        } else if ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].contains(word) {
            help = "write 'request \(word) …'"
        } else if word.utf8.first == .greater {
            help = "write '| cat > FILE' behind a command"
        } else if word.utf8.first == .bar {
            help = "a pipe stands behind a command"
        } else if ClauseName(rawValue: word) != nil {
            help = "'\(word)' is a clause: it stands behind a request"
        } else if help == nil, isSentence(name) {
            help = "a sentence stands behind 'expect' or 'check'"
        }
        return Diagnostic(
            .unknownCommand, "command expected, found \(Self.quoted(Self.shortened(word)))", at: name.location,
            help: help ?? "'help' lists the commands")
    }

    /// Whether what stands here reads as a subject with an operator.
    private mutating func isSentence(_ name: Located<String>) -> Bool {
        skipBlanks()
        let word = text(predicateWord())
        return !isAtEnd && (word == "not" || OperatorTable.entry(word.isEmpty ? text(foundRange) : word) != nil)
    }

    private func notAllowed(
        _ entry: CommandEntry, _ context: CommandContext, _ location: SourceLocation
    ) -> Diagnostic {
        let places = entry.contexts.map(\.phrase).joined(separator: " and ")
        var help = "'\(entry.name)' works \(places) only"
        if context == .scenario, entry.group == .judge { help = "write the sentence below the step's '\(entry.name):'" }
        return Diagnostic(
            .notAllowedHere, "'\(entry.name)' cannot stand in a \(context.rawValue)", at: location, help: help)
    }
}

// MARK: - Fields that contradict each other

extension Reader {
    /// Refuses `a=1 a.b=2`: a field of something that was just given as a text or number.
    private func checkParts(_ parts: [Part]) throws(Diagnostic) {
        guard parts.count > 1 else { return }
        var plain: [String: SourceLocation] = [:]
        for part in parts {
            guard case .assign(let path, let value) = part else { continue }
            var prefix = ""
            for (index, step) in path.steps.enumerated() {
                prefix += Self.key(step)
                guard index < path.steps.count - 1, let location = plain[prefix] else { continue }
                throw Diagnostic(
                    .conflictingParts,
                    "'\(text(of: path.location))' is a part of something that was set to a plain value",
                    at: path.location, notes: ["'\(text(of: location))' stands before it"],
                    help: "leave one of them out")
            }
            plain[prefix] = Self.isPlain(value) ? path.location : nil
        }
    }

    private func text(of location: SourceLocation) -> String {
        let utf8 = location.source.text.utf8
        let range = location.range.clamped(to: 0..<utf8.count)
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(start, offsetBy: range.count)
        return Self.shortened(String(location.source.text[start..<end]))
    }

    /// A text that is different for different steps.
    private static func key(_ step: Path.Step) -> String {
        switch step {
        case .index(let index): "[\(index)]"
        case .name(let name): "." + (name.literal ?? "{{\(name.location.range.lowerBound)}}") + "\u{0}"
        }
    }

    private static func isPlain(_ value: Value) -> Bool {
        guard case .word(let word) = value else { return false }
        return word.text.lonePlaceholder == nil
    }
}
