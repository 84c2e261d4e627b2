import Foundation
import LeadlineCore
import LeadlineShell
import TestSupport
import Testing

/// `leadline open` and `leadline compare` on files.
@Suite struct CaseCommandTests {
    private let environment: ScriptedEnvironment

    init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Data/cases")
        var files = [
            "broken.har": "{\"log\":", "empty.har": #"{"log":{"version":"1.2","entries":[]}}"#, "list.har": "[]",
            "age.leadline.yaml": Self.scenario, "otherwise.har": Self.otherwise,
        ]
        for name in ["customer.har", "works.har", "fails.har"] {
            files[name] = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        environment = ScriptedEnvironment(files: files, input: "")
    }

    private static let scenario = """
        leadline: 1
        name: A lead is made, and changed
        api: dealerstudio
        steps:
          - do: get apikeys/apikey_details -> key
        """

    /// A server that has no name for the key, and another word for its dealership.
    private static let otherwise = """
        {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [{
            "startedDateTime": "2026-03-02T09:00:00.000Z", "time": 5, "cache": {},
            "timings": {"send": 0, "wait": 5, "receive": 0},
            "request": {
                "method": "GET", "httpVersion": "HTTP/1.1", "cookies": [], "queryString": [],
                "url": "https://dashboard.dealerstudio.com.au/api/v1/apikeys/apikey_details.json",
                "headers": [{"name": "Authorization", "value": "Bearer <key full>"}], "headersSize": -1, "bodySize": 0},
            "response": {
                "status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [], "redirectURL": "",
                "headers": [{"name": "Content-Type", "value": "application/json"}], "headersSize": -1, "bodySize": -1,
                "content": {"size": 24, "mimeType": "application/json", "text": "{\\"id\\":1,\\"dealer\\":\\"x\\"}"}},
            "_leadline": {"key": "full"}}]}}
        """

    @Test func `a case is a table, and below it what is wrong`() {
        #expect(environment.run("open", "customer.har") == .success)
        expectGolden(environment.output, "cases/open.txt")
    }

    @Test func `verbose tells what went to other servers, and all opinions`() {
        #expect(environment.run("open", "-v", "customer.har") == .success)
        expectGolden(environment.output, "cases/open-verbose.txt")
        // Neither a key nor a cookie is shown.
        #expect(!environment.output.contains("3f8a") && !environment.output.contains("abcdef123"))
    }

    @Test(arguments: ["broken.har", "list.har", "missing.har"])
    func `what is no recording is told`(_ file: String) {
        #expect(environment.run("open", file) == .nothingSent)
        expectGolden(environment.error, "cases/\(file).txt")
    }

    @Test func `an empty recording is nothing wrong`() {
        #expect(environment.run("open", "empty.har") == .success)
        #expect(environment.output == "0 exchanges\n")
    }

    @Test func `two cases differ where one ended otherwise`() {
        #expect(environment.run("compare", "works.har", "fails.har") == .failed)
        expectGolden(environment.output, "cases/compare.txt")
    }

    @Test func `a case is the same as itself`() {
        #expect(environment.run("compare", "works.har", "works.har") == .success)
        #expect(environment.output.contains("no difference but ids and times"))
    }

    @Test func `for programs a pair that differs is a line`() throws {
        #expect(environment.run("compare", "--json", "works.har", "fails.har") == .failed)
        let lines = try environment.output.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }
        #expect(lines.map { $0["operation"] } == ["leads.create", "leads.create", "leads.update"])
        #expect(lines[1]["left"] == .null)
    }

    @Test func `a suite on two targets that are the same has no drift`() {
        #expect(environment.run("compare", "--target", "mock", "--target", "mock", "age.leadline.yaml") == .success)
        expectGolden(environment.output, "cases/no-drift.txt")
    }

    @Test func `a recording that answers otherwise has`() {
        let code = environment.run("compare", "--target", "mock", "--target", "otherwise.har", "age.leadline.yaml")
        #expect(code == .failed)
        expectGolden(environment.output, "cases/drift.txt")
    }

    @Test func `what is to be compared must be given`() {
        #expect(environment.run("compare", "--target", "mock", "age.leadline.yaml") == .nothingSent)
        #expect(environment.error.hasPrefix("error: 'compare' takes two recordings, or '--target' twice"))
    }
}
