import LeadlineCore

/// Writes the syntax tree as text: one canonical spelling, with no quotes but the needed ones.
///
/// Read again, the text gives the same tree, except for places. What no text of the language can say, as a bare word
/// with blanks from a table's cell, is quoted.
package enum CommandPrinter {
    package static func text(_ command: Command) -> String { written { $0.command(command) } }

    /// Several commands, one on each line, with a line end behind the last.
    package static func text(_ commands: [Command]) -> String {
        commands.map { command in
            let line = text(command)
            // A `\` at the end of a line would continue it.
            return line.utf8.last == .backslash ? line + " ;\n" : line + "\n"
        }.joined()
    }

    package static func text(_ predicate: Predicate) -> String { written { $0.predicate(predicate) } }

    package static func text(_ filter: Where) -> String { written { $0.filter(filter) } }

    /// A value as it stands in a command.
    package static func text(_ value: Value) -> String { written { $0.value(value, .plain) } }

    package static func text(_ subject: Subject) -> String { written { $0.subject(subject) } }

    package static func text(_ path: Path) -> String { written { $0.path(path) } }

    package static func text(_ placeholder: Placeholder) -> String { written { $0.placeholder(placeholder) } }

    private static func written(_ write: (inout Writer) -> Void) -> String {
        var writer = Writer()
        write(&writer)
        return writer.text
    }

    /// A text as a quoted value, which is this text in every place.
    package static func quoted(_ text: String) -> String { written { $0.doubleQuoted([.text(text)]) } }
}

extension CommandPrinter {
    /// What has been written so far.
    struct Writer {
        var text = ""

        /// Writes a word, and a blank before it where none stands.
        mutating func word(_ word: String) {
            if !text.isEmpty, text.utf8.last != .blank { text += " " }
            text += word
        }

        mutating func space() { text += " " }
    }
}

// MARK: - Commands

extension CommandPrinter.Writer {
    mutating func command(_ command: Command) {
        action(command.action)
        if let pipe = command.pipe {
            word("|")
            word(pipe.value)
        }
    }

    private mutating func action(_ action: Command.Action) {
        switch action {
        case .request(let request): self.request(request)
        case .raw(let request): raw(request)
        case .curl(let words): curl(words)
        case .send(let clauses): command("send", clauses)
        case .page(let direction, let clauses): command(direction.rawValue, clauses)
        case .resend(let number, let clauses):
            command(["resend", number.map(String.init)].compactMap(\.self).joined(separator: " "), clauses)
        case .new(let collection, let parts): command("new \(collection.value)", parts)
        case .set(let parts): command("set", parts)
        case .add(let path, let values): add(path, values)
        case .unset(let paths): command("unset", paths)
        case .undo: word("undo")
        case .redo: word("redo")
        case .edit: word("edit")
        case .fill: word("fill")
        case .draft: word("draft")
        case .bind(let assignments): command("let", assignments)
        case .run(let file, let parameters, let result): run(file, parameters, result)
        case .use(let name): word("use \(name.value)")
        case .target(let choice): target(choice)
        case .clock(let change): clock(change)
        case .fault(let plan): fault(plan)
        case .faultOff: word("fault off")
        case .mockReset: word("mock reset")
        case .mock(let request, let times): mock(request, times)
        case .judge(let kind, let sentence): command(kind.rawValue, sentence)
        case .explain(let inner): explain(inner)
        case .show(let number, let part): show(number, part)
        case .table(let paths): command("table", paths)
        case .diff(let left, let right): word("diff \(Self.text(left)) \(Self.text(right))")
        case .history(nil): word("history")
        case .history(let predicate?): command("history where", predicate)
        case .save(let file, let last): save(file, last)
        case .open(let place): clause("open", place)
        case .help(let words): word((["help"] + words).joined(separator: " "))
        case .tour: word("tour")
        case .exit: word("exit")
        }
    }

    private mutating func command(_ name: String, _ clauses: [Clause]) {
        word(name)
        self.clauses(clauses)
    }

    private mutating func command(_ name: String, _ parts: [Part]) {
        word(name)
        self.parts(parts)
    }

    private mutating func command(_ name: String, _ paths: [Path]) {
        word(name)
        self.paths(paths)
    }

    private mutating func command(_ name: String, _ assignments: [Assignment]) {
        word(name)
        self.assignments(assignments)
    }

    private mutating func command(_ name: String, _ sentence: Predicate) {
        word(name)
        space()
        predicate(sentence)
    }

    private mutating func curl(_ words: [Located<String>]) {
        word("curl")
        for item in words { word(Self.shellQuoted(item.value)) }
    }

    private mutating func add(_ path: Path, _ values: [Value]) {
        command("add", [path])
        for item in values { spaced(item) }
    }

