import LeadlineCore
import LeadlineLanguage

/// Reads one step.
struct StepReader {
    private(set) var diagnostics: [Diagnostic] = []
    private var isPartlyRead = false

    static let keys = ["name", "do", "when", "skip-unless", "because", "expect", "check", "eventually"]

    mutating func read(_ node: YAMLNode) -> Step {
        var step = Step(location: node.location)
        let fields = Fields(node, "a step", known: Self.keys, into: &diagnostics)
        step.name = template(fields, "name")
        step.because = template(fields, "because")
        step.condition = sentences(fields, "when", several: false).first
        step.skipUnless = sentences(fields, "skip-unless", several: false).first
        step.expectations = sentences(fields, "expect", several: true)
        step.checks = sentences(fields, "check", several: true)
        step.commands = commands(fields)
        step.isPartlyRead = isPartlyRead
        step.polling = polling(fields)
        checkWhole(step, fields)
        return step
    }

    private mutating func checkWhole(_ step: Step, _ fields: Fields) {
        if fields.node("because") != nil, fields.node("skip-unless") == nil {
            report(.missingKey, "'because' is the reason of a 'skip-unless', and there is none", at: step.location)
        }
        if fields.node("eventually") != nil, let command = step.commands.first(where: { !$0.isRepeatable }) {
            report(
                .notAllowedHere,
                "'eventually' repeats only get, find, mock get and mock find, found '\(command.name.value)'",
                at: command.name.location, help: "move the command to a step of its own")
        }
        if case .mapping(let entries) = fields.entries.isEmpty
            ? .mapping([]) : YAMLNode.Content.mapping(fields.entries),
            entries.isEmpty || ["do", "expect", "check", "skip-unless"].allSatisfy({ fields.node($0) == nil })
        {
            if !diagnostics.hasErrors {
                report(.missingKey, "the step does nothing", at: step.location, help: "add 'do', 'expect' or 'check'")
            }
        }
    }

    private mutating func report(
        _ code: DiagnosticCode, _ message: String, at location: SourceLocation, help: String? = nil
    ) {
        diagnostics.append(Diagnostic(.error, code, message, at: location, help: help))
    }

    private mutating func template(_ fields: Fields, _ key: String) -> Template? {
        guard let node = fields.node(key), fields.text(key, into: &diagnostics) != nil,
            case .scalar(let scalar) = node.content
        else { return nil }
        return collect { () throws(Diagnostic) in try ValueParser.template(scalar.excerpt) }
    }

    /// One sentence or, where several are allowed, a list of them.
    private mutating func sentences(_ fields: Fields, _ key: String, several: Bool) -> [Predicate] {
        guard let node = fields.node(key) else { return [] }
        var nodes = [node]
        if case .list(let list) = node.content, several { nodes = list }
        return nodes.compactMap { sentence($0, key) }
    }

    private mutating func sentence(_ node: YAMLNode, _ key: String) -> Predicate? {
        guard case .scalar(let scalar) = node.content else {
            report(
                .wrongShape, "'\(key)' takes a sentence, found \(node.kindName)", at: node.location,
                help: "put '…' around the whole sentence")
            return nil
        }
        let cut = node.isCutByComment
        return collect { () throws(Diagnostic) in try PredicateParser.sentence(scalar.excerpt, isCutAtComment: cut) }
    }

    private mutating func commands(_ fields: Fields) -> [Command] {
        guard let node = fields.node("do") else { return [] }
        guard case .scalar(let scalar) = node.content else {
            report(
                .wrongShape, "'do' takes commands as one text, found \(node.kindName)", at: node.location,
                help: "write several commands below 'do: |', one a line")
            return []
        }
        guard scalar.style != .folded else {
            report(
                .wrongShape, "'do: >' joins lines, so that several commands become one", at: node.location,
                help: "write 'do: |', one command a line")
            return []
        }
        let (commands, found) = CommandParser.parse(
            scalar.excerpt, context: .scenario, isCutAtComment: node.isCutByComment)
        diagnostics += found
        isPartlyRead = found.hasErrors
        if commands.isEmpty, !found.hasErrors {
            report(
                .missingKey, "'do' holds no command", at: node.location, help: "write a command, or leave the key out")
        }
        return commands
    }

    private mutating func polling(_ fields: Fields) -> PollingPlan? {
        guard let node = fields.node("eventually") else { return nil }
        let plan = Fields(node, "'eventually'", known: ["within", "every"], into: &diagnostics)
        let (within, every) = (duration(plan, "within", node), duration(plan, "every", node))
        guard let within, let every else { return nil }
        return PollingPlan(within: within, every: every, location: node.location)
    }

    private mutating func duration(_ fields: Fields, _ key: String, _ parent: YAMLNode) -> DurationValue? {
        guard let node = fields.node(key) else {
            if !fields.entries.isEmpty {
                report(
                    .missingKey, "'eventually' has no '\(key)'", at: parent.location,
                    help: "write {within: 1m, every: 2s}")
            }
            return nil
        }
        guard case .scalar(let scalar) = node.content else {
            report(.wrongShape, "'\(key)' takes a duration, found \(node.kindName)", at: node.location)
            return nil
        }
        return collect { () throws(Diagnostic) in try ValueParser.duration(scalar.excerpt) }
    }

    private mutating func collect<Value>(_ read: () throws(Diagnostic) -> Value) -> Value? {
        do { return try read() } catch {
            diagnostics.append(error)
            return nil
        }
    }
}

extension YAMLNode {
    /// Whether a plain scalar ends because ` #` began a comment: a command or sentence may have been cut there.
    var isCutByComment: Bool {
        guard scalar?.style == .plain else { return false }
        let rest = location.source.text.utf8.dropFirst(location.range.upperBound)
        return rest.first == 0x20 && rest.drop { $0 == 0x20 }.first == UInt8(ascii: "#")
    }
}

extension Command {
    /// Whether `eventually` may repeat it: it only reads.
    var isRepeatable: Bool {
        switch action {
        case .request(let request), .mock(let request, _): request.verb == .get || request.verb == .find
        default: false
        }
    }
}
