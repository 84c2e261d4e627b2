import Foundation
import TestSupport
import Testing

/// How the process ends, each exit status by a real run.
@Suite struct ExitStatusTests {
    private static let request = "do: get apikeys/apikey_details"

    private func status(_ steps: String, _ arguments: String...) throws -> Int32 {
        let process = try LeadlineProcess(files: ["x.leadline.yaml": scenario("A scenario", steps)])
        return try process.run(["run", "x.leadline.yaml"] + arguments).status
    }

    @Test func `0, 1, 2, 3 and 4 tell what became of a run`() throws {
        let passes = "steps:\n  - \(Self.request)\n    check: status is 200\n"
        #expect(try status(passes) == 0)
        #expect(try status(passes.replacing("200", with: "201")) == 1)
        #expect(try status(passes.replacing("get", with: "got")) == 2)
        #expect(try status("setup:\n  - \(Self.request) as none\n" + passes) == 3)
        #expect(try status(passes, "--tags", "smoke") == 4)
    }

    @Test func `the gravest row sets the status`() throws {
        let table =
            "table: |\n  | key  | status |\n  | full | 201 |\n  | none | 401 |\nsetup:\n  - \(Self.request) as {{row.key}}\n"
        #expect(try status(table + "steps:\n  - check: status is {{row.status}}\n") == 3)
        #expect(try status(table + "steps:\n  - check: status is {{row.status}}\n", "--row", "1") == 1)
    }

    @Test func `a script that looks for what a refusal does not have has failed, and could be judged`() throws {
        let process = try LeadlineProcess()
        let refused = "use dealerstudio; create leads name=Ada"
        #expect(try process.run("-c", refused, "-c", "show body.nothing").status == 1)
        #expect(try process.run("-c", "use dealerstudio", "-c", "show body.nothing").status == 3)
    }

    // MARK: - Signals

    /// More rows than a machine carries out before it is told to stop.
    private static let endless = scenario(
        "Endless",
        """
        matrix:
          one: [\(numbers)]
          two: [\(numbers)]
          three: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        steps:
          - do: get apikeys/apikey_details
            check: row.one is never
        teardown:
          - do: get apikeys/apikey_details as none

        """)
    private static let numbers = (0..<60).map(String.init).joined(separator: ", ")

    /// A row that never ends: each try of it moves only the mock's clock.
    private static let waiting = scenario(
        "Waiting",
        """
        setup:
          - do: mock create leads times 20000
        steps:
          - do: mock find leads where name = nobody
            eventually: { within: 100s, every: 1ms }
            check: docs has 1 item
        teardown:
          - name: cleaning up
            do: get apikeys/apikey_details as none

        """)

    @Test(arguments: [
        (LeadlineProcess.Reaction.Deed.type("\u{3}"), Int32(130)), (.signal(SIGINT), 130), (.signal(SIGTERM), 143),
    ]) func `a signal ends a run with its summary`(_ deed: LeadlineProcess.Reaction.Deed, _ status: Int32) throws {
        let process = try LeadlineProcess(files: ["x.leadline.yaml": Self.endless])
        // A row that failed, or the line of progress, shows that the run goes on.
        let run = try process.runAtTerminal(
            ["run", "x.leadline.yaml"], reactions: [.init(when: "Endless", deed)])
        #expect(run.status == status)
        let end = run.output.split(separator: "\n").suffix(2).joined(separator: "\n")
        #expect(end.contains(" not run"), "\(end)")
        #expect(end.hasSuffix("  exit \(status): the run was interrupted; teardown was run"), "\(end)")
    }

    @Test func `a row that is interrupted is cleaned up`() throws {
        let process = try LeadlineProcess(files: ["a.leadline.yaml": Self.waiting, "b.leadline.yaml": Self.endless])
        // The second job's rows move the line of progress while the first row waits; none of them is told before it.
        let run = try process.runAtTerminal(
            ["run", "a.leadline.yaml", "b.leadline.yaml", "-j2"], reactions: [.init(when: "/36001", .type("\u{3}"))])
        #expect(run.status == 130)
        #expect(run.output.contains("teardown step 1 of 1 \"cleaning up\""), "\(run.output.prefix(3000))")
    }

    // MARK: - Closed pipes

    @Test(arguments: ["run .", "run . -v", "api", "help"]) func `a reader that goes away ends it quietly`(
        _ arguments: String
    ) throws {
        let failing = scenario("Fails", "matrix: { one: [\(Self.numbers)] }\nsteps:\n  - check: row.one is never\n")
        let process = try LeadlineProcess(files: ["x.leadline.yaml": failing])
        let run = try process.shell("{ leadline \(arguments); echo \"status $?\" >&2; } | head -n 1")
        #expect(run.status == 0)
        #expect(run.output.split(separator: "\n").count == 1)
        let status = arguments.hasPrefix("run") ? 1 : 0
        #expect(run.error == "status \(status)\n")
    }

    @Test func `a full disk is said`() throws {
        let run = try LeadlineProcess().shell("leadline help > /dev/full")
        #expect(run.status == 3)
        #expect(run.error == "error: cannot write to standard output: no space left on device\n")
    }
}
