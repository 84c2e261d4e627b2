package import LeadlineAPI
package import LeadlineCore

/// The servers of a profile, for one row or session: its cookies are its own.
package final class LiveTarget: Target {
    private let provider: LiveProvider
    /// nil until the first request: what is skipped loads no library.
    private var client: (any HTTPClient)?

    init(_ provider: LiveProvider) { self.provider = provider }

    private var profile: Profile { provider.profile }

    package var kind: TargetKind { .live }
    package var now: Timestamp { provider.timeOfDay() }
    package var writes: WriteRules { profile.writes }

    /// An API that the profile does not name has no server here: never the one of its description, which may be the
    /// customers' own.
    package func base(for api: API) -> BaseURL { profile.services[api.name]?.base ?? BaseURL(origin: "", path: "") }

    package func credential(named name: String, for api: API) -> Credential? {
        guard let key = provider.keys.values[api.name]?.first(where: { $0.name == name }) else { return nil }
        let header = key.value.flatMap { HTTPFields([api.credential.header: api.credential.prefix + $0]).all.first }
        return Credential(name: name, header: header)
    }

    package func keyNames(for api: API) -> [String] { provider.keyNames(for: api) }

    package func perform(_ control: Control) -> ControlAnswer {
        .unsupported("only a mock can do this, the target is the live profile '\(profile.name)'")
    }

    // MARK: Requests

    package func send(_ request: HTTPRequest) -> Delivery {
        guard !request.origin.isEmpty else { return .unsent(noServer) }
        let client: any HTTPClient
        do throws(EffectFailure) { client = try opened() } catch {
            return .unsent(error.reason + (error.help.map { ": \($0)" } ?? ""))
        }
        var conversation = Conversation(provider: provider, client: client, request: completed(request))
        return conversation.delivery()
    }

    private var noServer: String {
        let names = profile.services.keys.sorted().joined(separator: ", ")
        return "the profile '\(profile.name)' names no server for this request, only for: \(names)"
    }

    private func opened() throws(EffectFailure) -> any HTTPClient {
        if let client { return client }
        let client = try provider.clients.open(profile.connection)
        self.client = client
        return client
    }

    /// With what the profile sends with every request to this server; what the request says itself stays.
    private func completed(_ request: HTTPRequest) -> HTTPRequest {
        let services = profile.services.values.filter { $0.base.holds(request) }
        guard let service = services.max(by: { $0.base.path.utf8.count < $1.base.path.utf8.count }) else {
            return request
        }
        var request = request
        for field in service.fields.all where request.fields[field.name] == nil {
            request.fields.append(field.name, field.value)
        }
        return request
    }
}

extension Delivery {
    /// Nothing went out: why.
    fileprivate static func unsent(_ reason: String) -> Delivery {
        Delivery(result: .failure(.unreachable(reason)), took: .zero)
    }
}

/// One request with its waits and tries.
private struct Conversation {
    let provider: LiveProvider
    let client: any HTTPClient
    let request: HTTPRequest
    private var waited = Duration.zero
    private var reasons: [String] = []

    init(provider: LiveProvider, client: any HTTPClient, request: HTTPRequest) {
        self.provider = provider
        self.client = client
        self.request = request
    }

    private enum Turn {
        case go, stopped
        case refused(String)
    }

    mutating func delivery() -> Delivery {
        switch turn() {
        case .go: break
        case .stopped: return .unsent("it was stopped before it was sent")
        case .refused(let reason): return .unsent(reason)
        }
        var resends = 0
        while true {
            var delivery = client.send(request, isCancelled: provider.isCancelled)
            guard case .success(let response) = delivery.result,
                let rule = RetryRule(response, to: request, resends: resends, now: provider.timeOfDay())
            else { return told(&delivery) }
            let end = provider.clock.now + rule.pause
            provider.limiter.pause(request.origin, RateLimiter.Pause(end: end, reason: rule.reason))
            guard rule.mayResend, case .go = turn() else { return told(&delivery) }
            resends += 1
        }
    }

    private func told(_ delivery: inout Delivery) -> Delivery {
        delivery.reasons += reasons
        return delivery
    }

    /// Waits until the request may go.
    private mutating func turn() -> Turn {
        let now = provider.clock.now
        var moment = provider.limiter.place(at: now)
        guard wait(moment - now) else { return .stopped }
        // Another row may be told to wait meanwhile.
        while let pause = provider.limiter.pause(of: request.origin, at: moment) {
            let rest = pause.end - moment
            let text = DurationText.text(rest.roundedUp)
            guard waited + rest <= RetryRule.longestWait else {
                reasons.append("not waited for: \(pause.reason), \(text)")
                return .refused(
                    "\(request.origin) wants no request for another \(text) (\(pause.reason))")
            }
            provider.isPausing("\(text): \(pause.reason)")
            defer { provider.isPausing(nil) }
            guard wait(rest) else { return .stopped }
            waited += rest
            reasons.append("waited \(text): \(pause.reason)")
            moment = pause.end
        }
        return .go
    }

    private func wait(_ duration: Duration) -> Bool {
        provider.clock.wait(duration, isCancelled: provider.isCancelled)
    }
}

extension Duration {
    /// In whole seconds, or in milliseconds below one.
    fileprivate var roundedUp: Duration {
        let unit: Int64 = self < .seconds(1) ? 1_000 : 1_000_000
        let (count, rest) = wholeMicroseconds.quotientAndRemainder(dividingBy: unit)
        return .microseconds((rest > 0 ? count + 1 : count).multipliedReportingOverflow(by: unit).partialValue)
    }
}
