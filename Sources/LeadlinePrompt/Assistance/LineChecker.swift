import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Holds what was read of a typed text against the session and the API description, piece by piece, so that a command
/// that is not whole yet is judged as far as it goes.
struct LineChecker {
    let session: Session
    private var situation: Situation
    private var sketch = PartsSketch()
    private(set) var problems: [LineProblem] = []

    init(_ session: Session, _ reading: LineReading) {
        self.session = session
        situation = Situation(session)
        problems = reading.mistakes.compactMap(LineProblem.init)
        for piece in reading.trace.pieces { check(piece) }
        finishParts()
    }

    private mutating func check(_ piece: ReadingTrace.Piece) {
        if case .command = piece { finishParts() }
        situation.take(piece)
        switch piece {
        case .collection(let name): check(collection: name)
        case .word("API", let name):
            note(Self.mistake { () throws(Diagnostic) in _ = try session.resources.catalog.api(named: name) })
        case .value("FILE", let value) where situation.command == "run": check(file: value)
        case .part(let part): check(part)
        case .clause(let clause): check(clause)
        case .subject(.path(let path), isFilter: true): check(field: path)
        case .subject(.path(let path), isFilter: false):
            if situation.command != "history" { check(first: path, "unknown subject") }
        case .test(let test, isFilter: true): check(filter: test)
        case .test(let test, isFilter: false): check(sentence: test)
        case .placeholder(let placeholder): check(placeholder)
        case .command, .keyword, .id, .word, .value, .subject, .path, .bound, .number: break
        }
    }

    private mutating func note(_ mistake: Diagnostic?) {
        if let problem = mistake.flatMap(LineProblem.init) { problems.append(problem) }
    }

    private static func mistake(_ action: () throws(Diagnostic) -> Void) -> Diagnostic? {
        do { try action() } catch { return error }
        return nil
    }

    // MARK: Collections, clauses, files

    private mutating func check(collection name: Located<String>) {
        guard let api = situation.api, let verb = situation.verb else { return }
        if situation.isStored {
            if api.collection(name.value) == nil { report(unknown: name, of: api) }
            return
        }
        if !OperationLookup(api: api).operations(verb, on: name.value).isEmpty { return }
        let request = Request(verb: verb, collection: name, selector: .none, parts: [], clauses: [])
        note(
            Self.mistake { () throws(Diagnostic) in _ = try OperationLookup(api: api).operation(of: request) { _ in "" }
            })
    }

    private mutating func report(unknown name: Located<String>, of api: API) {
        let help = Suggestion.help(for: name.value, in: api.collections.map(\.name))
        problems.append(
            LineProblem(
                name.location.range,
                "unknown collection '\(name.value)' of '\(api.name)'" + (help.map { ": \($0)" } ?? "")))
    }

    private mutating func check(_ clause: Clause) {
        if case .key(let value) = clause.kind { return check(key: value) }
        guard let name = clause.name, !situation.knows(name), let known = situation.parameters else { return }
        let names = known.map(\.name).sorted().joined(separator: ", ")
        problems.append(
            LineProblem(
                clause.location.range,
                "there is no '\(name.rawValue)' here" + (names.isEmpty ? "" : ": it takes \(names)")))
    }

    private mutating func check(key value: Value) {
        guard let api = situation.api, case .word(let word) = value, let name = word.text.literal else { return }
        let names = session.target.keyNames(for: api)
        guard !names.contains(name) else { return }
        let help = Suggestion.help(for: name, in: names)
        problems.append(LineProblem(value.location.range, "unknown key '\(name)'" + (help.map { ": \($0)" } ?? "")))
    }

    private mutating func check(file value: Value) {
        guard case .word(let word) = value, let name = word.text.literal else { return }
        let files = session.resources.files
        let path = Paths.join(session.folder, name)
        do throws(FileFailure) { _ = try files.kind(of: path) } catch {
            let help = files.help(for: error).map { ": \($0)" } ?? ""
            problems.append(LineProblem(value.location.range, "cannot read '\(name)': \(error.reason)\(help)"))
        }
    }

    // MARK: Fields

    private mutating func check(_ part: Part) {
        guard let schema = situation.fieldSchema else { return }
        switch part {
        case .from(let value): check(file: value)
        case .assign(let path, let value):
            guard let keys = path.literalKeys else { return }
            let type = schema.schema(at: keys[...])?.valueType ?? .any
            if type == .file { return check(file: value) }
            if let json = read(value, as: type, keys) { sketch.add(keys, path, value, json) }
        }
    }

    /// What a value means; nil where only its names tell, or where it cannot be read, which is noted.
    private mutating func read(_ value: Value, as type: ValueType, _ keys: [PathKey]) -> JSON? {
        do throws(Diagnostic) {
            return try Evaluator(Names([:])).json(of: value, as: type, for: PathKey.description(keys))
        } catch {
            guard error.code == .wrongValue || error.code == .invalidTime else { return nil }
            let text = value.literal ?? ""
            guard var problem = LineProblem(error) else { return nil }
            problem.mayGrow = type.mayBegin(with: text)
            problems.append(problem)
            return nil
        }
    }

