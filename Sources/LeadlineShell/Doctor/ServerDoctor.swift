import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineLive

/// Asks a server with each key what changes nothing.
struct ServerDoctor {
    let api: API
    let service: Profile.Service
    let client: any HTTPClient
    let timeOfDay: @Sendable () -> Timestamp
    let isCancelled: () -> Bool

    private static let toleratedDrift = Duration.seconds(5)

    /// A key's value is nil where no header is sent.
    func checkups(_ keys: [(name: String, value: String?)]) -> [Checkup] {
        guard let operation = api.harmlessRead else {
            return [
                .warning(
                    "connection", "not tried: the API has no request that changes nothing and needs no id", help: nil)
            ]
        }
        var checkups: [Checkup] = []
        for (number, key) in (keys.isEmpty ? [("none", nil)] : keys).enumerated() where !isCancelled() {
            guard let request = request(operation, key.value) else { continue }
            let delivery = client.send(request, isCancelled: isCancelled)
            switch delivery.result {
            case .failure(let failure):
                let rest = keys.count - number - 1
                let result = failure.reason + (rest > 0 ? "; \(counted(rest, "other key")) not tried" : "")
                return checkups + [.refused("connection", result, help: "no key was judged; \(request.url)")]
            case .success(let response):
                if number == 0 { checkups += connection(delivery, response) }
                checkups.append(judged(key, operation, request, delivery, response))
            }
        }
        return checkups
    }

    private func request(_ operation: LeadlineAPI.Operation, _ key: String?) -> HTTPRequest? {
        let builder = RequestBuilder(base: service.base, userAgent: "leadline/\(Version.current)", runID: "doctor")
        var call = Call(operation)
        if operation.parameters.contains(where: { $0.name == "limit" && $0.place == .query }) {
            call.query = [QueryPair("limit", "1")]
        }
        call.fields = service.fields
        call.credential = key.flatMap { key in
            HTTPFields([api.credential.header: api.credential.prefix + key]).all.first
        }.map { Credential(name: "", header: $0) }
        return try? builder.request(call, of: api)
    }

    // MARK: - The connection

    private func connection(_ delivery: Delivery, _ response: HTTPResponse) -> [Checkup] {
        var checkups = [Checkup.ok("connection", delivery.wire.map(Self.words) ?? "answered")]
        if let hops = delivery.wire?.redirects, let last = hops.last {
            checkups.append(
                .warning(
                    "redirects", "\(counted(hops.count, "redirect")) behind \(last)",
                    help: "write the URL that answers, without redirects"))
        }
        guard let date = response.fields["Date"], let time = Timestamp(httpDate: date) else {
            return checkups + [.warning("clock", "the server tells no time", help: nil)]
        }
        let drift = time - timeOfDay()
        let (distance, side) = drift < .zero ? (.zero - drift, "behind") : (drift, "ahead of")
        // The header tells whole seconds.
        if distance <= Self.toleratedDrift { return checkups + [.ok("clock", "within 5s of this machine's")] }
        return checkups + [
            .warning(
                "clock", "\(DurationText.text(.seconds(distance.components.seconds))) \(side) this machine's",
                help: "ages and limits of time are judged by the server's clock")
        ]
    }

    private static func words(_ wire: WireReport) -> String {
        let phases: [(String, Duration?)] = [
            ("name", wire.timings.name), ("connect", wire.timings.connect), ("TLS", wire.timings.tls),
            ("answer", wire.timings.wait),
        ]
        let times = phases.compactMap { name, time in time.map { "\(name) \(WallTime.text($0))" } }
        let place = wire.address.map { "\($0), " } ?? ""
        return
            "\(place)\(wire.version)\(wire.timings.tls == nil ? " without TLS" : ""); \(times.joined(separator: ", "))"
    }

    // MARK: - Keys

