package import LeadlineAPI
package import LeadlineCore

/// A mock in this process, for one row or session: not shared between threads.
package final class MockTarget: Target {
    package private(set) var universe: Universe

    package init(_ universe: Universe) { self.universe = universe }

    package var kind: TargetKind { .mock }
    package var now: Timestamp { universe.clock }

    package func base(for api: API) -> BaseURL { BaseURL(origin: MockEngine.origin(of: api), path: api.basePath) }
    package var writes: WriteRules { .free }

    package func credential(named name: String, for api: API) -> Credential? {
        guard let key = api.mock.key(named: name) else { return nil }
        let header = key.token.flatMap { HTTPFields([api.credential.header: api.credential.prefix + $0]).all.first }
        return Credential(name: name, header: header)
    }

    package func keyNames(for api: API) -> [String] { api.mock.keys.map(\.name) }

    package func send(_ request: HTTPRequest) -> Delivery { universe.send(request) }

    package func perform(_ control: Control) -> ControlAnswer { universe.perform(control) }
}

/// Opens a mock for each row: copies of one world that was prepared once.
package struct MockProvider: TargetProvider {
    private let prepared: Universe

    /// `clock` is where a row's clock stands when its scenario says nothing.
    package init(_ apis: [API], clock: Timestamp = Universe.start) {
        prepared = Universe(MockEngine(apis), clock: clock)
    }

    package var kind: TargetKind { .mock }
    package var description: String { "mock" }

    package func keyNames(for api: API) -> [String] { api.mock.keys.map(\.name) }

    package func open(_ settings: TargetSettings) -> any Target {
        MockTarget(prepared.forked(clock: settings.clock, seed: settings.seed, label: settings.label))
    }
}
