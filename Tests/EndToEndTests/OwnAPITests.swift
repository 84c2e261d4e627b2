import Foundation
import TestSupport
import Testing

/// The article on describing one's own API: its files are taken from it, its commands are run.
@Suite struct OwnAPITests {
    private static let article = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/leadline/leadline.docc/Describing-your-own-API.md")

    /// The blocks of the article; one whose first line is a comment with a name is that file.
    static let blocks = FencedBlock.all(in: (try? String(contentsOf: article, encoding: .utf8)) ?? "")

    static let files = blocks.reduce(into: [String: String]()) { files, block in
        guard block.language == "yaml", let name = block.lines.first, name.hasPrefix("# ") else { return }
        files[String(name.dropFirst(2))] = block.text
    }

    private static let scenarios = ["renewing.leadline.yaml", "twice.leadline.yaml", "loans.leadline.yaml"]

    @Test func `the article's files are there`() {
        #expect(Set(Self.files.keys) == Set(Self.scenarios + ["library.yaml", "leadline.yaml"]))
    }

    @Test func `the output that the article shows is the output`() throws {
        let process = try LeadlineProcess(files: Self.files)
        let sessions = Self.blocks.filter { $0.language == "console" }.flatMap { ConsoleSession.all(in: $0) }
        #expect(!sessions.isEmpty)
        for session in sessions {
            let difference = session.difference(from: try process.shell("{ \(session.command)\n} 2>&1").output)
            if let difference { Issue.record("line \(session.line): $ \(session.command)\n\(difference)") }
        }
    }

    @Test func `an option does what the project's file does`() throws {
        var files = Self.files
        files["leadline.yaml"] = nil
        let alone = try LeadlineProcess(files: files)
        #expect(try alone.run("run", ".").status == 2)
        let twice = try alone.run("run", ".", "--api", "library.yaml", "--api", "./library.yaml")
        #expect(twice.status == 0, "\(twice.error)")
        let summary =
            "ok    7 passed   26 requests · 33 checks · <time> · on mock\n  1 warning: 'leadline lint' shows it\n"
        let option = try alone.run("run", ".", "--api", "library.yaml")
        #expect(withoutTimes(option.output) == summary, "\(option.error)")
        let project = try LeadlineProcess(files: Self.files)
        #expect(withoutTimes(try project.run("run", ".").output) == summary)
        // The file of a folder above counts for those below; named twice, a document is read once.
        let below = try project.shell("mkdir -p a/b && cd a/b && leadline run ../.. --api ../../library.yaml")
        #expect(withoutTimes(below.output) == summary, "\(below.error)")
        // It is that of the folder where leadline is run, not that of the scenario.
        let elsewhere = try project.shell("here=$PWD; cd / && leadline run $here/twice.leadline.yaml")
        #expect(elsewhere.status == 2 && elsewhere.error.contains("leadline.yaml' counts only in its folder and below"))
    }

    @Test(arguments: [
        (["api", "show", "library"], "api"), (["api", "show", "library.loans.renew"], "operation"),
        (["api", "show", "library.loans.medium"], "field"),
    ]) func `it is shown as the built-in ones are`(_ arguments: [String], _ name: String) throws {
        let run = try LeadlineProcess(files: Self.files).run(arguments)
        #expect(run.status == 0 && run.error.isEmpty)
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        expectGolden(transcript(arguments, run), "own-api/\(name).txt")
    }

    @Test func `it is listed behind the built-in ones`() throws {
        let builtIn = try LeadlineProcess().run("api").output
        let all = try LeadlineProcess(files: Self.files).run("api").output
        let end = try #require(builtIn.range(of: "\nMore\n"))
        #expect(all.hasPrefix(builtIn[..<end.lowerBound]) && !builtIn.contains("library"))
        #expect(all.contains("\nlibrary  Library loans: Books that members take home\n"))
    }

    @Test func `a run that fails tells the rule, and how to run the row again`() throws {
        var files = Self.files
        files["renewing.leadline.yaml"] = files["renewing.leadline.yaml"]?.replacing(
            "| too_late |", with: "| updated  |")
        files["leadline.yaml"] = nil
        let process = try LeadlineProcess(files: files)
        let arguments = ["run", "renewing.leadline.yaml", "--api", "library.yaml"]
        let run = try process.run(arguments)
        #expect(run.status == 1)
        expectGolden(transcript(arguments, run), "own-api/failing.txt")
        let command = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("      again ") })
        let again = try process.shell(String(command.dropFirst("      again ".count)))
        #expect(again.status == 1 && again.output.contains("FAIL  1 failed"), "\(command)\n\(again.error)")
    }

    @Test func `commands of the line and scripts have it too`() throws {
        let commands = "use library; create loans title=Emma medium=film member=1 -> loan; show doc.renewals"
        let process = try LeadlineProcess(files: Self.files.merging(["x.leadline": commands]) { $1 })
        for arguments in [["-c", commands], ["x.leadline"]] {
            let run = try process.run(arguments)
            #expect(run.status == 0 && run.output == "0\n", "\(run.error)")
        }
        // A host of an API that no file names is found all the same.
        let curl = try process.run("-c", "curl https://library.example/api/loans -H 'Authorization: <api-key>'")
        #expect(curl.error.hasPrefix("GET /api/loans as desk → 200 OK found\n"))
        let host = "https://dashboard.dealerstudio.com.au"
        let request = try process.run("-c", "let url=\(host)/api/v1/apikeys/apikey_details.json; request GET {{url}}")
        #expect(request.error.hasPrefix("GET /api/v1/apikeys/apikey_details.json as full → 200 OK found\n"))
    }

    /// Its owner's document without any word of ours is an API too.
    @Test func `the document works without an extension`() throws {
        let document = try #require(Self.files["library.yaml"])
        let start = try #require(document.range(of: "x-leadline:\n"))
        let end = try #require(document.range(of: "paths:\n"))
        let plain = document.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
            .split(separator: "\n").filter { !$0.contains("x-leadline-") || $0.contains("name:") }
            .map { $0.replacing(/, x-leadline-[a-z]+: [a-z-]+/, with: "") }.joined(separator: "\n")
        #expect(!plain.contains("x-leadline"))
        let run = try LeadlineProcess(files: ["plain.yaml": plain]).run(
            "--api", "plain.yaml", "-c",
            "use library-loans; create loans title=Emma medium=film member=1 -> a; update loans/{{a.id}} set member=2",
            "-c", "find loans; expect docs has 1 item and docs[0].member is 2 and body conforms",
            "-c", "delete loans/{{a.id}} as read-only; expect outcome is forbidden")
        #expect(run.status == 0, "\(run.error)")
    }
}