    private mutating func run(_ file: Value, _ parameters: [Assignment], _ result: Located<String>?) {
        clause("run", file)
        assignments(parameters)
        if let result { arrow(result) }
    }

    private mutating func mock(_ request: Request, _ times: Value?) {
        word("mock")
        self.request(request)
        if let times { clause("times", times) }
    }

    private mutating func explain(_ inner: Command?) {
        word("explain")
        guard let inner else { return }
        space()
        action(inner.action)
    }

    private mutating func save(_ file: Value, _ last: Value?) {
        clause("save", file)
        if let last { clause("last", last) }
    }

    private mutating func target(_ choice: TargetChoice) {
        switch choice {
        case .mock: word("target mock")
        case .live(let profile): clause("target live", profile)
        case .replay(let file): clause("target replay", file)
        }
    }

    private mutating func clock(_ change: ClockChange?) {
        switch change {
        case nil: word("clock")
        case .set(let time): clause("clock set", time)
        case .advance(let duration):
            word("clock advance ")
            self.duration(duration)
        }
    }

    private mutating func show(_ number: Int?, _ part: ShowPart?) {
        word("show")
        if let number { word(String(number)) }
        switch part {
        case nil: break
        case .curl: word("curl")
        case .timing: word("timing")
        case .subject(let subject):
            space()
            self.subject(subject)
        }
    }

    private static func text(_ reference: ExchangeReference) -> String {
        switch reference {
        case .number(let number): String(number)
        case .name(let name): name.value
        }
    }

    private mutating func fault(_ plan: FaultPlan) {
        word("fault")
        switch plan.kind {
        case .latency(let duration):
            word("latency ")
            self.duration(duration)
        case .status(let status): clause("status", status)
        case .lostAnswer: word("lost-answer")
        case .reset: word("reset")
        case .malformed: word("malformed")
        case .rateLimit: word("rate-limit")
        }
        word("on")
        word(plan.verb.value.rawValue)
        word(plan.collection.value)
        switch plan.repetition {
        case .once: break
        case .times(let count): clause("times", count)
        case .always: word("always")
        }
    }

    /// A word in the quotes of a POSIX shell, if it needs any.
    private static func shellQuoted(_ word: String) -> String {
        let isSafe = word.utf8.allSatisfy { $0.isNameByte || "@%+=:,./".utf8.contains($0) }
        if isSafe, !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}

// MARK: - Requests

extension CommandPrinter.Writer {
    private mutating func request(_ request: Request) {
        word(request.verb.rawValue)
        word(request.collection.value)
        switch request.selector {
        case .none: break
        case .id(let id):
            text += "/"
            self.word(id, .id)
        case .filter(let filter):
            word("where ")
            self.filter(filter)
        }
        if request.verb == .update { word("set") }
        parts(request.parts)
        clauses(request.clauses)
    }

    private mutating func raw(_ request: RawRequest) {
        word("request")
        word(request.method.value)
        spaced(request.url)
        clauses(request.clauses)
        switch request.body {
        case nil: break
        case .json(let value): clause("json", value)
        case .text(let value): clause("body", value)
        case .form(let parts):
            word("form")
            self.parts(parts)
        }
    }

    mutating func filter(_ filter: Where) {
        switch filter {
        case .predicate(let predicate): self.predicate(predicate)
        case .json(let json, _): self.json(json)
        }
    }

    private mutating func clauses(_ clauses: [Clause]) {
        for item in clauses {
            switch item.kind {
            case .sort(let value): clause("sort", value)
            case .limit(let value): clause("limit", value)
            case .page(let value): clause("page", value)
            case .depth(let value): clause("depth", value)
            case .locale(let value): clause("locale", value)
            case .fallbackLocale(let value): clause("fallback-locale", value)
            case .key(let value): clause("as", value)
            case .header(let name, let value):
                word("header")
                word(name.value + "=")
                self.value(value, .assigned)
            case .bind(let name): arrow(name)
            }
        }
    }

    private mutating func clause(_ name: String, _ value: Value) {
        word(name)
        spaced(value)
    }

    private mutating func spaced(_ value: Value) {
        space()
        self.value(value, .plain)
    }

    private mutating func arrow(_ name: Located<String>) { word("-> \(name.value)") }

    private mutating func parts(_ parts: [Part]) {
        for part in parts {
            switch part {
            case .from(let value): clause("from", value)
            case .assign(let path, let value):
                space()
                self.path(path)
                text += "="
                self.value(value, .assigned)
            }
        }
    }

    private mutating func paths(_ paths: [Path]) {
        for path in paths {
            space()
            self.path(path)
        }
    }

    private mutating func assignments(_ assignments: [Assignment]) {
        for assignment in assignments {
            word(assignment.name.value + "=")
            value(assignment.value, .assigned)
        }
    }
}
