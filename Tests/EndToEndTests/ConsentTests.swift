import TestSupport
import Testing

/// What may be written to a live server, and how fast: as the server itself sees it.
@Suite struct ConsentTests {
    private static let rows = ["rows.csv": "model,notes\ntruck,one\nvan,two\n"]
    private static let suite = [
        "two.leadline.yaml": """
        leadline: 1
        name: Two
        api: drivly
        table: |
          | case | model |
          | one  | truck |
          | two  | van   |
        setup:
          - do: create leads model={{row.model}} -> lead
        steps:
          - do: get leads/{{lead.id}}
        teardown:
          - do: delete leads/{{lead.id}}

        """
    ]

    static let writes = [
        "create leads model=truck", "update leads/65a000000000000000000001 set model=x",
        "delete leads/65a000000000000000000001", "update leads where model is truck set model=x",
        "delete leads where model is truck", "new leads model=truck; send", "request POST /api/leads json {\"a\": 1}",
        "request DELETE /api/leads/65a000000000000000000001", "request PUT /anything", "create leads from rows.csv",
        "curl -X DELETE 'https://commerce.driv.ly/api/leads?where[model][equals]=truck'",
    ]

    // MARK: Consent

    @Test(arguments: writes) func `without consent nothing arrives`(_ command: String) throws {
        for (rules, options, reason) in [
            ([], [], "asks before it writes to"), (["writes: deny"], ["--allow-writes"], "denies writes to"),
        ] {
            let bench = try LiveBench(rules, files: Self.rows)
            let run = try bench.script(command, options: options)
            #expect(run.status == 5, "\(run.output)\(run.error)")
            #expect(run.error.contains("the profile 'staging' \(reason) \(bench.server.url)"), "\(run.error)")
            #expect(try bench.server.log().isEmpty)
        }
    }

    @Test(arguments: writes) func `with consent it arrives`(_ command: String) throws {
        let bench = try LiveBench(files: Self.rows)
        let run = try bench.script(command, options: ["--allow-writes"])
        #expect(run.status != 5, "\(run.error)")
        let sent = try bench.server.methods().filter { $0 != "GET" }
        #expect(sent.count == (command.contains("csv") ? 2 : 1))
    }

    @Test func `reading needs no consent`() throws {
        let bench = try LiveBench(["writes: deny"])
        let run = try bench.script("find leads where model is truck", "request GET /api/leads")
        #expect(run.status == 0, "\(run.error)")
        #expect(try bench.server.methods() == ["GET", "GET"])
        #expect(!(run.output + run.error).contains("mock-full-key"))
    }

    // MARK: Guards

    private static let guarded = ["writes: allow", "only: [leads where model = truck]"]

    @Test(arguments: [
        ("create leads model=van", 0), ("request PUT /anything", 0), ("create customers notes=x", 0),
        ("create leads from rows.csv", 0),
        ("curl -X POST https://commerce.driv.ly/api/leads --json '{\"model\": \"van\"}'", 0),
        ("create leads model=truck -> lead; update leads/{{lead.id}} set model=van", 1),
        ("create leads model=truck; update leads where model is truck set model=van", 1),
        ("create leads model=truck; update leads where model exists set model=van", 1),
    ]) func `what breaks a guard does not arrive`(_ commands: String, _ others: Int) throws {
        let bench = try LiveBench(Self.guarded, files: Self.rows)
        let run = try bench.script(commands)
        #expect(run.status == 5, "\(run.output)\(run.error)")
        #expect(run.error.contains("staging allows"), "\(run.error)")
        #expect(try bench.server.methods().filter { $0 != "GET" } == Array(repeating: "POST", count: others))
    }

    @Test func `what fits a guard does`() throws {
        let bench = try LiveBench(Self.guarded)
        let run = try bench.script(
            "create leads model=truck -> lead", "update leads/{{lead.id}} set notes=x",
            "update leads where model is truck set notes=y", "check outcome is updated", "delete leads/{{lead.id}}")
        #expect(run.status == 0, "\(run.output)\(run.error)")
        // What is stored is looked at before it is changed, and what a where finds is counted.
        let methods = try bench.server.methods()
        #expect(methods == ["POST", "GET", "PATCH", "GET", "GET", "GET", "PATCH", "GET", "DELETE"])
    }

    @Test func `changes to more documents than allowed do not arrive`() throws {
        let bench = try LiveBench(["writes: allow"], files: Self.rows)
        let run = try bench.script(
            "create leads from rows.csv", "delete leads where model exists", options: ["--max-affected", "1"])
        #expect(run.status == 5)
        #expect(run.error.contains("the where matches 2 leads, --max-affected allows 1"), "\(run.error)")
        #expect(try !bench.server.methods().contains("DELETE"))
    }

    // MARK: Runs

    @Test func `a run whose setup may not write is refused, one that may goes row by row`() throws {
        let bench = try LiveBench(files: Self.suite)
        let refused = try bench.run("two.leadline.yaml")
        #expect(refused.status == 5, "\(refused.output)")
        #expect(refused.output.contains("exit 5: what 2 rows would have sent was refused for safety"))
        #expect(try bench.server.log().isEmpty)
        let allowed = try bench.run("two.leadline.yaml", "--allow-writes", "--seed", "7")
        #expect(allowed.status == 0, "\(allowed.output)")
        #expect(
            withoutTimes(allowed.output) == "ok    2 passed   6 requests · 6 checks · <time> · seed 7 · on staging\n")
        // One row after the other.
        #expect(try bench.server.methods() == ["POST", "GET", "DELETE", "POST", "GET", "DELETE"])
    }

    @Test func `a rate is kept`() throws {
        let bench = try LiveBench(["rate: 20/s"])
        let started = ContinuousClock.now
        let reads = Array(repeating: "find leads", count: 5).joined(separator: "; ")
        let run = try bench.script(reads)
        #expect(run.status == 0, "\(run.error)")
        #expect(ContinuousClock.now - started >= .milliseconds(200))
        #expect(try bench.server.log().count == 5)
    }

    // MARK: Busy servers

    @Test(arguments: [
        ("get leads/429-1", 2, "waited 1s: 429 with Retry-After"),
        ("get leads/503-1", 2, "waited 1s: 503 with Retry-After"),
        ("update leads/429-1 set model=x", 2, "waited 1s: 429 with Retry-After"),
        ("update leads/503-1 set model=x", 1, "503"), ("get leads/503-", 1, "503"),
        ("get leads/429-9999", 1, "not waited for: 429 with Retry-After, 2h"),
    ]) func `a server that asks for a pause gets it`(_ command: String, _ tries: Int, _ said: String) throws {
        let bench = try LiveBench(["writes: allow"], server: "busy.py")
        let run = try bench.script(command, options: ["-v"])
        #expect(run.status == (tries == 2 ? 0 : 1), "\(run.output)\(run.error)")
        #expect((run.output + run.error).contains(said), "\(run.output)\(run.error)")
        #expect(try bench.server.log().count == tries)
    }
}