    private mutating func finishParts() {
        if let schema = situation.fieldSchema {
            problems += sketch.problems(schema, takesReadOnly: situation.takesReadOnly)
        }
        sketch = PartsSketch()
    }

    // MARK: Conditions and sentences

    private mutating func check(field path: Path) {
        guard let document = situation.collection?.document, let keys = path.literalKeys,
            document.schema(asked: keys) == nil
        else { return }
        let parent = document.schema(asked: keys.dropLast())
        report(unknownField: keys, path, in: (parent?.items?.schema ?? parent)?.properties.map(\.name) ?? [])
    }

    private mutating func check(filter test: Test) {
        guard case .path(let path) = test.subject, let keys = path.literalKeys,
            let schema = situation.collection?.document.schema(asked: keys)
        else { return }
        let place = schema.items?.schema ?? schema
        for value in test.operation.comparedValues {
            guard let json = read(value, as: place.valueType, keys) else { continue }
            problems += PartsSketch.problems(json, place, at: value, only: ["enum"])
        }
    }

    private mutating func report(unknownField keys: [PathKey], _ path: Path, in names: [String]) {
        guard case .name(let last)? = keys.last else { return }
        let help = Suggestion.closest(to: last, in: names).map { ": did you mean '\($0)'?" } ?? ""
        problems.append(
            LineProblem(
                path.location.range, "'\(PathKey.description(keys))' is not in the API description\(help)"))
    }

    private mutating func check(sentence test: Test) {
        guard situation.command != "history", case .path(let path) = test.subject else { return }
        guard let keys = path.literalKeys else { return }
        if keys == [.name("outcome")] { return check(outcomes: test) }
        let type = situation.answerWillChange ? .any : session.scope().type(of: keys)
        for value in test.operation.comparedValues { _ = read(value, as: type, keys) }
    }

    private mutating func check(outcomes test: Test) {
        guard let operation = situation.lastOperation, let api = situation.api,
            api.operations.contains(where: { $0 === operation })
        else { return }
        let origin = AnswerOrigin.operation(operation, api)
        for value in test.operation.value?.elements ?? [] { note(origin.mistake(outcome: value)) }
    }

    // MARK: Names

    private mutating func check(_ placeholder: Placeholder) {
        if case .path(let path)? = placeholder.shift?.offset { check(first: path, "unknown name") }
        guard case .path(let path) = placeholder.subject, check(first: path, "unknown name"),
            let keys = path.literalKeys, let first = path.first, keys.count > 1, isKnownNow(first)
        else { return }
        if case .missing = session.scope().look(up: keys) {
            problems.append(
                LineProblem(path.location.range, "there is no '\(PathKey.description(keys))' here"))
        }
    }

    /// Whether the session can tell what lies below a name, as no command of the text changes it before.
    private func isKnownNow(_ first: String) -> Bool {
        if situation.boundNames.contains(first) { return false }
        return !situation.answerWillChange || !ReservedNames.answer.contains(first)
    }

    /// Notes a first name that nothing stands for; whether there is something.
    @discardableResult
    private mutating func check(first path: Path, _ what: String) -> Bool {
        guard let first = path.first else { return false }
        let isKnown = ReservedNames.all.contains(first) && (first != "row" || session.row != nil)
        let names = situation.allBoundNames
        if isKnown || names.contains(first) { return true }
        let help = Suggestion.closest(to: first, in: names + ReservedNames.all.sorted())
        problems.append(
            LineProblem(
                path.location.range, "\(what) '\(first)'" + (help.map { ": did you mean '\($0)'?" } ?? "")))
        return false
    }
}

extension Clause {
    fileprivate var name: ClauseName? {
        switch kind {
        case .sort: .sort
        case .limit: .limit
        case .page: .page
        case .depth: .depth
        case .locale: .locale
        case .fallbackLocale: .fallbackLocale
        case .key, .header, .bind: nil
        }
    }
}

extension Value {
    /// The text of a word without placeholders.
    var literal: String? { if case .word(let word) = self { word.text.literal } else { nil } }
}

extension Test.Operation {
    /// Values that must be of the left side's type.
    fileprivate var comparedValues: [Value] {
        switch self {
        case .equals(let value, _), .notEquals(let value, _): [value]
        case .isIn(let value), .isNotIn(let value), .all(let value): value.elements
        case .compare(_, let operand): operand.duration == nil ? [operand.value] : []
        default: []
        }
    }
}

extension ValueType {
    /// Whether a word that cannot be read could be, with more behind it.
    fileprivate func mayBegin(with text: String) -> Bool {
        switch self {
        case .boolean: ["true", "false", "null"].contains { $0.hasPrefix(text) }
        case .number, .integer:
            text == "-" || "null".hasPrefix(text) || JSONNumber(text + "1") != nil && text.hasSuffix(".")
        case .time:
            text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || "-:.TZ+".utf8.contains($0) } || "null".hasPrefix(text)
        case .list(let element): element.mayBegin(with: text)
        case .text, .file, .object, .any: false
        }
    }
}
