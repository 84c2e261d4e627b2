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
            for session in ConsoleSession.all(in: block) {
                count += 1
                #expect(session.command.hasPrefix("leadline "), "README.md:\(session.line): not a command of leadline")
                let difference = session.difference(from: try shell(session.command).output)
                if let difference { Issue.record("README.md:\(session.line): $ \(session.command)\n\(difference)") }
            }
        }
        #expect(count > 0, "README.md shows no command")
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
