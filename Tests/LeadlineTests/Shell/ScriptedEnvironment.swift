import LeadlineCore
import LeadlineShell
import Synchronization
import TestSupport

/// An environment of plain values that keeps what was printed.
final class ScriptedEnvironment: Sendable {
    private let printed = Mutex((output: "", error: ""))
    private let files: InMemoryFiles
    /// The files that were made.
    let written = WrittenFiles()
    private let variables: [String: String]
    private let input: String?

    /// `input` is what standard input holds; nil: it is a terminal.
    init(files: [String: String] = [:], variables: [String: String] = [:], input: String? = nil) {
        self.files = InMemoryFiles(files)
        self.variables = variables
        self.input = input
    }

    var output: String { printed.withLock { $0.output } }
    var error: String { printed.withLock { $0.error } }

    /// Runs the program with these words behind its name.
    func run(_ arguments: String...) -> ExitCode { Leadline.main(environment(arguments)) }

    func environment(_ arguments: [String]) -> Environment {
        let input = input
        return Environment(
            arguments: arguments, variables: variables,
            input: Environment.Input(isTerminal: input == nil) { _ throws(FileFailure) in Array((input ?? "").utf8) },
            output: Environment.Stream(isTerminal: false) { text in
                self.printed.withLock { $0.output += text }
                return .written
            },
            error: Environment.Stream(isTerminal: false) { text in
                self.printed.withLock { $0.error += text }
                return .written
            },
            width: nil, files: files, writer: written, workers: SerialWorkers(), clock: StandingClock(),
            timeOfDay: { Timestamp(microseconds: 0) },
            interrupt: Environment.Interrupt(watch: {}, signal: { nil }), processorCount: 1,
            random: { [UInt8](repeating: 7, count: $0) })
    }
}

/// Runs one after the other what others run at once.
private struct SerialWorkers: Workers {
    func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) { for index in 0..<count { body(index) } }
}

private struct StandingClock: WallClock {
    var now: Duration { .zero }
    func sleep(_ duration: Duration) {}
}

/// Keeps in memory what is written; a path below `missing/` cannot be, one below `full/` can be opened only.
final class WrittenFiles: FileWriter {
    private let files = Mutex<[String: String]>([:])
    private let refused = Mutex(0)

    /// How often something was to be written below `full/`.
    var refusals: Int { refused.withLock { $0 } }

    subscript(_ path: String) -> String? { files.withLock { $0[path] } }

    func open(_ path: String) throws(FileFailure) -> any FileOutput {
        if path.hasPrefix("missing/") {
            throw FileFailure(path: path, reason: "no such file or directory", isMissing: true)
        }
        return Output(path: path, files: self)
    }

    private final class Output: FileOutput {
        private let path: String
        private let files: WrittenFiles
        private let bytes = Mutex<[UInt8]>([])

        init(path: String, files: WrittenFiles) {
            self.path = path
            self.files = files
        }

        func write(_ bytes: [UInt8]) throws(FileFailure) {
            if path.hasPrefix("full/") {
                files.refused.withLock { $0 += 1 }
                throw FileFailure(path: path, reason: "no space left on device", isMissing: false)
            }
            self.bytes.withLock { $0 += bytes }
        }

        func finish() throws(FileFailure) {
            let bytes = bytes.withLock { $0 }
            files.files.withLock { $0[path] = String(decoding: bytes, as: UTF8.self) }
        }
    }
}
