import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// A fault that waits for requests.
struct ArmedFault: Sendable {
    let fault: Fault
    /// nil: hits every one that fits.
    private(set) var left: Int?

    init(_ fault: Fault) {
        self.fault = fault
        left = fault.times.map { max($0, 0) }
    }

    func fits(_ call: MockCall) -> Bool {
        fault.api == call.api.name && fault.verb == call.operation.verb
            && fault.collection == call.operation.collection && left != 0
    }

    mutating func hit() -> String {
        left = left.map { $0 - 1 }
        let place = "\(fault.verb.rawValue) \(fault.collection)"
        return "fault '\(fault.kind.name)' hit \(place)" + (left.map { $0 == 0 ? "" : ", \($0) more to come" } ?? "")
    }
}

extension [ArmedFault] {
    /// What hits a request, in the order in which the faults were set: delays add up, and the first fault of another
    /// kind decides. Those behind it wait for the next request.
    mutating func take(for call: MockCall?) -> (delay: Duration, fault: Fault.Kind?, reasons: [String]) {
        var delay = Duration.zero
        var reasons: [String] = []
        guard let call else { return (delay, nil, reasons) }
        defer { removeAll { $0.left == 0 } }
        for place in indices where self[place].fits(call) {
            reasons.append(self[place].hit())
            guard case .latency(let wait) = self[place].fault.kind else {
                return (delay, self[place].fault.kind, reasons)
            }
            delay = Swift.min(delay + Swift.max(wait, .zero), .seconds(86_400 * 36_500))
        }
        return (delay, nil, reasons)
    }
}

extension Fault.Kind {
    /// As the language writes it.
    var name: String {
        switch self {
        case .latency(let wait): "latency \(DurationText.text(wait))"
        case .status(let status): "status \(status)"
        case .lostAnswer: "lost-answer"
        case .reset: "reset"
        case .malformed: "malformed"
        case .rateLimit: "rate-limit"
        }
    }

    var losesAnswer: Bool { if case .lostAnswer = self { true } else { false } }

    /// What comes instead of the service's own answer; nil when the request is performed.
    func answer(to call: MockCall?, now: Timestamp) -> Result<HTTPResponse, TransportFailure>? {
        switch self {
        case .reset: return .failure(.noAnswer("connection reset"))
        case .status(let status): return .success(Self.answer(status, call, now))
        case .rateLimit: return .success(Self.answer(call?.api.mock.answer("rate_limited")?.status ?? 429, call, now))
        case .latency, .lostAnswer, .malformed: return nil
        }
    }

    /// The answer as it arrives.
    func spoil(_ response: HTTPResponse) -> HTTPResponse {
        guard case .malformed = self else { return response }
        var response = response
        response.body.removeLast(response.body.count - response.body.count / 2)
        return response
    }

    /// As the description answers this status, else with its number.
    private static func answer(_ status: Int, _ call: MockCall?, _ now: Timestamp) -> HTTPResponse {
        // Several outcomes may share a status: only the one that is named after it says nothing else than the status.
        let described = call?.api.mock.answer(Outcome.name(ofStatus: status)).flatMap { $0.status == status ? $0 : nil }
        var response = HTTPResponse(status: status, fields: described?.fields ?? HTTPFields())
        switch described?.body {
        case .json(let json): response.set(json: json)
        case .text(let text): response.set(text: text)
        case .fieldLists, .document, nil: response.set(json: ["message": .string("status \(status)")])
        }
        let isTemporary = status == 429 || status == 503
        if isTemporary, response.fields["Retry-After"] == nil { response.fields["Retry-After"] = "1" }
        response.fields["Date"] = now.httpDate
        return response
    }
}
