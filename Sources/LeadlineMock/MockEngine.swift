package import LeadlineAPI
package import LeadlineCore

/// The mock as a function: a request, what the mock remembers and a moment give an answer and its reasons. It always
/// answers, whatever is sent; the same arguments give the same bytes.
package struct MockEngine: Sendable {
    package let apis: [API]
    private let services: [Service]

    package init(_ apis: [API]) {
        self.apis = apis
        services = apis.map { Service($0) }
    }

    /// Where an API lives on a mock without a network.
    package static func origin(of api: API) -> String { API.reservedOrigin(api.name) }

    /// What an API says about a collection, and how its servers behave; nil when it has none of this name.
    func keeper(of collection: String, in api: API) -> StoreKeeper? {
        guard let service = services.first(where: { $0.api.name == api.name }),
            let facts = service.facts(of: collection)
        else { return nil }
        return StoreKeeper(facts: facts, dialect: service.dialect)
    }

    /// The operation that a request is of; nil when it is of none.
    package func call(of request: HTTPRequest) -> MockCall? {
        if case .call(let call)? = route(request)?.arrival.match { call } else { nil }
    }

    package func respond(
        to request: HTTPRequest, state: inout MockState, now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String]) {
        var (response, reasons) =
            if let (service, arrival) = route(request) {
                service.dialect.respond(to: arrival, state: &state, now: now)
            } else {
                (HTTPResponse.message("no API is here", status: 404), [])
            }
        response.fields["Date"] = now.httpDate
        return (response, reasons)
    }

    /// The API is told by the origin; where that says nothing, as on a server for all, by the path.
    private func route(_ request: HTTPRequest) -> (service: Service, arrival: Arrival)? {
        let named = services.filter { $0.origins.contains(request.origin) }
        let path = Service.segments(of: request)
        var nearest: (service: Service, arrival: Arrival)?
        for service in named.isEmpty ? services : named {
            let arrival = Arrival(request: request, path: path, match: service.match(request, path: path))
            switch (arrival.match, nearest?.arrival.match) {
            case (.call, _): return (service, arrival)
            case (.wrongMethod, .unknown), (_, nil): nearest = (service, arrival)
            default: break
            }
        }
        return nearest
    }
}
