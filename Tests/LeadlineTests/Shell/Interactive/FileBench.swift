import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession
import Synchronization
import TestSupport

@testable import LeadlineShell

/// A shell on the mock and on files in memory, which it reads and writes.
final class FileBench {
    let shell: InteractiveShell
    private let disk: MemoryDisk
    private let screen: KeptText

    /// `lines` are typed when the shell itself asks for them; `state` keeps its sessions.
    init(
        _ files: [String: String], variables: [String: String] = [:], lines: [String] = [],
        state: (any StateFiles)? = nil
    ) throws {
        let disk = MemoryDisk(files.merging(Workbench.fixtures) { own, _ in own })
        let screen = KeptText()
        var environment = ScriptedEnvironment(variables: variables).environment([])
        environment.files = disk
        environment.writer = disk
        environment.state = state
        environment.output = Environment.Stream(isTerminal: false, write: screen.write)
        environment.error = Environment.Stream(isTerminal: false, write: screen.write)
        shell = InteractiveShell(
            environment: environment, workshop: try Workshop(environment, apis: []),
            console: Console(environment, color: "never"), terminal: TypedLines(lines),
            options: try ScriptOptions(ParsedLine([])))
        (self.disk, self.screen) = (disk, screen)
    }

    subscript(_ path: String) -> String? {
        get { disk[path] }
        set { disk[path] = newValue }
    }

    var printed: String { screen.text }

    /// Carries out lines as if they had been typed; what the last one printed.
    @discardableResult
    func type(_ lines: String) -> String {
        var printed = ""
        for line in lines.split(separator: "\n") {
            let before = screen.text.utf8.count
            shell.carryOut(Source(name: "prompt", text: String(line)))
            printed = String(Substring(screen.text.utf8.dropFirst(before)))
        }
        return printed
    }
}

private final class KeptText: Sendable {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }

    @Sendable func write(_ text: String) -> Environment.Stream.Outcome {
        kept.withLock { $0 += text }
        return .written
    }
}

/// Files in memory that can be written too.
private final class MemoryDisk: FileSystem, FileWriter {
    private let files: Mutex<[String: String]>

    init(_ files: [String: String]) { self.files = Mutex(files) }

    subscript(_ path: String) -> String? {
        get { files.withLock { $0[path] } }
        set { files.withLock { $0[path] = newValue } }
    }

    private var now: InMemoryFiles { InMemoryFiles(files.withLock { $0 }) }

    var workingFolder: String { now.workingFolder }
    func kind(of path: String) throws(FileFailure) -> FileKind { try now.kind(of: path) }
    func realPath(of path: String) throws(FileFailure) -> String { try now.realPath(of: path) }
    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] { try now.read(path, limit: limit) }
    func list(_ path: String) throws(FileFailure) -> [String] { try now.list(path) }
    func open(_ path: String) throws(FileFailure) -> any FileOutput { Output(self, path) }

    private final class Output: FileOutput {
        private let disk: MemoryDisk
        private let path: String
        private let bytes = Mutex<[UInt8]>([])

        init(_ disk: MemoryDisk, _ path: String) {
            self.disk = disk
            self.path = path
        }

        func write(_ bytes: [UInt8]) throws(FileFailure) { self.bytes.withLock { $0 += bytes } }
        func finish() throws(FileFailure) { disk[path] = String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    }
}

private final class TypedLines: LeadlineCore.Terminal {
    let size = TerminalSize(columns: 80, rows: 24)
    let isPlain = false
    private let lines: Mutex<[String]>

    init(_ lines: [String]) { self.lines = Mutex(lines.reversed()) }

    func readLine(_ frontEnd: any LineFrontEnd, initial: EditBuffer) -> LineEnd {
        lines.withLock { $0.popLast() }.map { .accepted($0) } ?? .endOfInput
    }

    func write(_ text: String) {}
}
