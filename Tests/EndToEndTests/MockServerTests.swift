import Foundation
import TestSupport
import Testing

/// `leadline mock` from outside: `Servers/mock_server.py` starts it and speaks to it in bytes, each case in a process of
/// its own. A case that fails says what it found.
@Suite struct MockServerTests {
    private static let cases = [
        "ready_line", "port_taken", "keep_alive", "pipelining", "targets_as_sent", "chunked", "multipart", "head",
        "continues", "too_large", "ambiguous", "large_heads", "slow_clients", "loopback_only", "graceful_stop",
        "nothing_leaks", "all_apis", "own_api", "same_answers", "clock",
    ]

    private static let driver = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Servers/mock_server.py").path

    private func run(_ words: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-B", Self.driver] + words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    @Test(arguments: cases) func `a case on sockets`(_ name: String) throws {
        let place = try LeadlineProcess(files: OwnAPITests.files)
        let run = try run([LeadlineProcess.binary.path, name, place.folder.path])
        #expect(run.status == 0, "\(run.output)")
    }

    @Test func `no case is left out`() throws {
        #expect(try run([]).output.split(separator: "\n").map(String.init) == Self.cases)
    }
}
