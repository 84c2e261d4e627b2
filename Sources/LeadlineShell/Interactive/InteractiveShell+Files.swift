import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineScenarios
import LeadlineSession
import Synchronization

/// What the prompt remembers for `save`, `run` and `open`.
struct FileMemory {
    /// Where the session began, before its first command.
    var start = SessionStart(api: nil, clock: Universe.start, folder: "")
    /// Whether another target was chosen since.
    var hasMoved = false
    /// How many scripts are in the middle of running another.
    var scriptDepth = 0
    /// The row that failed last, and with which parameters.
    var failed: (row: RowIdentity, parameters: [String: Value?])?
    /// How many commands were carried out before the line at the prompt, or stand in for the session that `open` in it
    /// left.
    var lineStart = 0
    /// What `open` in that line opened.
    var opened: OpenedRow?
    /// The recording with which the session began.
    var openedCase: OpenedCase?
    /// Lines of the prompt that begin with `#`: what `save` keeps in a case.
    var notes: [String] = []
}

// MARK: - save

extension InteractiveShell {
    /// `save FILE [last N]`
    func save(_ file: Value, last: Value?, _ command: Command) throws(Diagnostic) -> CommandResult {
        try refuseOnLive("'save' tries out what it writes: it", at: command.location)
        if files.hasMoved {
            throw Diagnostic(
                .error, .notReproducible, "the session was on several targets, and a file is for one",
                at: command.location, help: "begin a session on the target that you want, or record this one")
        }
        let path = Paths.join(session.folder, try session.text(file))
        let isScript = path.hasSuffix(".leadline")
        let isCase = CaseFile.isRecording(path)
        guard isScript || isCase || Self.isScenario(path) else {
            throw Diagnostic(
                .error, .invalidArgument, "'\(path)' has no ending that says what it is", at: file.location,
                help: "end it in .leadline.yaml for a scenario, in .leadline for a script, in .har for a case")
        }
        if (try? environment.files.kind(of: path)) != nil {
            throw Diagnostic(
                .error, .fileExists, "'\(path)' exists already, and 'save' overwrites nothing", at: file.location,
                help: "choose another name, or remove it first")
        }
        if isCase { return try saveCase(path, last: try count(last), at: file.location) }
        if files.openedCase != nil { return try saveImported(path, last: try count(last), at: file.location) }
        let saved = try saver.file(path, of: carriedOut, last: try count(last), at: file.location)
        try put(saved.text, to: path, at: file.location)
        let setup = saved.setupSteps > 0 ? ["\(counted(saved.setupSteps, "setup step"))"] : []
        let parts = setup + [counted(saved.steps, "step"), counted(saved.sentences, "sentence")]
        var lines = ["saved \(path): \(parts.joined(separator: ", "))"]
        lines += saved.notes.map { "  \($0)" }
        lines.append("run it: " + ShellQuoting.line(isScript ? ["leadline", path] : ["leadline", "run", path]))
        return .shown(.text(lines.joined(separator: "\n")))
    }

    /// Writes a new file.
    func put(_ text: String, to path: String, at location: SourceLocation) throws(Diagnostic) {
        do throws(FileFailure) {
            let output = try environment.writer.open(path)
            try output.write(Array(text.utf8))
            try output.finish()
        } catch {
            throw Diagnostic(.error, .unwritableFile, "cannot write '\(path)': \(error.reason)", at: location)
        }
    }

    /// Makes files of what was done here, and tries them out in fresh universes.
    var saver: SessionSaver {
        let redactor = environment.secrets.redactor
        return SessionSaver(
            runner: workshop.afresh().runner(environment, ScenarioRunner.Options()), start: files.start
        ) { redactor($0) != $0 }
    }

    private static func isScenario(_ path: String) -> Bool {
        path.hasSuffix(".leadline.yaml") || path.hasSuffix(".leadline.yml")
    }

    private func count(_ last: Value?) throws(Diagnostic) -> Int? {
        guard let last else { return nil }
        let text = try session.text(last)
        guard let count = Int(text), count > 0 else {
            throw Diagnostic(
                .error, .wrongValue, "'last' takes a number from 1 on, found '\(text)'", at: last.location)
        }
        return count
    }
}

