import LeadlineAPI
import LeadlineCore

/// The path of an operation, ready to be compared with those of requests.
final class Route: Sendable {
    private enum Segment: Sendable, Equatable {
        case literal(String)
        case id
    }

    let operation: Operation
    let facts: CollectionFacts
    private let segments: [Segment]

    init(_ operation: Operation, _ facts: CollectionFacts) {
        self.operation = operation
        self.facts = facts
        segments = (facts.api.basePath + operation.path).split(separator: "/").map {
            $0.hasPrefix("{") && $0.hasSuffix("}") ? .id : .literal(String($0))
        }
    }

    /// How many segments are fixed: `/customers/count` goes before `/customers/{id}`.
    var literals: Int { segments.count { $0 != .id } }

    /// Whether a path fits, and the id in it.
    func match(_ path: [String]) -> (fits: Bool, id: String?) {
        guard path.count == segments.count else { return (false, nil) }
        var id: String?
        for (segment, found) in zip(segments, path) {
            switch segment {
            case .literal(let text): if text != found { return (false, nil) }
            case .id: id = found
            }
        }
        return (true, id)
    }
}

/// One API behind the mock: its description, its routes, and what its family does in its own way.
final class Service: Sendable {
    let api: API
    /// Where requests to it go: on a mock without a network, and live.
    let origins: [String]
    let dialect: any MockDialect
    private let routes: [Route]
    private let facts: [String: CollectionFacts]

    init(_ api: API) {
        self.api = api
        origins = [MockEngine.origin(of: api), api.origin]
        dialect = api.mockDialect
        var facts: [String: CollectionFacts] = [:]
        let names = api.collections.map(\.name) + api.operations.map(\.collection) + api.mock.seed.members.map(\.name)
        for name in names where facts[name] == nil { facts[name] = CollectionFacts(name, of: api) }
        self.facts = facts
        let routes = api.operations.compactMap { operation in
            facts[operation.collection].map { Route(operation, $0) }
        }
        self.routes = routes.enumerated().sorted { ($1.element.literals, $0.offset) < ($0.element.literals, $1.offset) }
            .map(\.element)
    }

    func facts(of collection: String) -> CollectionFacts? { facts[collection] }

    func match(_ request: HTTPRequest, path: [String]?) -> Arrival.Match {
        guard let path else { return .unknown }
        var allowed: [String] = []
        for route in routes {
            let (fits, id) = route.match(path)
            guard fits else { continue }
            if route.operation.method == request.method {
                return .call(MockCall(facts: route.facts, operation: route.operation, id: id, request: request))
            }
            if !allowed.contains(route.operation.method) { allowed.append(route.operation.method) }
        }
        return allowed.isEmpty ? .unknown : .wrongMethod(allowed: allowed)
    }

    /// The decoded segments of a request's path; one slash at the end does not count.
    static func segments(of request: HTTPRequest) -> [String]? {
        let slash = UInt8(ascii: "/")
        let path = request.path.utf8
        guard path.first == slash else { return nil }
        var parts = path.dropFirst().split(separator: slash, omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true { parts.removeLast() }
        return parts.map { PercentEncoding.decode(Substring($0)) }
    }
}
