import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession
import Testing

/// What counts as touched, by exchanges with an API that is made for it.
@Suite struct CoverageTests {
    private static let description = """
        openapi: 3.1.0
        info: { title: Workshop, version: "1" }
        servers: [{ url: "https://workshop.example/v2" }]
        x-leadline:
          name: workshop
          credential: { header: X-Key, prefix: "" }
          collections:
            jobs:
              singular: job
              plural: jobs
              summary: Work to do
              document: { $ref: "#/components/schemas/Job" }
          outcomes: [{ name: locked, summary: Done, operations: [jobs.create], when: status = 409 }]
          answer: { document: [body.job], documents: [body.jobs], errors: [{ message: body.message }] }
          mock:
            checks: [key]
            keys: { full: { summary: All, token: k, permissions: [] } }
            answers:
              locked: { status: 409, json: { message: done } }
              unauthenticated: { status: 401, json: { message: who } }
        paths:
          /jobs:
            post:
              operationId: createJob
              summary: Create
              x-leadline-operation: jobs.create
              x-leadline-verb: create
              x-leadline-selection: none
              x-leadline-documented: true
              parameters: [{ name: X-Trace, in: header, description: Trace, schema: { type: string } }]
              requestBody:
                content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } }
              responses: { "200": { description: ok }, "403": { description: no } }
            get:
              operationId: findJobs
              summary: Find
              x-leadline-operation: jobs.find
              x-leadline-verb: find
              x-leadline-selection: none
              x-leadline-documented: true
              parameters:
                - { name: where, in: query, description: Filter, schema: { type: string } }
                - { name: limit, in: query, description: Number, schema: { type: integer } }
              responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
        components:
          schemas:
            Job:
              type: object
              properties:
                state: { type: string, enum: [open, done] }
                parts:
                  type: array
                  items:
                    type: object
                    properties:
                      size: { type: integer, enum: [1, 2] }
        """

    private let api: API

    init() throws { api = try API(reading: Source(name: "workshop.yaml", text: Self.description)) }

    /// The names that are left behind exchanges, by kind.
    private func untouched(_ exchanges: [Exchange]) throws -> [Coverage.Kind: [String]] {
        let (commands, _) = CommandParser.parse(
            Excerpt(whole: Source(name: "test", text: "mock reset")), context: .prompt)
        let command = try #require(commands.first)
        var result = SampleRun.result(SampleRun.row(1, "x"), .passed)
        result.events = exchanges.map { .command(command, .exchange($0)) }
        var coverage = Coverage(of: ["workshop"], in: [api])
        coverage.consume(.rowFinished(result))
        return coverage.sections.reduce(into: [:]) { kinds, section in
            kinds[section.kind] = section.untouched.map { "\($0.place) \($0.name ?? "")" }
        }
    }

    private func exchange(
        _ name: String, _ outcome: String, target: String = "/v2/jobs", body: String = "", document: JSON? = nil,
        _ fields: KeyValuePairs<String, String> = [:]
    ) -> Exchange {
        let operation = api.operations.first { $0.name == name }
        let request = HTTPRequest(
            method: operation?.method ?? "GET", origin: api.origin, target: target, fields: HTTPFields(fields),
            body: Array(body.utf8))
        var exchange = Exchange(
            request: request, answer: Answer(outcome: outcome), sentAt: Timestamp(microseconds: 0))
        exchange.apiName = api.name
        exchange.operation = operation
        exchange.requestDocument = document
        return exchange
    }

    @Test func `an operation that was never called stands for all that is its own`() throws {
        let found = try untouched([])
        #expect(found.count == 4)
        for (kind, names) in found {
            #expect(names.sorted() == (kind == .operations ? ["jobs.create ", "jobs.find "] : []))
        }
    }

    @Test func `outcomes are counted by operation`() throws {
        let found = try untouched([exchange("jobs.create", "locked"), exchange("jobs.find", "found")])
        #expect(found[.operations] == [])
        #expect(
            found[.outcomes] == [
                "jobs.find unauthenticated", "jobs.create created", "jobs.create forbidden",
                "jobs.create unauthenticated",
            ])
    }

    @Test func `values are those of documents that were sent, as commands or as they are written`() throws {
        let document: JSON = ["state": "open", "parts": [["size": 1], ["size": 3]]]
        let found = try untouched([exchange("jobs.create", "created", document: document)])
        #expect(found[.values] == ["jobs.state done", "jobs.parts[].size 2"])
        let raw = try untouched([exchange("jobs.create", "invalid", body: #"{"state": "done", "parts": 7}"#)])
        #expect(raw[.values] == ["jobs.state open", "jobs.parts[].size 1", "jobs.parts[].size 2"])
        let broken = try untouched([exchange("jobs.create", "invalid", body: #"{"state": "#)])
        #expect(broken[.values]?.count == 4)
    }

    @Test func `parameters are those that a request holds`() throws {
        let found = try untouched([
            exchange("jobs.create", "created", ["x-trace": "1"]),
            exchange("jobs.find", "found", target: "/v2/jobs?where%5Bstate%5D%5Bequals%5D=open&limits=1"),
        ])
        #expect(found[.parameters] == ["jobs.find limit"])
    }

    @Test func `only APIs that are used are told`() throws {
        var coverage = Coverage(of: [], in: [api])
        coverage.consume(.rowFinished(SampleRun.result(SampleRun.row(1, "x"), .passed)))
        #expect(coverage.sections.isEmpty)
    }

    @Test func `rows keep what they do only when they are asked to`() {
        let text = "leadline: 1\nname: x\napi: dealerstudio\nsteps: [{ do: create leads from lead.json }]\n"
        var bench = Workbench(text)
        #expect(bench.run().results.map(\.events.count) == [0])
        bench.options.keepsEvents = true
        #expect(bench.run().results.map(\.events.count) == [2])
    }
}
