import LeadlineAPI
import LeadlineCore
import LeadlineLive
import LeadlineRecordings
import LeadlineSession

/// Which API requests from elsewhere go to.
struct PortedHosts {
    private let catalog: APILibrary
    private let apis: [API]
    /// Where profiles of the project say that the APIs are, too.
    private let bases: [(api: API, base: BaseURL)]

    init(_ workshop: Workshop, _ environment: Environment) throws(Diagnostic) {
        catalog = workshop.resources.catalog
        apis = try catalog.all()
        let factory = TargetFactory(environment: environment, project: workshop.project, resources: workshop.resources)
        // A profile with mistakes keeps nobody from importing: 'leadline doctor' tells them.
        let profiles = workshop.project.profiles.names.compactMap { try? factory.profile($0) }
        bases = profiles.flatMap { [apis] profile in
            apis.compactMap { api in profile.services[api.name].map { (api, $0.base) } }
        }
    }

    /// A request with its API: by its host; on this machine by its path, where only one API knows it.
    func described(_ request: HTTPRequest) throws(Diagnostic) -> (request: HTTPRequest, api: API?) {
        if let (moved, api) = moved(request) { return (moved, api) }
        if let api = try catalog.api(atOrigin: request.origin) { return (request, api) }
        guard let url = try? URLParts(parsing: request.url),
            ["127.0.0.1", "localhost", "[::1]"].contains(url.host) || url.host.hasSuffix(".test")
        else { return (request, nil) }
        let fitting = apis.filter { $0.operation(routing: request.method, request.path) != nil }
        return (request, fitting.count == 1 ? fitting.first : nil)
    }

    /// The exchanges with their APIs, as `leadline open` tells them.
    func described(_ exchanges: [RecordedExchange]) -> [(exchange: RecordedExchange, api: API?)] {
        let exchanges = exchanges.map { exchange in
            var exchange = exchange
            if let (moved, _) = moved(exchange.request) { exchange.request = moved }
            return exchange
        }
        let atlas = HostAtlas(exchanges, apis: apis)
        return exchanges.map { ($0, atlas.api(of: $0)) }
    }

    /// The request as the API's own host has it, where a profile names the one that it goes to.
    private func moved(_ request: HTTPRequest) -> (HTTPRequest, API)? {
        let served = bases.filter { $0.base.holds(request) }
        let knowing = served.first { api, base in
            api.operation(routing: request.method, request.path, below: base.path) != nil
        }
        guard let (api, base) = knowing ?? served.first else { return nil }
        var moved = request
        moved.origin = api.origin
        moved.target = api.basePath + request.target.dropFirst(base.path.count)
        return (moved, api)
    }
}
