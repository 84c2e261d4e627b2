package import Foundation
import Glibc

/// The release binary, run in a temporary folder of its own as a user runs it.
package final class LeadlineProcess: Sendable {
    /// What a process left behind.
    package struct Run: Sendable, Equatable {
        /// As a shell tells it: 128 and the signal's number for one that a signal ended.
        package var status: Int32
        package var outputBytes: [UInt8]
        package var errorBytes: [UInt8]

        package init(status: Int32, outputBytes: [UInt8], errorBytes: [UInt8]) {
            self.status = status
            self.outputBytes = outputBytes
            self.errorBytes = errorBytes
        }

        /// What a process that writes nothing but text leaves behind.
        package init(status: Int32, output: String, error: String = "") {
            self.init(status: status, outputBytes: Array(output.utf8), errorBytes: Array(error.utf8))
        }

        package var output: String { String(decoding: outputBytes, as: UTF8.self) }
        package var error: String { String(decoding: errorBytes, as: UTF8.self) }
    }

    /// Something to do to a process, once, as soon as its output holds a text.
    package struct Reaction: Sendable {
        package enum Deed: Sendable {
            case type(String)
            case signal(Int32)
        }

        package var text: String
        package var deed: Deed

        package init(when text: String, _ deed: Deed) {
            self.text = text
            self.deed = deed
        }
    }

    package enum Failure: Error, CustomStringConvertible {
        case noBinary(String)
        case tookTooLong(output: String)
        case system(String)

        package var description: String {
            switch self {
            case .noBinary(let path): "there is no \(path): run make build"
            case .tookTooLong(let output): "the process was ended: it took too long; it had said:\n\(output)"
            case .system(let reason): reason
            }
        }
    }

    /// The folder in which it runs; it is removed with this value.
    package let folder: URL

    /// Makes the folder with texts by their paths in it.
    package convenience init(files: [String: String] = [:]) throws {
        try self.init(bytes: files.mapValues { Array($0.utf8) })
    }

    /// As before, with files that need not be text.
    package init(bytes files: [String: [UInt8]]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("leadline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (path, bytes) in files { try write(bytes, to: path) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    package func write(_ bytes: [UInt8], to path: String) throws {
        let file = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    // MARK: - The binary

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// `.build/release/leadline`, or what LEADLINE_BINARY names.
    package static let binary =
        ProcessInfo.processInfo.environment["LEADLINE_BINARY"].map { URL(fileURLWithPath: $0) }
        ?? root.appendingPathComponent(".build/release/leadline")

    /// The environment of each run: nothing of this machine but where programs are.
    private var environment: [String: String] {
        ["PATH": "\(Self.binary.deletingLastPathComponent().path):/usr/bin:/bin", "HOME": folder.path]
    }

    // MARK: - Runs

    /// Runs it with pipes, as in a script or in CI.
    package func run(_ arguments: [String], environment: [String: String] = [:], input: String = "") throws -> Run {
        guard FileManager.default.isExecutableFile(atPath: Self.binary.path) else {
            throw Failure.noBinary(Self.binary.path)
        }
        return try start(Self.binary.path, arguments, environment, Array(input.utf8))
    }

    package func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
        try run(arguments, environment: environment)
    }

    /// Runs a line of the shell that finds `leadline` in its path.
    package func shell(_ line: String, environment: [String: String] = [:]) throws -> Run {
        guard FileManager.default.isExecutableFile(atPath: Self.binary.path) else {
            throw Failure.noBinary(Self.binary.path)
        }
        return try start("/bin/sh", ["-c", line], environment, [])
    }

    private func start(
        _ program: String, _ words: [String], _ variables: [String: String], _ input: [UInt8]
    ) throws -> Run {
        let file = folder.appendingPathComponent(".stdin-\(UUID().uuidString)")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (output, error) = (try NamedPipe(in: folder), try NamedPipe(in: folder))
        defer {
            output.remove()
            error.remove()
        }
        var child = Child(program, words, environment.merging(variables) { $1 }, folder.path)
        child.open(file.path, O_RDONLY, as: 0)
        child.open(output.path, O_WRONLY, as: 1)
        child.open(error.path, O_WRONLY, as: 2)
        let process = try child.spawn()
        var watch = Watch(process, [output.reading, error.reading])
        let status = try watch.end()
        return Run(status: status, outputBytes: watch.collected[0], errorBytes: watch.collected[1])
    }

    /// Runs it at a terminal, where all three streams are one; what it says stands in `output`.
    package func runAtTerminal(
        _ arguments: [String], environment variables: [String: String] = ["TERM": "xterm"], columns: UInt16 = 100,
        reactions: [Reaction] = []
    ) throws -> Run {
        guard FileManager.default.isExecutableFile(atPath: Self.binary.path) else {
            throw Failure.noBinary(Self.binary.path)
        }
        let terminal = try Terminal(columns: columns)
        var child = Child(
            Self.binary.path, arguments, environment.merging(variables) { $1 }, folder.path)
        // The first terminal that the leader of a session opens becomes its own: Ctrl-C reaches it.
        for number: Int32 in 0...2 { child.open(terminal.name, O_RDWR, as: number) }
        let process = try child.spawn(ownSession: true)
        terminal.closeOther()
        var watch = Watch(process, [terminal.main])
        watch.reactions = reactions
        let status = try watch.end()
        return Run(status: status, outputBytes: watch.collected[0], errorBytes: [])
    }
}
