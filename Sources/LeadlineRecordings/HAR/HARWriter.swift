import LeadlineAPI
package import LeadlineCore

extension Recording {
    /// The recording as a HAR 1.2 log, complete by its schema. What HAR has no place for stands in members `_leadline`.
    package func har(creatorVersion: String) -> JSON {
        [
            "log": [
                "version": "1.2", "creator": ["name": "leadline", "version": .string(creatorVersion)],
                "entries": .array(exchanges.map(HAREntryWriter.entry)), "_leadline": .object(extras),
            ]
        ]
    }

    private var extras: JSONObject {
        var extras = JSONObject(["version": 1])
        extras["target"] = target.map { .string($0) }
        if !clocks.isEmpty {
            let members = clocks.sorted { $0.key < $1.key }
            extras["clocks"] = .object(
                JSONObject(uniqueMembers: members.map { .init($0.key, .string($0.value.text)) }))
        }
        if let seed { extras["seed"] = .integer(seed) }
        if !pseudonyms.isEmpty { extras["pseudonyms"] = .array(pseudonyms.map { .string($0) }) }
        if let capsule {
            extras["capsule"] = [
                "scenario": .string(capsule.scenario), "clock": .string(capsule.clock.text),
                "notes": .array(capsule.notes.map { .string($0) }),
            ]
        }
        return extras
    }
}

private enum HAREntryWriter {
    static func entry(_ exchange: RecordedExchange) -> JSON {
        let timings = timings(exchange)
        var entry = JSONObject([
            "startedDateTime": .string(exchange.sentAt.text),
            "time": milliseconds(timings.phases.compactMap(\.duration).reduce(.zero, +)),
            "request": request(exchange), "response": response(exchange), "cache": [:],
            "timings": .object(timings.object),
        ])
        entry["serverIPAddress"] = exchange.wire?.address.map { .string($0) }
        let extras = extras(exchange)
        if !extras.isEmpty { entry["_leadline"] = .object(extras) }
        return .object(entry)
    }

    private static func extras(_ exchange: RecordedExchange) -> JSONObject {
        var extras = JSONObject()
        if !exchange.label.isEmpty { extras["label"] = .string(exchange.label) }
        extras["key"] = exchange.key.map { .string($0) }
        if case .failure(let failure) = exchange.result {
            extras["failure"] = if case .unreachable = failure { "unreachable" } else { "no_answer" }
        }
        guard let wire = exchange.wire else {
            extras["embedded"] = true
            return extras
        }
        let timings = wire.timings
        if exchange.took != timings.send + timings.wait + timings.receive {
            extras["took"] = milliseconds(exchange.took)
        }
        if wire.reusedConnection { extras["reusedConnection"] = true }
        if !wire.redirects.isEmpty { extras["redirects"] = .array(wire.redirects.map { .string($0) }) }
        return extras
    }

    // MARK: Request

    private static func request(_ exchange: RecordedExchange) -> JSON {
        let request = exchange.request
        var object = JSONObject([
            "method": .string(request.method), "url": .string(request.url),
            "httpVersion": .string(exchange.wire?.version ?? "HTTP/1.1"),
            "cookies": .array(HARCookies.sent(request.fields)), "headers": headers(request.fields),
            "queryString": .array(request.queryPairs.map { pair($0.name, $0.value) }),
            "headersSize": -1, "bodySize": .integer(request.body.count),
        ])
        if !request.body.isEmpty {
            var data = JSONObject(["mimeType": .string(request.fields["content-type"] ?? "")])
            // HAR has no word for a request's binary body; this is how others write it.
            write(request.body, encoding: "_encoding", to: &data)
            object["postData"] = .object(data)
        }
        return .object(object)
    }

    // MARK: Response

    private static func response(_ exchange: RecordedExchange) -> JSON {
        switch exchange.result {
        case .success(let response):
            let isEncoded = response.fields["content-encoding"] != nil
            return [
                "status": .integer(response.status), "statusText": .string(StatusPhrase.text(response.status) ?? ""),
                "httpVersion": .string(exchange.wire?.version ?? "HTTP/1.1"),
                "cookies": .array(HARCookies.received(response.fields)), "headers": headers(response.fields),
                "content": content(response, isMissing: exchange.lacksBody),
                "redirectURL": .string(response.fields["location"] ?? ""), "headersSize": -1,
                "bodySize": isEncoded || exchange.lacksBody ? -1 : .integer(response.body.count),
            ]
        case .failure(let failure):
            return [
                "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [],
                "content": ["size": 0, "mimeType": "x-unknown"], "redirectURL": "", "headersSize": -1,
                "bodySize": -1, "_error": .string(failure.reason),
            ]
        }
    }

    private static func content(_ response: HTTPResponse, isMissing: Bool) -> JSON {
        var content = JSONObject([
            "size": isMissing ? -1 : .integer(response.body.count),
            "mimeType": .string(response.fields["content-type"] ?? "x-unknown"),
        ])
        if !isMissing { write(response.body, encoding: "encoding", to: &content) }
        return .object(content)
    }

    // MARK: Parts

    /// A body as text where it is one, else as base64.
    private static func write(_ body: [UInt8], encoding: String, to object: inout JSONObject) {
        if let text = String(validating: body, as: UTF8.self) {
            object["text"] = .string(text)
        } else {
            object["text"] = .string(Base64.encode(body))
            object[encoding] = "base64"
        }
    }

    private static func headers(_ fields: HTTPFields) -> JSON { .array(fields.all.map { pair($0.name, $0.value) }) }

    private static func pair(_ name: String, _ value: String) -> JSON {
        ["name": .string(name), "value": .string(value)]
    }

    /// The phases as HAR names them: -1 for what there was not.
    private static func timings(_ exchange: RecordedExchange) -> HARTimings {
        var timings = Timings()
        if let wire = exchange.wire { timings = wire.timings } else { timings.wait = exchange.took }
        let connect = timings.connect.map { $0 + (timings.tls ?? .zero) }
        return HARTimings(
            phases: [
                ("blocked", nil), ("dns", timings.name), ("connect", connect), ("send", timings.send),
                ("wait", timings.wait), ("receive", timings.receive),
            ], tls: timings.tls)
    }

    static func milliseconds(_ duration: Duration) -> JSON {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = attoseconds / 1_000_000_000 % 1_000_000
        let whole = Int128(seconds) * 1000 + Int128(attoseconds / 1_000_000_000_000_000)
        guard nanoseconds != 0 else { return .number(JSONNumber(validated: String(whole))) }
        var digits = String(1_000_000 + nanoseconds).dropFirst()
        while digits.hasSuffix("0") { digits.removeLast() }
        return .number(JSONNumber(validated: "\(whole).\(digits)"))
    }
}

private struct HARTimings {
    /// Those that make up the time of the entry.
    let phases: [(name: String, duration: Duration?)]
    /// Part of `connect`.
    let tls: Duration?

    var object: JSONObject {
        var object = JSONObject()
        for (name, duration) in phases + [("ssl", tls)] {
            object[name] = duration.map(HAREntryWriter.milliseconds) ?? -1
        }
        return object
    }
}
