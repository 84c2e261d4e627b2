import Foundation
import TestSupport

/// A whole run as a golden file holds it: what was typed, both streams, the exit status.
func transcript(_ arguments: [String], _ run: LeadlineProcess.Run) -> String {
    let words = arguments.map { $0.contains { " '\"{}$;>|\n".contains($0) } ? "'\($0)'" : $0 }
    var text = "$ leadline \(words.joined(separator: " "))\n"
    if !run.output.isEmpty { text += "--- output\n" + withoutTimes(run.output) }
    if !run.error.isEmpty { text += "--- error output\n" + withoutTimes(run.error) }
    return text + "--- exit status \(run.status)\n"
}

/// A text in which nothing is left of the machine's speed: times of runs, and how many rows ran at the same time.
func withoutTimes(_ text: String) -> String {
    let time = #"([0-9.]+(µs|ms|s)|[0-9]+m [0-9]+s)"#
    return
        text
        .replacingOccurrences(of: " · \(time)( · [0-9]+ jobs)?", with: " · <time>", options: .regularExpression)
        .replacingOccurrences(
            of: #"(?m)^((?:pass|skip|known|left|FAIL) .*  )\#(time)"#, with: "$1<time>", options: .regularExpression)
}

/// The files that the scenarios of these tests share, by their paths.
func shared(_ names: String..., from folder: String = "Failing") throws -> [String: String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(folder)
    return try names.reduce(into: [:]) { files, name in
        files[name] = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }
}

/// A scenario with what every one needs before the given lines.
func scenario(_ name: String = "A scenario", _ lines: String) -> String {
    "leadline: 1\nname: \(name)\napi: dealerstudio\n\(lines)"
}