// MARK: - run

extension InteractiveShell {
    /// `run FILE`, `run FILE:LINE`, `run FOLDER`: scenarios in universes of their own, with a report. A script, and a file
    /// whose names are wanted, runs in this session.
    func run(
        _ file: Value, _ assignments: [Assignment], _ result: Located<String>?, _ command: Command
    ) throws(Diagnostic) -> CommandResult {
        let path = Paths.join(session.folder, try session.text(file))
        var parameters: [String: Value?] = [:]
        for assignment in assignments {
            parameters.updateValue(try session.resolved(assignment.value), forKey: assignment.name.value)
        }
        if let result { return try include(path, parameters, result, command) }
        if path.hasSuffix(".leadline") { return try runScript(path, assignments, at: file.location) }
        try runSuite(path, parameters)
        return .done
    }

    private func include(
        _ path: String, _ parameters: [String: Value?], _ name: Located<String>, _ command: Command
    ) throws(Diagnostic) -> CommandResult {
        var options = ScenarioRunner.Options()
        options.maximumAffected = self.options.maxAffected
        let runner = workshop.afresh().runner(environment, options)
        let failures = try SessionInclusion(runner).include(
            path, parameters: parameters, as: name, into: session, at: command.location)
        guard let first = failures.first else { return .done }
        throw first.diagnostic?.located(at: command.location)
            ?? Diagnostic(
                .error, .wrongValue, "'\(path)' failed: \(first.headline)", at: command.location,
                notes: ["at \(first.location.description)"], help: "look at it: 'run \(path)', then 'open last'")
    }

    private func runScript(
        _ path: String, _ assignments: [Assignment], at location: SourceLocation
    ) throws(Diagnostic) -> CommandResult {
        if let first = assignments.first {
            throw Diagnostic(
                .error, .unknownParameter, "a script has no parameters, found '\(first.name.value)'",
                at: first.name.location, help: "bind a name before it: 'let \(first.name.value)=…'")
        }
        guard files.scriptDepth < ScenarioLibrary.depthLimit else { throw ScenarioLibrary.tooDeep(at: location) }
        let source = try Source(reading: path, limit: ScriptCommand.limit, from: environment.files, at: location)
        files.scriptDepth += 1
        defer { files.scriptDepth -= 1 }
        carryOut(source, context: .script)
        return .done
    }

    private func runSuite(_ path: String, _ parameters: [String: Value?]) throws(Diagnostic) {
        var options = try RunOptions(ParsedLine(["run", path]))
        options.traffic = workshop.traffic
        options.maxAffected = self.options.maxAffected
        for (name, value) in parameters { options.parameters[name] = value.map { CommandPrinter.text($0) } ?? "" }
        let failed = Mutex<RowIdentity?>(nil)
        var command = RunCommand(
            options: options, workshop: workshop.afresh(), environment: environment, console: console)
        command.watch = { event in
            guard case .rowFinished(let result) = event, !result.failures.isEmpty else { return }
            failed.withLock { $0 = result.identity }
        }
        _ = command.run()
        guard let row = failed.withLock({ $0 }) else { return }
        files.failed = (row, parameters)
        console.note("look at the last failure: open last\n")
    }
}

// MARK: - open

extension InteractiveShell {
    /// `open last`, `open FILE:LINE`: this session becomes that of a row, before one of its steps.
    func open(_ place: Value, _ command: Command) throws(Diagnostic) -> CommandResult {
        try refuseOnLive("'open' runs the row up to there: it", at: command.location)
        let text = try session.text(place)
        let (opened, row) =
            text == "last" ? try openLast(at: place.location) : try open(line: text, at: place.location)
        stand(at: opened)
        files.opened = row
        nextLine = opened.commands
        let kind = opened.phase == .setup ? "setup step" : "step"
        let name = opened.name.map { " \"\($0)\"" } ?? ""
        return .shown(
            .text(
                """
                \(opened.location.description): before \(kind) \(opened.step) of \(opened.stepCount)\(name)
                \(counted(session.requestCount, "request")) so far; the \(session.target.kind.rawValue)'s clock is at \(session.target.now.text)
                """))
    }

