import LeadlineCore
import LeadlineLanguage

/// Writes a scenario file as a person would: plain scalars where YAML lets them be, blank lines between steps.
struct ScenarioText {
    private(set) var text = "leadline: 1\n"

    init(_ outline: FileOutline) {
        add("", "name", outline.name)
        if let api = outline.api { add("", "api", api) }
        if let clock = outline.clock { text += "mock: { clock: \(clock.text) }\n" }
        add("setup", outline.setup)
        add("steps", outline.steps)
    }

    private mutating func add(_ key: String, _ steps: [FileOutline.OutlinedStep]) {
        guard !steps.isEmpty else { return }
        text += "\n\(key):\n"
        for (index, step) in steps.enumerated() {
            if index > 0 { text += "\n" }
            add(step)
        }
    }

    private mutating func add(_ step: FileOutline.OutlinedStep) {
        var indent = "  - "
        func next() -> String {
            defer { indent = "    " }
            return indent
        }
        if let name = step.name { add(next(), "name", name) }
        if !step.commands.isEmpty {
            let commands = String(CommandPrinter.text(step.commands).dropLast())
            add(next(), "do", commands, isBlock: step.commands.count > 1)
        }
        for kind in [Command.JudgeKind.expect, .check] {
            let sentences = step.sentences.filter { $0.kind == kind }.map(\.sentence)
            switch sentences.count {
            case 0: break
            case 1: add(next(), kind.rawValue, sentences[0])
            default:
                text += "\(next())\(kind.rawValue):\n"
                for sentence in sentences { text += "      - \(Self.scalar(sentence) ?? sentence)\n" }
            }
        }
    }

    private mutating func add(_ indent: String, _ key: String, _ value: String, isBlock: Bool = false) {
        guard !isBlock, let scalar = Self.scalar(value), key != "do" || scalar == value else {
            let margin = String(repeating: " ", count: indent.utf8.count + 2)
            let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
            text += "\(indent)\(key): |\n" + lines.map { $0.isEmpty ? "\n" : "\(margin)\($0)\n" }.joined()
            return
        }
        text += "\(indent)\(key): \(scalar)\n"
    }

    /// A text on one line, in quotes where YAML would read something else; nil where only a block can hold it.
    private static func scalar(_ text: String) -> String? {
        let quoted = "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        return [text, quoted].first { candidate in
            guard !candidate.contains("\n"),
                let root = try? parseYAML(Source(name: "scalar", text: "- \(candidate)\n")),
                let node = root.list?.first, let scalar = node.scalar
            else { return false }
            return scalar.text == text && !node.isCutByComment
        }
    }
}
