import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Reads a scenario file and reports all its mistakes at once.
package struct ScenarioReader {
    let source: Source
    let files: any FileSystem
    package private(set) var diagnostics: [Diagnostic] = []

    package init(source: Source, files: any FileSystem) {
        self.source = source
        self.files = files
    }

    static let keys = [
        "leadline", "name", "about", "tags", "issue", "known-issue", "api", "targets", "redact", "mock", "params",
        "table",
        "matrix", "serial", "retries", "setup", "steps", "teardown",
    ]

    /// Whether a key shows that the file is meant to be a scenario; a mapping without any is another kind of file.
    private static func marks(_ key: String) -> Bool {
        key == "leadline" || key == "api" || Suggestion.closest(to: key, in: ["setup", "steps"]) != nil
    }

    /// The scenario; nil when a mistake leaves nothing to check further.
    package mutating func read() -> Scenario? {
        let root: YAMLNode
        do {
            guard let node = try parseYAML(source) else {
                report(
                    .missingKey, "the file is empty", at: SourceLocation(source: source, range: 0..<0), help: Self.start
                )
                return nil
            }
            root = node
        } catch {
            diagnostics.append(error)
            return nil
        }
        guard case .mapping(let entries) = root.content else {
            report(.wrongShape, "a scenario is a mapping, found \(root.kindName)", at: root.location, help: Self.start)
            return nil
        }
        guard entries.contains(where: { Self.marks($0.key.value) }) else {
            report(
                .missingKey, "this is no scenario: neither 'leadline' nor 'steps' is in it", at: start(of: root),
                help: Self.start)
            return nil
        }
        let fields = Fields(root, "a scenario", known: Self.keys, into: &diagnostics)
        checkVersion(fields, root)
        let name = fields.text("name", into: &diagnostics)
        if fields.node("name") == nil || name?.value.isEmpty == true {
            report(
                .missingKey, "the scenario has no 'name'", at: start(of: root), help: "say in one sentence what holds")
        }
        var scenario = Scenario(source: source, name: name ?? Located("", start(of: root)))
        readHead(fields, &scenario)
        readData(fields, &scenario)
        readSteps(fields, root, &scenario)
        return scenario
    }

    private static let start = "a scenario begins with 'leadline: 1' and 'name: …'"

    private func start(of root: YAMLNode) -> SourceLocation {
        let start = root.location.range.lowerBound
        return SourceLocation(source: source, range: start..<start)
    }

    mutating func report(_ code: DiagnosticCode, _ message: String, at location: SourceLocation, help: String? = nil) {
        diagnostics.append(Diagnostic(.error, code, message, at: location, help: help))
    }

    mutating func collect(_ found: [Diagnostic]) { diagnostics += found }

    // MARK: Head

    private mutating func checkVersion(_ fields: Fields, _ root: YAMLNode) {
        guard let version = fields.text("leadline", into: &diagnostics) else {
            if fields.node("leadline") == nil {
                report(.missingKey, "the version 'leadline: 1' is missing", at: start(of: root), help: Self.start)
            }
            return
        }
        if version.value != "1" {
            report(
                .unsupportedVersion, "this leadline reads version 1 of scenario files, found '\(version.value)'",
                at: version.location,
                help: (Int(version.value) ?? 0) > 1 ? "a newer leadline may read it" : "write 'leadline: 1'")
        }
    }

    private mutating func readHead(_ fields: Fields, _ scenario: inout Scenario) {
        scenario.about = fields.text("about", into: &diagnostics)?.value
        scenario.tags = fields.texts("tags", into: &diagnostics).map(\.value)
        scenario.issue = fields.text("issue", into: &diagnostics)?.value
        if let mark = fields.text("known-issue", into: &diagnostics) {
            scenario.knownIssue = mark.value
            if mark.value.isEmpty {
                report(
                    .missingKey, "'known-issue' names no issue", at: mark.location, help: "say which, or leave it out")
            }
        }
        scenario.api = fields.text("api", into: &diagnostics)
        scenario.serial = serialGroup(fields.text("serial", into: &diagnostics)?.value)
        _ = fields.texts("redact", into: &diagnostics)
        if fields.node("targets") != nil { scenario.targets = readTargets(fields) }
        if let retries = fields.text("retries", into: &diagnostics) {
            scenario.retries = number(retries, "retries", 0...100) ?? 0
        }
        guard let mock = fields.node("mock") else { return }
        let settings = Fields(mock, "'mock'", known: ["clock", "seed"], into: &diagnostics)
        if let clock = settings.text("clock", into: &diagnostics) {
            do { scenario.clock = try Timestamp(parsing: clock.value) } catch {
                report(
                    .invalidTime, "'\(clock.value)' is no time: \(error.message)", at: clock.location,
                    help: "write it as in 2026-03-02T09:00:00+11:00")
            }
        }
        if let seed = settings.text("seed", into: &diagnostics) {
            scenario.seed = number(seed, "seed", 0...Int(Int32.max))
        }
    }

    /// `true`: the rows of this file run one after the other; a name: those of all files with this name do.
    private func serialGroup(_ text: String?) -> String? {
        switch text {
        case nil, "false"?, ""?: nil
        case "true"?: source.name
        case let name?: name
        }
    }

    private mutating func readTargets(_ fields: Fields) -> [TargetKind] {
        fields.texts("targets", into: &diagnostics).compactMap { name in
            if let kind = TargetKind(rawValue: name.value) { return kind }
            report(
                .unknownTarget, "unknown kind of target '\(name.value)'", at: name.location,
                help: Suggestion.help(for: name.value, in: ["mock", "live", "replay"]))
            return nil
        }
    }

    private mutating func number(_ text: Located<String>, _ key: String, _ range: ClosedRange<Int>) -> Int? {
        if let number = Int(text.value), range.contains(number) { return number }
        report(
            .wrongValue,
            "'\(key)' takes a number from \(range.lowerBound) to \(range.upperBound), found '\(text.value)'",
            at: text.location)
        return nil
    }

    // MARK: Data

    private mutating func readData(_ fields: Fields, _ scenario: inout Scenario) {
        if let node = fields.node("params"), let entries = entries(of: node, "'params'") {
            scenario.parameters = entries.compactMap { entry in
                guard let value = value(of: entry.value, "a parameter") else { return nil }
                return Scenario.Parameter(name: entry.key, value: value.value)
            }
        }
        if let node = fields.node("table") {
            scenario.table = readTable(node)
            scenario.hasUnreadRows = scenario.table == nil
        }
        guard let node = fields.node("matrix"), let entries = entries(of: node, "'matrix'") else { return }
        for entry in entries {
            guard case .list(let nodes) = entry.value.content, !nodes.isEmpty else {
                report(
                    .wrongShape, "'\(entry.key.value)' takes a list of values", at: entry.value.location,
                    help: "write \(entry.key.value): [one, two]")
                scenario.hasUnreadRows = true
                continue
            }
            let values = nodes.compactMap { value(of: $0, "a matrix value")?.value }
            guard fits(&scenario, times: values.count, at: entry.key.location) else { return }
            scenario.matrix.append(Scenario.MatrixAxis(name: entry.key, values: values))
            if let table = scenario.table, table.index(of: entry.key.value) != nil {
                report(
                    .invalidTable, "'\(entry.key.value)' is a column of the table too", at: entry.key.location,
                    help: "give the matrix value another name")
            }
        }
    }

    /// Refuses a matrix that makes more rows than anybody can mean; it is all in memory before it runs.
    private mutating func fits(_ scenario: inout Scenario, times count: Int, at location: SourceLocation) -> Bool {
        var rows = max(scenario.table?.rows.count ?? 1, 1)
        for size in scenario.matrix.map(\.values.count) + [count] {
            let (product, overflow) = rows.multipliedReportingOverflow(by: max(size, 1))
            rows = overflow ? .max : product
        }
        if rows <= TableReader.rowLimit { return true }
        scenario.hasUnreadRows = true
        report(
            .invalidTable, "the matrix makes more than \(TableReader.rowLimit) rows", at: location,
            help: "write the rows that matter as a table")
        return false
    }

    private mutating func entries(of node: YAMLNode, _ what: String) -> [YAMLEntry]? {
        if case .mapping(let entries) = node.content { return entries }
        report(
            .wrongShape, "\(what) is a mapping, found \(node.kindName)", at: node.location, help: "write name: value")
        return nil
    }

    /// A scalar as a value of the language: plain ones are bare words, all others are texts. The outer nil: a mistake;
    /// the inner: empty.
    private mutating func value(of node: YAMLNode, _ what: String) -> (value: Value?, Void)? {
        guard case .scalar(let scalar) = node.content else {
            report(.wrongShape, "\(what) is a text or a number, found \(node.kindName)", at: node.location)
            return nil
        }
        if scalar.style == .plain, scalar.text.isEmpty { return (nil, ()) }
        do { return (try Value(scalar: scalar), ()) } catch {
            diagnostics.append(error)
            return nil
        }
    }

    private mutating func readTable(_ node: YAMLNode) -> Table? {
        guard case .scalar(let scalar) = node.content else {
            report(
                .wrongShape, "'table' takes a text or a file name, found \(node.kindName)", at: node.location,
                help: "write 'table: |' and the rows below it")
            return nil
        }
        var reader = TableReader(files: files, folder: Paths.folder(of: source.name))
        let table = reader.read(scalar, at: node.location)
        diagnostics += reader.diagnostics
        return table
    }

    // MARK: Steps

    private mutating func readSteps(_ fields: Fields, _ root: YAMLNode, _ scenario: inout Scenario) {
        if fields.node("steps") == nil {
            report(
                .missingKey, "the scenario has no 'steps'", at: start(of: root),
                help: "add 'steps:' with a list of steps")
        }
        scenario.setup = steps(fields, "setup")
        scenario.steps = steps(fields, "steps")
        scenario.teardown = steps(fields, "teardown")
    }

    private mutating func steps(_ fields: Fields, _ key: String) -> [Step] {
        guard let node = fields.node(key) else { return [] }
        guard case .list(let nodes) = node.content else {
            report(
                .wrongShape, "'\(key)' takes a list of steps, found \(node.kindName)", at: node.location,
                help: "begin each step with '- do: …'")
            return []
        }
        if nodes.isEmpty, key == "steps" {
            report(.missingKey, "the scenario has no step", at: node.location, help: "begin a step with '- do: …'")
        }
        return nodes.map { node in
            var reader = StepReader()
            let step = reader.read(node)
            diagnostics += reader.diagnostics
            return step
        }
    }
}

extension Value {
    /// A YAML scalar where a value of the language is due (`language.md` 9).
    init(scalar: YAMLScalar) throws(Diagnostic) {
        if scalar.style == .plain {
            self = try ValueParser.value(scalar.excerpt, as: .cell)
        } else {
            self = .word(Word(quoting: .double, text: try ValueParser.template(scalar.excerpt)))
        }
    }
}
