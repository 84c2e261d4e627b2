import Foundation
import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession
import Testing

/// What the APIs' descriptions say must happen in `scenarios/`: each operation, each outcome, each listed value.
/// The suite is run, and what its rows sent and were answered is held against the descriptions.
@Suite struct SuiteCoverageTests {
    /// What no scenario can show on the mock, with the reason.
    private static let exceptions = [
        "dealerstudio apikeys.get forbidden": "every key that was issued may see its own details",
        "drivly leads.delete-many partial": "only code of the server's own can refuse to delete one of several",
        "drivly customers.delete-many partial": "only code of the server's own can refuse to delete one of several",
    ]

    /// Of all outcomes that are not an API's own: what faults bring about. `refused` and `unreachable` come before a
    /// request is sent, which the mock always answers.
    private static let faults = ["no_answer", "malformed", "rate_limited", "unavailable"]

    private static let run = Result { try SuiteRun() }
    private let run: SuiteRun

    init() throws { run = try Self.run.get() }

    @Test func `every row passes`() {
        // Some rows are of a recording alone.
        let others = run.lines.filter { !$0.hasPrefix("skipped [it is made for ") }
        #expect(others.isEmpty)
        #expect(run.lines.count - others.count < 5, "these rows belong to another target")
        #expect(run.exchanges.count > 100, "the suite is no longer found")
    }

    @Test func `every operation has every outcome that its description names`() throws {
        for api in try Self.apis() {
            for operation in api.operations {
                let expected = Self.outcomes(of: operation, in: api)
                let seen = run.exchanges.filter { $0.apiName == api.name && $0.operation?.name == operation.name }
                    .map(\.answer.outcome)
                for outcome in expected where !seen.contains(outcome) {
                    let name = "\(api.name) \(operation.name) \(outcome)"
                    if Self.exceptions[name] == nil { Issue.record("no scenario shows: \(name)") }
                }
            }
        }
    }

    @Test func `the exceptions are needed`() throws {
        var known: Set<String> = []
        for api in try Self.apis() {
            for operation in api.operations {
                known.formUnion(Self.outcomes(of: operation, in: api).map { "\(api.name) \(operation.name) \($0)" })
            }
        }
        let seen = Set(
            run.exchanges.map { "\($0.apiName ?? "") \($0.operation?.name ?? "") \($0.answer.outcome)" })
        for exception in Self.exceptions.keys {
            #expect(known.contains(exception), "no description names: \(exception)")
            #expect(!seen.contains(exception), "a scenario shows what cannot be shown: \(exception)")
        }
    }

    /// What `--coverage` tells of the suite is what is found here one by one.
    @Test func `the coverage of the suite is told as it is`() throws {
        #expect(run.sections.count == Coverage.Kind.allCases.count * APICatalog.names.count)
        for section in run.sections {
            #expect(section.touched + section.untouched.count == section.total)
            if section.kind == .operations { #expect(section.untouched.isEmpty) }
        }
        let seen = Set(run.exchanges.map { "\($0.apiName ?? "") \($0.operation?.name ?? "") \($0.answer.outcome)" })
        let described = try Self.apis().flatMap { api in
            api.operations.flatMap { operation in
                api.describedOutcomes(of: operation).map { "\(api.name) \(operation.name) \($0)" }
            }
        }
        let untouched = run.sections.filter { $0.kind == .outcomes }.flatMap { section in
            section.untouched.map { "\(section.api) \($0.place) \($0.name ?? "")" }
        }
        #expect(untouched == described.filter { !seen.contains($0) })
    }

    @Test func `every value of a closed list was sent and accepted`() throws {
        var count = 0
        for api in try Self.apis() {
            for operation in api.operations {
                guard let schema = operation.body?.schema, operation.verb == .create else { continue }
                let accepted = run.exchanges.filter {
                    $0.apiName == api.name && $0.operation?.name == operation.name
                        && Outcome.successes.contains($0.answer.outcome)
                }.compactMap(\.requestDocument)
                for list in schema.closedLists {
                    var sent: [JSON] = []
                    for document in accepted { list.visit(document) { sent.append($0) } }
                    for value in list.values where !sent.contains(value) {
                        Issue.record("no scenario of \(api.name) sends \(list.name)=\(value) to \(operation.name)")
                    }
                    count += list.values.count
                }
            }
        }
        #expect(count > 70, "closed lists are no longer found")
    }

    private static func apis() throws -> [API] {
        try APICatalog.names.map { try #require(try APICatalog.api(named: $0)) }
    }

    /// What the description speaks of, and what faults do.
    private static func outcomes(of operation: LeadlineAPI.Operation, in api: API) -> [String] {
        let described = api.describedOutcomes(of: operation)
        return described + faults.filter { !described.contains($0) }
    }
}

/// All scenarios of the repository, run once on the mock.
struct SuiteRun {
    /// Of rows that did not pass.
    let lines: [String]
    let exchanges: [Exchange]
    let sections: [Coverage.Section]

    init() throws {
        let folder = Repository.root.appendingPathComponent("scenarios")
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(path)) else { continue }
            files["scenarios/\(path)"] = String(decoding: data, as: UTF8.self)
        }
        var bench = Workbench(files: files)
        bench.options.keepsEvents = true
        let run = bench.run(["scenarios"])
        let verdicts = run.results.filter {
            if case .passed = $0.verdict { return false }
            if case .expectedFailure = $0.verdict { return false }
            return true
        }
        lines = run.mistakes.map(\.message) + verdicts.flatMap(\.lines)
        exchanges = run.results.flatMap(\.events).compactMap { event in
            if case .command(_, .exchange(let exchange)) = event { exchange } else { nil }
        }
        var coverage = Coverage(of: [], in: try Workbench.catalog.all())
        for result in run.results { coverage.consume(.rowFinished(result)) }
        sections = coverage.sections
    }
}