    private func judged(
        _ key: (name: String, value: String?), _ operation: LeadlineAPI.Operation, _ request: HTTPRequest,
        _ delivery: Delivery, _ response: HTTPResponse
    ) -> Checkup {
        let subject = key.value == nil ? "without a key" : "as \(key.name)"
        let answer = Answer(of: delivery, operation: operation, api: api)
        let phrase = StatusPhrase.text(response.status).map { " \($0)" } ?? ""
        let asked = "\(request.method) \(request.target): \(response.status)\(phrase)"
        // Some servers answer an unknown key as they answer one that may not: then none at all fares the same.
        let isRefused =
            response.status == 401 || answer.outcome == "unauthenticated"
            || response.status == 403 && (key.value == nil || statusWithoutKey(operation) == 403)
        // Nobody issued it: a mock's key by which refusals are tried.
        let isUnissued = key.value.map { value in
            service.keys.contains { $0.name == key.name && $0.source == .open(value) }
                && api.mock.key(named: key.name)?.isIssued == false
        }
        switch response.status {
        case _ where isRefused && (key.value == nil || isUnissued == true):
            return .ok(subject, "\(asked), as it should")
        case _ where isRefused:
            let reading = response.status == 403 ? "no more than without a key: it" : "the key"
            return .refused(
                subject, "\(asked): \(reading) is not accepted",
                help: "it is sent as '\(api.credential.header): \(api.credential.prefix)<key \(key.name)>'")
        case 403: return .warning(subject, "\(asked): accepted, but it may not read this", help: nil)
        case 200..<300: return described(subject, asked, operation, answer, response)
        case 300..<400:
            let place = response.fields["Location"].map { " to \($0)" } ?? ""
            return .refused(
                subject, "\(asked)\(place)", help: "write the URL that answers, or allow redirects: 1")
        case 404:
            return .refused(
                subject, asked, help: "is '\(service.base.path.isEmpty ? "/" : service.base.path)' the right path?")
        default:
            let reasons = answer.reasons.isEmpty ? "" : ": \(answer.reasons.joined(separator: "; "))"
            return .refused(subject, asked + Presentation.cut(reasons, 200))
        }
    }

    private func statusWithoutKey(_ operation: LeadlineAPI.Operation) -> Int? {
        guard let request = request(operation, nil) else { return nil }
        return try? client.send(request, isCancelled: isCancelled).result.get().status
    }

    private func described(
        _ subject: String, _ asked: String, _ operation: LeadlineAPI.Operation, _ answer: Answer,
        _ response: HTTPResponse
    ) -> Checkup {
        let schema = operation.response(forStatus: response.status)?.schema
        let violations = schema.map { schema in
            SchemaValidator.violations(of: answer.body ?? .null, against: schema).filter { !$0.isAdvice }
        }
        if let first = violations?.first {
            let place = first.path.isEmpty ? "" : "\(first.path): "
            return .warning(
                subject, "\(asked), but not as described: \(place)\(first.sentence)",
                help: "is this the server of \(api.title)?")
        }
        let rights = operation.mockAnswer == .key ? rights(answer.document) : ""
        return .ok(subject, "\(asked), as described\(rights)")
    }

    /// What the key's own document tells about it: `; permissions: create:lead; dealerships: 2`.
    private func rights(_ document: JSON?) -> String {
        (document?.object?.members ?? []).reduce(into: "") { text, member in
            guard let list = member.value.array else { return }
            let words = list.compactMap(\.string)
            if words.count == list.count {
                text += "; \(member.name): \(words.isEmpty ? "none" : words.joined(separator: ", "))"
            } else {
                text += "; \(member.name): \(list.count)"
            }
        }
    }
}

extension API {
    /// A request that changes nothing and needs no id: the one that tells about its key, or else the first.
    var harmlessRead: LeadlineAPI.Operation? {
        let reads = operations.filter { operation in
            let isFixed = if case .document = operation.selection { true } else { operation.selection == .none }
            return operation.method == "GET" && isFixed && [.get, .find].contains(operation.verb)
                && !operation.parameters.contains { $0.isRequired }
        }
        return reads.first { $0.mockAnswer == .key } ?? reads.first
    }
}
