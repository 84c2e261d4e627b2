import Foundation
import TestSupport
import Testing

/// The reports that a run leaves for CI systems.
@Suite struct ReportTests {
    private static let both = ["--report", "junit=out/junit.xml", "--report", "jsonl=out/run.jsonl"]

    /// A process with an empty folder `out` and the scenarios of these names.
    private func process(_ names: String...) throws -> LeadlineProcess {
        let files = try names.reduce(into: try shared("enquiry.json")) { files, name in
            files.merge(try shared("\(name).leadline.yaml")) { $1 }
        }
        let process = try LeadlineProcess(files: files)
        try FileManager.default.createDirectory(
            at: process.folder.appendingPathComponent("out"), withIntermediateDirectories: true)
        return process
    }

    private func files(_ process: LeadlineProcess) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: process.folder.appendingPathComponent("out").path).sorted()
    }

    private func text(_ name: String, _ process: LeadlineProcess) throws -> String {
        try String(contentsOf: process.folder.appendingPathComponent("out/\(name)"), encoding: .utf8)
    }

    private func events(_ process: LeadlineProcess) throws -> [[String: Any]] {
        try text("run.jsonl", process).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func `a run that passes leaves its reports`() throws {
        let process = try process()
        try process.write(
            Array(scenario("Passes", "steps:\n  - do: create leads from enquiry.json\n").utf8), to: "x.leadline.yaml")
        // What stands there already is replaced, and a link stays one.
        try process.write(Array("old".utf8), to: "out/old.xml")
        let link = process.folder.appendingPathComponent("out/junit.xml").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "old.xml")
        let run = try process.run(["run", "x.leadline.yaml"] + Self.both)
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output.hasPrefix("ok    1 passed   1 request · 1 check · "))
        #expect(try files(process) == ["junit.xml", "old.xml", "run.jsonl"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "old.xml")
        #expect(
            try text("junit.xml", process).contains(#"<testcase classname="x" name="Passes" file="x.leadline.yaml""#))
        let end = try #require(try events(process).last)
        #expect(end["passed"] as? Int == 1 && end["exit"] as? Int == 0)
    }

    @Test func `a link that leads to nothing yet stays one`() throws {
        let process = try process("three-days")
        let out = process.folder.appendingPathComponent("out").path
        try FileManager.default.createDirectory(atPath: "\(out)/kept", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: "\(out)/junit.xml", withDestinationPath: "kept/one.xml")
        try FileManager.default.createSymbolicLink(atPath: "\(out)/kept/one.xml", withDestinationPath: "two.xml")
        #expect(try process.run("run", ".", "--report", "junit=out/junit.xml").error.isEmpty)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(out)/junit.xml") == "kept/one.xml")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(out)/kept/one.xml") == "two.xml")
        #expect(try text("kept/two.xml", process).hasSuffix("</testsuites>\n"))
        #expect(try files(process) == ["junit.xml", "kept"])
    }

    @Test func `a run that fails leaves its reports`() throws {
        let process = try process("checks", "known-issue", "setup-fails")
        let run = try process.run(["run", "."] + Self.both)
        #expect(run.status == 3)
        let document = try text("junit.xml", process)
        let end = try #require(try events(process).last)
        func count(_ name: String) -> Int? { end[name] as? Int }
        #expect(document.components(separatedBy: "<error ").count - 1 == count("errored"))
        let failures = (count("failed") ?? 0) + (count("surprisePasses") ?? 0)
        #expect(failures > 1 && document.components(separatedBy: "<failure ").count - 1 == failures)
        #expect(document.contains("failures=\"\(failures)\" errors=\"\(count("errored") ?? 0)\""))
        #expect(end["exit"] as? Int == 3)
    }

    @Test func `a run that is interrupted leaves whole reports that say so`() throws {
        let process = try process()
        let numbers = (1...30_000).map(String.init).joined(separator: ", ")
        let endless = scenario("Endless", "matrix: { one: [\(numbers)] }\nsteps:\n  - check: row.one is never\n")
        try process.write(Array(endless.utf8), to: "x.leadline.yaml")
        let run = try process.runAtTerminal(
            ["run", "x.leadline.yaml"] + Self.both, reactions: [.init(when: "Endless", .signal(SIGTERM))])
        #expect(run.status == 143)
        #expect(try files(process) == ["junit.xml", "run.jsonl"])
        let document = try text("junit.xml", process)
        #expect(document.contains("not run to its end: the run was interrupted"))
        #expect(
            document.contains("<testsuites name=\"leadline\" tests=\"30000\"") && document.hasSuffix("</testsuites>\n"))
        let end = try #require(try events(process).last)
        #expect(end["interrupted"] as? Bool == true && end["exit"] as? Int == 143)
    }

    @Test(arguments: [
        ("nowhere/a.xml", "no such file or directory", "make its folder first"), ("out", "is a directory", nil),
        ("enquiry.json/a.xml", "not a directory", "make its folder first"),
    ]) func `what cannot be written is said before anything is sent`(
        _ path: String, _ reason: String, _ help: String?
    ) throws {
        let process = try process("checks")
        let run = try process.run(["run", ".", "--report", "jsonl=out/run.jsonl", "--report", "junit=\(path)"])
        #expect(run.status == 2 && run.output.isEmpty)
        let rest = help.map { " = help: \($0)\n" } ?? ""
        #expect(run.error == "error: cannot write the report '\(path)': \(reason)\n\(rest)")
        #expect(try files(process).isEmpty, "a part of the other report was left behind")
    }

    @Test func `a disk that gets full is said after the run`() throws {
        let run = try process("checks").run("run", ".", "--report", "jsonl=/dev/full")
        #expect(run.status == 3)
        #expect(run.output.contains("1 failed"))
        #expect(run.error.hasSuffix("\nerror: cannot write the report '/dev/full': no space left on device\n"))
    }

    @Test func `a report goes to a program`() throws {
        let process = try process("checks")
        let run = try process.shell("leadline run . --report jsonl=- 2>/dev/null | tail -n 1")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix(#"{"event":"end","passed":0,"failed":1,"#))
    }

    @Test func `coverage does not change the exit status`() throws {
        let process = try process("three-days")
        let plain = try process.run("run", ".")
        let run = try process.run("run", ".", "--coverage")
        #expect(run.status == plain.status)
        #expect(run.output.contains("\nCOVER dealerstudio: 2 of 3 operations, "))
        #expect(run.output.contains("\n      apikeys.get  never called\n"))
        #expect(run.output.components(separatedBy: "COVER").count == 2)
    }
}
