import Foundation
import TestSupport

/// A command that a page shows behind `$ `, and the output below it.
struct ConsoleSession {
    /// From 1, of the page.
    var line: Int
    var command: String
    var output: [String] = []

    static func all(in block: FencedBlock) -> [ConsoleSession] {
        var sessions: [ConsoleSession] = []
        for (index, line) in block.lines.enumerated() {
            if line.hasPrefix("$ ") {
                sessions.append(ConsoleSession(line: block.line + index + 1, command: String(line.dropFirst(2))))
            } else if sessions.last?.command.hasSuffix("\\") == true, sessions.last?.output.isEmpty == true {
                sessions[sessions.count - 1].command += "\n" + line
            } else if !sessions.isEmpty {
                sessions[sessions.count - 1].output.append(line)
            }
        }
        return sessions
    }

    /// How an output differs from the one that is shown; nil when it does not.
    func difference(from found: String) -> String? {
        let lines = found.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let actual = Self.trimmed(lines.map(Self.comparable))
        let shown = Self.trimmed(output.map(Self.comparable))
        if Self.matches(shown[...], actual[...]) { return nil }
        return lineDifference(from: shown.joined(separator: "\n"), to: actual.joined(separator: "\n"))
    }

    /// A line without what differs from run to run: times and, in summaries, the number of processors and the counts,
    /// which change with every scenario that is added.
    private static func comparable(_ line: String) -> String {
        let line = line.replacing(/\d+(\.\d+)?(µs|ms|s)\b/, with: "TIME")
        guard line.contains(" · ") || line.contains(/^ +\d+ warnings?:/) else { return line }
        return line.replacing(/\d+/, with: "N").replacing(/\bN (job|row|file|warning|request|check)s?\b/) {
            "N \($0.1)s"
        }
    }

    private static func trimmed(_ lines: [String]) -> [String] {
        Array(lines.prefix(1 + (lines.lastIndex { !$0.isEmpty } ?? -1)))
    }

    /// Whether the lines are as shown; a line with nothing but `…` stands for any number of lines.
    private static func matches(_ shown: ArraySlice<String>, _ actual: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return actual.isEmpty }
        guard first.trimmingCharacters(in: .whitespaces) == "…" else {
            return actual.first == first && matches(shown.dropFirst(), actual.dropFirst())
        }
        return (actual.startIndex...actual.endIndex).contains { matches(shown.dropFirst(), actual[$0...]) }
    }
}
