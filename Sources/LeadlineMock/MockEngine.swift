package import LeadlineAPI
package import LeadlineCore

/// The mock as a function: a request, what the mock remembers and a moment give an answer and its reasons. It always
/// answers, whatever is sent; the same arguments give the same bytes.
package struct MockEngine: Sendable {
    package let apis: [API]
    private let services: [Service]

    package init(_ apis: [API], dialect: (API) -> any MockDialect = { _ in PlainDialect() }) {
        self.apis = apis
        services = apis.map { Service($0, dialect: dialect($0)) }
    }

    /// Where an API lives on a mock without a network; such names are reserved: no machine has them.
    package static func origin(of api: API) -> String { "http://\(api.name).test" }

    /// What an API says about a collection; nil when it has none of this name.
    func facts(of collection: String, in api: API) -> CollectionFacts? {
        services.first { $0.api.name == api.name }?.facts(of: collection)
    }

    /// The operation that a request is of; nil when it is of none.
    package func call(of request: HTTPRequest) -> MockCall? {
        if case .call(let call, _) = route(request) { call } else { nil }
    }

    package func respond(
        to request: HTTPRequest, state: inout MockState, now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String]) {
        var (response, reasons) = answer(request, &state, now)
        response.fields["Date"] = now.httpDate
        return (response, reasons)
    }

    private func answer(
        _ request: HTTPRequest, _ state: inout MockState, _ now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String]) {
        switch route(request) {
        case .call(let call, let dialect):
            let (verdict, reasons) = CallJudge.judge(call, by: dialect, state: state, now: now)
            switch verdict {
            case .failure(let refusal): return (dialect.answer(refusal, to: call), reasons)
            case .success(let plan):
                let effect = plan.perform(call, state: &state, now: now)
                return (dialect.answer(effect, to: call), reasons)
            }
        case .refused(let refusal, let dialect):
            return (dialect.answer(refusal, to: request), ["no operation has this method and path"])
        }
    }

    private enum Routing {
        case call(MockCall, any MockDialect)
        case refused(Refusal, any MockDialect)
    }

    /// The API is told by the origin; where that says nothing, as on a server for all, by the path.
    private func route(_ request: HTTPRequest) -> Routing {
        let named = services.filter { [Self.origin(of: $0.api), $0.api.origin].contains(request.origin) }
        let candidates = named.isEmpty ? services : named
        var refusal = Refusal.unknownRoute
        var refusing: any MockDialect = candidates.first?.dialect ?? PlainDialect()
        guard let path = Service.segments(of: request) else { return .refused(refusal, refusing) }
        for service in candidates {
            switch service.match(request, path: path) {
            case .call(let call): return .call(call, service.dialect)
            case .unknown: break
            case .wrongMethod(let allowed):
                guard case .unknownRoute = refusal else { continue }
                (refusal, refusing) = (.wrongMethod(allowed: allowed), service.dialect)
            }
        }
        return .refused(refusal, refusing)
    }
}
