import Foundation
import TestSupport
import Testing

/// `--record` and replay, as a user sees them.
@Suite struct RecordingTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let python = environment["LEADLINE_TEST_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    private static let isRunByCI = environment["CI"].map { !["", "false", "0"].contains($0) } ?? false

    private static let checker = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("LeadlineTests/Data/har/check_har.py")

    private static let customers = """
        leadline: 1
        name: Customers
        api: drivly
        table: |
          | case  | status |
          | one   | SOLD   |
          | other | LOST   |
        steps:
          - do: create customers email="{{row.case}}@example.com" consumerStatus={{row.status}} -> made
          - do: clock advance 3d
          - do: find customers where consumerStatus = {{row.status}} and email = {{made.email}}
            expect: docs has 1 item

        """

    private func process() throws -> LeadlineProcess {
        let process = try LeadlineProcess(files: [:])
        try process.write(Array(Self.customers.utf8), to: "customers.leadline.yaml")
        return process
    }

    private func text(_ name: String, _ process: LeadlineProcess) throws -> String {
        try String(contentsOf: process.folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func `a run is recorded, and answers itself`() throws {
        let process = try process()
        let run = try process.run("run", "customers.leadline.yaml", "--record", "a.har", "--jobs", "1")
        #expect(run.status == 0 && run.error.contains("4 exchanges recorded in 'a.har'"), "\(run.output)\(run.error)")
        _ = try process.run("record", "b.har", "run", "customers.leadline.yaml", "--jobs", "2")
        #expect(try text("a.har", process) == text("b.har", process))
        for options in [[], ["--time-lens"], ["--lenient"]] {
            let replay = try process.run(["replay", "a.har", "run", "customers.leadline.yaml"] + options)
            #expect(replay.status == 0 && replay.output.hasPrefix("ok    2 passed"), "\(replay.output)\(replay.error)")
            #expect(!replay.error.contains("not asked for"))
        }
        let one = try process.run("run", "customers.leadline.yaml", "--case", "one", "--target", "a.har")
        #expect(
            one.status == 0
                && one.error.contains("2 of 4 entries of 'a.har' were not asked for: #3 POST /api/customers"))
    }

    @Test func `what was not recorded is told with what comes near`() throws {
        let process = try process()
        _ = try process.run("run", "customers.leadline.yaml", "--record", "a.har")
        let other = Self.customers.replacingOccurrences(of: "@example.com", with: "@example.org")
        try process.write(Array(other.utf8), to: "customers.leadline.yaml")
        let run = try process.run("run", "customers.leadline.yaml", "--target", "a.har", "--case", "one")
        #expect(run.status == 3)
        let reason = #"#1 differs in body.email: recorded "one@example.com", sent "one@example.org""#
        #expect(run.output.contains(reason), "\(run.output)\(run.error)")
    }

    @Test func `a file that is no recording of leadline stays`() throws {
        let process = try process()
        try process.write(Array(#"{"log":{"entries":[]}}"#.utf8), to: "a.har")
        let run = try process.run("run", "customers.leadline.yaml", "--record", "a.har")
        #expect(run.status == 2 && run.error.contains("'a.har' exists and is no recording of leadline"))
        #expect(try text("a.har", process) == #"{"log":{"entries":[]}}"#)
        let broken = try process.run("run", "customers.leadline.yaml", "--record", "none/a.har")
        #expect(broken.status == 2 && broken.error.contains("cannot write the recording 'none/a.har'"))
    }

    @Test(.enabled(if: python != nil || isRunByCI, "LEADLINE_TEST_PYTHON names no Python with haralyzer and mitmproxy"))
    func `the file is valid HAR, and others read it`() throws {
        let python = try #require(Self.python, "CI must set LEADLINE_TEST_PYTHON")
        let process = try process()
        _ = try process.run("run", "customers.leadline.yaml", "--record", "a.har")
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        check.arguments = [python, Self.checker.path, process.folder.appendingPathComponent("a.har").path]
        let output = Pipe()
        check.standardOutput = output
        check.standardError = output
        try check.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        check.waitUntilExit()
        #expect(said == "4\n" && check.terminationStatus == 0, "\(said)")
    }
}
