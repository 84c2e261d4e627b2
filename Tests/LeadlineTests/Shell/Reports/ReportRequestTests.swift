import LeadlineShell
import TestSupport
import Testing

/// What is wrong with a report is said before anything is sent.
@Suite struct ReportRequestTests {
    private static let scenario = "leadline: 1\nname: x\napi: dealerstudio\nsteps: [{ do: mock reset }]\n"
    private let environment = ScriptedEnvironment(files: ["x.leadline.yaml": scenario])

    @Test(arguments: [
        (
            ["junit"], "'--report' takes junit=FILE or jsonl=FILE, found 'junit'",
            "FILE is missing; - is standard output"
        ),
        (
            ["junit="], "'--report' takes junit=FILE or jsonl=FILE, found 'junit='",
            "FILE is missing; - is standard output"
        ),
        (
            ["jnuit=a.xml"], "'--report' takes junit=FILE or jsonl=FILE, found 'jnuit=a.xml'",
            "did you mean 'junit=FILE'?"
        ),
        (["html=a.html"], "'--report' takes junit=FILE or jsonl=FILE, found 'html=a.html'", ""),
        (["junit=a", "jsonl=./a"], "two reports would be written to './a'", "give each a file of its own"),
        (["junit=-", "jsonl=-"], "two reports would be written to standard output", "give each a file of its own"),
    ]) func `what is no report is refused`(_ reports: [String], _ message: String, _ help: String) {
        let options = reports.flatMap { ["--report", $0] }
        #expect(Leadline.main(environment.environment(["run", "x.leadline.yaml"] + options)) == .nothingSent)
        #expect(environment.error == "error: \(message)\n" + (help.isEmpty ? "" : " = help: \(help)\n"))
        #expect(environment.output.isEmpty)
    }

    @Test func `a report that cannot be written is refused before the run`() {
        #expect(environment.run("run", "x.leadline.yaml", "--report", "junit=missing/out.xml") == .nothingSent)
        expectGolden(environment.error, "diagnostics/unwritable-file.txt")
        #expect(environment.output.isEmpty)
    }
}
