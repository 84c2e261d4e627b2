import Foundation
import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineScenarios
import LeadlineSession
import Testing

/// What the APIs' descriptions say must happen in `scenarios/`: each operation, each outcome, each listed value.
/// The suite is run, and what its rows sent and were answered is held against the descriptions.
@Suite struct SuiteCoverageTests {
    /// What no scenario can show on the mock, with the reason.
    private static let exceptions = [
        "dealerstudio apikeys.get forbidden": "every key that was issued may see its own details"
    ]

    /// Of all outcomes that are not an API's own: what faults bring about. `refused` and `unreachable` come before a
    /// request is sent, which the mock always answers.
    private static let faults = ["no_answer", "malformed", "rate_limited", "unavailable"]

    private static let run = Result { try SuiteRun() }
    private let run: SuiteRun

    init() throws { run = try Self.run.get() }

    @Test func `every row passes`() {
        #expect(run.lines.isEmpty)
        #expect(run.exchanges.count > 100, "the suite is no longer found")
    }

    @Test func `every operation has every outcome that its description names`() throws {
        for api in try Self.apis() {
            for operation in api.operations {
                let expected = Self.outcomes(of: operation, in: api)
                let seen = run.exchanges.filter { $0.api == api.name && $0.operation == operation.name }.map(\.outcome)
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
        let seen = Set(run.exchanges.map { "\($0.api) \($0.operation) \($0.outcome)" })
        for exception in Self.exceptions.keys {
            #expect(known.contains(exception), "no description names: \(exception)")
            #expect(!seen.contains(exception), "a scenario shows what cannot be shown: \(exception)")
        }
    }

    @Test func `every value of a closed list was sent and accepted`() throws {
        var count = 0
        for api in try Self.apis() {
            for operation in api.operations {
                guard let schema = operation.body?.schema, operation.verb == .create else { continue }
                let accepted = run.exchanges.filter {
                    $0.api == api.name && $0.operation == operation.name && Outcome.successes.contains($0.outcome)
                }
                for (path, values) in schema.closedLists {
                    let sent = Set(accepted.flatMap { $0.sent[path] ?? [] })
                    for value in values where !sent.contains(value) {
                        Issue.record("no scenario of \(api.name) sends \(path)=\"\(value)\" to \(operation.name)")
                    }
                    count += values.count
                }
            }
        }
        #expect(count > 70, "closed lists are no longer found")
    }

    private static func apis() throws -> [API] {
        try APICatalog.names.map { try #require(try APICatalog.api(named: $0)) }
    }

    /// Success, the outcomes that the description tells by sentences, the documented statuses, and what faults do.
    private static func outcomes(of operation: LeadlineAPI.Operation, in api: API) -> [String] {
        var names = [operation.verb.successOutcome]
        names += api.outcomes.filter { $0.applies(to: operation) }.map(\.name)
        for response in operation.responses {
            names += response.examples.map(\.name).filter(api.possibleOutcomes(of: operation).contains)
            // A status whose answers are all named otherwise says nothing more.
            guard let status = Int(response.status), status >= 400, response.examples.isEmpty else { continue }
            names.append(Outcome.name(ofStatus: status))
        }
        var seen: Set<String> = []
        return (names + faults).filter { seen.insert($0).inserted }
    }
}

/// All scenarios of the repository, run once on the mock.
struct SuiteRun {
    struct Exchange {
        var api: String
        var operation: String
        var outcome: String
        /// Texts by their place in the request's document, `[0]` for every index.
        var sent: [String: Set<String>]
    }

    /// Of rows that did not pass.
    let lines: [String]
    let exchanges: [Exchange]

    init() throws {
        let folder = Repository.root.appendingPathComponent("scenarios")
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(path)) else { continue }
            files["scenarios/\(path)"] = String(decoding: data, as: UTF8.self)
        }
        let log = ExchangeLog(Workbench.mock)
        var bench = Workbench(files: files)
        bench.provider = log
        let run = bench.run(["scenarios"])
        let verdicts = run.results.filter {
            if case .passed = $0.verdict { return false }
            if case .expectedFailure = $0.verdict { return false }
            return true
        }
        lines = run.mistakes.map(\.message) + verdicts.flatMap(\.lines)
        let apis = try Workbench.catalog.all()
        exchanges = log.exchanges.compactMap { request, delivery in
            for api in apis where MockEngine.origin(of: api) == request.origin {
                guard let operation = api.operation(routing: request.method, request.path) else { continue }
                let answer = Answer(of: delivery, operation: operation, api: api, method: request.method)
                return Exchange(
                    api: api.name, operation: operation.name, outcome: answer.outcome,
                    sent: request.texts(envelope: operation.body?.envelope))
            }
            return nil
        }
    }
}

extension HTTPRequest {
    /// The texts of the body by their places in the document.
    fileprivate func texts(envelope: String?) -> [String: Set<String>] {
        var texts: [String: Set<String>] = [:]
        let type = fields["Content-Type"].flatMap { MediaType(parsing: $0) }
        if type?.essence == "multipart/form-data", let boundary = type?["boundary"] {
            for part in (try? Multipart.parse(body, boundary: boundary)) ?? [] {
                let keys = part.name.split { "[]".contains($0) }.map(String.init)
                let rest = keys.first == envelope ? keys.dropFirst() : keys[...]
                let path = rest.reduce("") { $0 + ($1.allSatisfy(\.isNumber) ? "[0]" : $0.isEmpty ? $1 : ".\($1)") }
                texts[path, default: []].insert(String(decoding: part.bytes, as: UTF8.self))
            }
        } else if let json = try? JSON(parsing: body) {
            (envelope.flatMap { json[$0] } ?? json).collect("", into: &texts)
        }
        return texts
    }
}

extension JSON {
    fileprivate func collect(_ path: String, into texts: inout [String: Set<String>]) {
        switch self {
        case .string(let text): texts[path, default: []].insert(text)
        case .array(let elements): for element in elements { element.collect(path + "[0]", into: &texts) }
        case .object(let object):
            for member in object.members {
                member.value.collect(path.isEmpty ? member.name : "\(path).\(member.name)", into: &texts)
            }
        default: break
        }
    }
}

extension Schema {
    /// The closed lists of texts below this schema, conditions included, by the place of their value.
    fileprivate var closedLists: [String: Set<String>] {
        var lists: [String: Set<String>] = [:]
        collectLists("", into: &lists)
        return lists
    }

    private func collectLists(_ path: String, into lists: inout [String: Set<String>]) {
        if valuesAreClosed, !values.isEmpty { lists[path, default: []].formUnion(values.compactMap(\.value.string)) }
        for property in properties {
            property.schema.collectLists(path.isEmpty ? property.name : "\(path).\(property.name)", into: &lists)
        }
        items?.schema.collectLists(path + "[0]", into: &lists)
        let alternatives =
            allOfBoxes + anyOfBoxes + oneOfBoxes + [condition?.then, condition?.otherwise].compactMap(\.self)
        for alternative in alternatives { alternative.schema.collectLists(path, into: &lists) }
    }
}
