import Foundation
import TestSupport
import Testing

/// The servers of `Servers/bad_servers.py`, which run until this value goes.
final class BadServers: Sendable {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Where the certificates are.
    let folder: URL
    private let ports: [String: Int]
    private let process = Process()
    private let input = Pipe()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("leadline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Servers/bad_servers.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            try #require(Self.python, "CI must set LEADLINE_TEST_PYTHON"), "-B", program.path, folder.path,
        ]
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while line.last != 0x0A {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure(description: "the servers have ended before they were ready") }
            line += more
        }
        ports = try JSONDecoder().decode([String: Int].self, from: line)
    }

    /// The servers end with their standard input.
    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    func port(_ name: String) throws -> Int { try #require(ports[name], "no server '\(name)'") }

    /// `http://127.0.0.1:PORT`, with TLS `https://localhost:PORT`.
    func origin(_ name: String) throws -> String {
        let isPlain = ["http", "other", "full", "refused", "nothing", "plain", "h2c", "proxy", "refusing-proxy"]
            .contains(name)
        return isPlain ? "http://127.0.0.1:\(try port(name))" : "https://localhost:\(try port(name))"
    }

    func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// A text with the names of servers in the place of their ports, and without the folder's name.
    func withoutPorts(_ text: String) -> String {
        let text = ports.reduce(text) { $0.replacingOccurrences(of: ":\($1.value)", with: ":<\($1.key)>") }
        return text.replacingOccurrences(of: folder.path, with: "<folder>")
    }

    // MARK: - Where they can run

    private static let environment = ProcessInfo.processInfo.environment
    private static let python = environment["LEADLINE_TEST_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    private static let isRunByCI = environment["CI"].map { !["", "false", "0"].contains($0) } ?? false

    /// In CI nothing may be missing.
    static let isAvailable = isRunByCI || python != nil
    /// One for all tests.
    static let shared = Result { try BadServers() }
}

extension Trait where Self == ConditionTrait {
    static var needsServers: ConditionTrait {
        .enabled(if: BadServers.isAvailable, "LEADLINE_TEST_PYTHON names no Python with cryptography")
    }
}
