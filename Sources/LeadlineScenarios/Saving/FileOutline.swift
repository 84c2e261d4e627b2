import LeadlineCore
import LeadlineLanguage

/// What a saved file says, before it is text.
struct FileOutline {
    struct Line {
        var kind: Command.JudgeKind
        var sentence: String
    }

    struct OutlinedStep {
        var name: String?
        var commands: [Command]
        var sentences: [Line] = []
        /// What it is about.
        var passages: [Int]
    }

    var name: String
    var api: String?
    var clock: Timestamp?
    var setup: [OutlinedStep] = []
    var steps: [OutlinedStep] = []

    var sentenceCount: Int { (setup + steps).reduce(0) { $0 + $1.sentences.count } }

    /// The commands and sentences, one after the other.
    var script: String {
        var lines = ["# \(name)"]
        if let api { lines.append("use \(api)") }
        if let clock { lines.append("clock set \(clock.text)") }
        for step in setup + steps {
            lines.append("")
            lines.append(String(CommandPrinter.text(step.commands).dropLast()))
            lines += step.sentences.map { "\($0.kind.rawValue) \($0.sentence)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