    /// Opens again what was opened in a session that is resumed.
    func open(_ row: OpenedRow) throws(Diagnostic) {
        let place = Source(name: "journal", text: row.file)
        let location = SourceLocation(source: place, range: 0..<row.file.utf8.count)
        try refuseOnLive("what was opened runs the row up to there: it", at: location)
        var parameters: [String: Value?] = [:]
        for (name, text) in row.parameters {
            let value = try text.flatMap { text throws(Diagnostic) in
                try session.resolved(
                    ValueParser.value(Excerpt(whole: Source(name: "journal", text: text)), as: .plain))
            }
            parameters.updateValue(value, forKey: name)
        }
        let (rows, runner) = try rows(of: Paths.join(session.folder, row.file), parameters, at: location)
        let reference = rows.first { $0.identity.row == row.row }
        let opener = reference.map { RowOpener($0, with: runner, folder: session.folder) }
        guard let phase = Failure.Phase(rawValue: row.phase), let opened = opener?.before(phase, step: row.step) else {
            throw Diagnostic(
                .error, .emptySelection, "'\(row.file)' has no longer the step that was opened", at: location)
        }
        stand(at: opened)
    }

    private func stand(at opened: OpenedStep) {
        session = opened.session
        performed = opened.performed.map { item in
            var record = PerformedCommand(item.command)
            record.result = item.result
            return record
        }
        files.lineStart = performed.count
        files.start = opened.start
    }

    private func openLast(at location: SourceLocation) throws(Diagnostic) -> (OpenedStep, OpenedRow) {
        guard let failed = files.failed else {
            throw Diagnostic(
                .error, .emptySelection, "no row has failed here", at: location, help: "'run FILE' runs a scenario")
        }
        let (rows, runner) = try rows(of: failed.row.file, failed.parameters, at: location)
        let row = rows.first { $0.identity.row == failed.row.row }
        let folder = session.folder
        guard let row, let opened = RowOpener(row, with: runner, folder: folder).beforeFailure() else {
            throw Diagnostic(
                .error, .emptySelection, "the row that failed in '\(failed.row.file)' does not fail any more",
                at: location)
        }
        return (opened, OpenedRow(row.identity, failed.parameters, opened))
    }

    private func open(
        line text: String, at location: SourceLocation
    ) throws(Diagnostic) -> (OpenedStep, OpenedRow) {
        let path = RunPath(Paths.join(session.folder, text), files: environment.files)
        guard let line = path.line else {
            throw Diagnostic(
                .error, .invalidArgument, "'\(text)' names no line of a file", at: location,
                help: "write 'open last', or FILE:LINE")
        }
        let (rows, runner) = try rows(of: path.path, [:], at: location)
        let selection = RowSelection(lines: [(path.path, line)])
        guard let index = selection.indices(in: rows.map(\.identity)).first else {
            throw selection.emptyDiagnostic(rows.map(\.identity)).located(at: location)
        }
        let opener = RowOpener(rows[index], with: runner, folder: session.folder)
        if let opened = opener.before(line: line) ?? opener.beforeFailure() {
            return (opened, OpenedRow(rows[index].identity, [:], opened))
        }
        throw Diagnostic(
            .error, .emptySelection, "there is no step at \(path.path):\(line), and no step of that row fails",
            at: location, help: "name the line of a step")
    }

    private func rows(
        of path: String, _ parameters: [String: Value?], at location: SourceLocation
    ) throws(Diagnostic) -> (rows: [RowReference], runner: ScenarioRunner) {
        let workshop = workshop.afresh()
        let suite = workshop.suite([path], parameters: parameters)
        if let mistake = suite.diagnostics.first(where: { $0.severity == .error }) {
            throw mistake.located(at: location)
        }
        var options = ScenarioRunner.Options()
        options.maximumAffected = self.options.maxAffected
        options.parameters = parameters
        return (RunPlan(suite.scenarios, fileCount: 1).rows, workshop.runner(environment, options))
    }
}

extension OpenedRow {
    init(_ row: RowIdentity, _ parameters: [String: Value?], _ opened: OpenedStep) {
        self.init(
            file: row.file, row: row.row, parameters: parameters.mapValues { $0.map { CommandPrinter.text($0) } },
            phase: opened.phase.rawValue, step: opened.step)
    }
}
