import LeadlineAPI
import LeadlineCore
import LeadlineMock
import LeadlineSession
import Synchronization

extension TrafficBench {
    /// `leadline mock`: serves until it is told to stop, which is how it is meant to end: the exit status is 0 then.
    func mock() throws(Diagnostics) -> ExitCode { try withWorkshop(mock) }

    private func mock(_ workshop: Workshop) throws(Diagnostic) -> ExitCode {
        let server = MockServer(
            apis: try apis(workshop.resources.catalog), clock: try clock(), seed: try line.number(.seed) ?? 0,
            environment: environment, console: console, verbosity: line.verbosity)
        try serve(isConcurrent: false, isReady: server.isReady, respond: server.respond)
        return .success
    }

    /// The APIs that are named, or all.
    private func apis(_ catalog: APILibrary) throws(Diagnostic) -> [API] {
        let all = try catalog.all()
        if let unknown = line.operands.first(where: { !catalog.names.contains($0) }) {
            throw Diagnostic(
                .error, .unknownAPI, "unknown API '\(unknown)'", help: Suggestion.help(for: unknown, in: catalog.names))
        }
        return line.operands.isEmpty ? all : all.filter { line.operands.contains($0.name) }
    }

    /// Where the mock's clock stands; nil: it goes with the time of day.
    private func clock() throws(Diagnostic) -> Timestamp? {
        guard let text = line.text(.clock) else { return nil }
        do throws(TextSyntaxError) { return try Timestamp(parsing: text) } catch {
            throw Diagnostic(
                .error, .invalidTime, "'--clock' takes a moment, found '\(text)': \(error.message)",
                help: "as in 2026-01-01T00:00:00Z")
        }
    }
}

/// The world that all clients of `leadline mock` share.
private final class MockServer: Sendable {
    private let universe: Mutex<Universe>
    private let apis: [API]
    private let clock: Timestamp?
    private let environment: Environment
    private let console: Console
    private let verbosity: Verbosity

    init(
        apis: [API], clock: Timestamp?, seed: Int, environment: Environment, console: Console, verbosity: Verbosity
    ) {
        let prepared = Universe(MockEngine(apis))
        universe = Mutex(prepared.forked(clock: clock, seed: seed, label: "mock"))
        self.apis = apis
        self.clock = clock
        self.environment = environment
        self.console = console
        self.verbosity = verbosity
    }

    func respond(_ request: HTTPRequest) -> HTTPResponse {
        var routed = request
        // All APIs share this server's address: the path tells which one is meant, whatever the client calls the host.
        routed.origin = ""
        let delivery = universe.withLock { universe in
            if clock == nil { _ = universe.perform(.setClock(environment.timeOfDay())) }
            return universe.send(routed)
        }
        let response: HTTPResponse
        switch delivery.result {
        case .success(let answer): response = answer
        case .failure(let failure): response = .message(failure.reason, status: 504)
        }
        if verbosity == .verbose { log(request, response, delivery.reasons) }
        return response
    }

    private func log(_ request: HTTPRequest, _ response: HTTPResponse, _ reasons: [String]) {
        let because = reasons.isEmpty ? "" : "  " + reasons.joined(separator: "; ")
        let line = "\(request.method) \(request.target) \(response.status)\(because)"
        console.note(console.presentation(verbosity).line(line) + "\n")
    }

    /// Scripts wait for the line on standard output, people read the rest.
    func isReady(port: UInt16) {
        let origin = "http://127.0.0.1:\(port)"
        console.write("leadline mock: \(origin) (\(apis.map(\.name).joined(separator: ", ")))\n")
        if verbosity != .quiet { console.note(hint(origin)) }
    }

    /// Where each API is, and what its keys are: those of the mock are no secrets.
    private func hint(_ origin: String) -> String {
        var text = ""
        for api in apis {
            text += "\n\(api.name) at \(origin)\(api.basePath)\n"
            for key in api.mock.keys {
                let header = key.token.map { "\(api.credential.header): \(api.credential.prefix)\($0)" } ?? "no header"
                text += "  \(key.name): \(header)\n"
            }
            if let curl = curl(api, origin) { text += "  \(curl)\n" }
        }
        return text + "\nCtrl-C ends it\n"
    }

    /// A first request to try.
    private func curl(_ api: API, _ origin: String) -> String? {
        let operation = api.operations.first { $0.method == "GET" && !$0.path.contains("{") } ?? api.operations.first
        guard let operation else { return nil }
        var words = ["curl", "-g"]
        if operation.method != "GET" { words += ["-X", operation.method] }
        if let token = api.mock.keys.first?.token {
            words += ["-H", "\(api.credential.header): \(api.credential.prefix)\(token)"]
        }
        return ShellQuoting.line(words + [origin + api.basePath + operation.path])
    }
}
