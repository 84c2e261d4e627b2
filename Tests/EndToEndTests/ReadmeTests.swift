import Foundation
import TestSupport
import Testing

/// What README.md shows is what happens: its commands are run, and the output below them is compared.
@Suite struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private let blocks: [FencedBlock]
    private let readme: String

    init() throws {
        readme = try Self.text("README.md")
        blocks = FencedBlock.all(in: readme)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }

    /// Runs a line of the shell in the repository, as a reader of the README would.
    private func shell(_ line: String) throws -> (status: Int32, output: String) {
        let run = try LeadlineProcess().shell("cd '\(Self.root.path)' && { \(line)\n} 2>&1")
        return (run.status, run.output)
    }

    // MARK: - Commands with their output

    @Test func `the output that is shown is the output`() throws {
        var count = 0
        for block in blocks where block.language == "console" {
            for session in Self.sessions(of: block) {
                count += 1
                #expect(session.command.hasPrefix("leadline "), "README.md:\(session.line): not a command of leadline")
                let (_, output) = try shell(session.command)
                let found = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                let actual = Self.trimmed(found.map(Self.comparable))
                let shown = Self.trimmed(session.output.map(Self.comparable))
                if !Self.matches(shown[...], actual[...]) {
                    let difference = lineDifference(
                        from: shown.joined(separator: "\n"), to: actual.joined(separator: "\n"))
                    Issue.record("README.md:\(session.line): $ \(session.command)\n\(difference)")
                }
            }
        }
        #expect(count > 0, "README.md shows no command")
    }

    private struct Session {
        var line: Int
        var command: String
        var output: [String] = []
    }

    /// The commands behind `$ `, each with the lines below it.
    private static func sessions(of block: FencedBlock) -> [Session] {
        var sessions: [Session] = []
        for (index, line) in block.lines.enumerated() {
            if line.hasPrefix("$ ") {
                sessions.append(Session(line: block.line + index + 1, command: String(line.dropFirst(2))))
            } else if sessions.last?.command.hasSuffix("\\") == true, sessions.last?.output.isEmpty == true {
                sessions[sessions.count - 1].command += "\n" + line
            } else if !sessions.isEmpty {
                sessions[sessions.count - 1].output.append(line)
            }
        }
        return sessions
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

    // MARK: - Commands without output

    @Test func `the commands of the shell can be carried out`() throws {
        let makefile = try Self.text("Makefile")
        for block in blocks where block.language == "sh" {
            for (index, line) in block.lines.enumerated() {
                let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
                let place = "README.md:\(block.line + index + 1)"
                switch words.first {
                case nil: break
                case "make":
                    for target in words.dropFirst() where !target.contains("=") {
                        #expect(makefile.contains("\n\(target): "), "\(place): there is no 'make \(target)'")
                    }
                case "leadline":
                    let (status, output) = try shell(line)
                    #expect(status == 0, "\(place): \(output)")
                case "apt-get", "sudo", "git", "cd", "export": break
                case let word?:
                    Issue.record("\(place): '\(word)' is not known here; show its output in a console block")
                }
            }
        }
    }

    @Test func `the links lead somewhere`() throws {
        let links = readme.matches(of: /\]\(([^)#:]+)\)/).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links {
            let target = Self.root.appendingPathComponent(link).path
            #expect(FileManager.default.fileExists(atPath: target), "there is no \(link)")
        }
    }
}
