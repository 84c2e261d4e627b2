package import LeadlineCore

extension Recording {
    /// Reads a HAR file: what leadline, browsers, proxies and API clients write. What is optional in HAR 1.2, and what
    /// they leave out beside, may be missing; what is there must have its type.
    package init(har: JSON) throws(HARError) {
        let log = HARMember(har)["log"]
        try log.checkObject()
        if let version = try log["version"].optionalText(), !version.hasPrefix("1.") {
            throw HARError(entry: nil, member: "log.version", reason: "'1.2' expected, found '\(version)'")
        }
        self.init()
        for entry in try log["entries"].entries() {
            exchanges.append(try HAREntry(entry, before: exchanges.last?.sentAt).exchange())
        }
        try readExtras(log["_leadline"])
    }

    private mutating func readExtras(_ extras: HARMember) throws(HARError) {
        guard !extras.isMissing else { return }
        if let version = try extras["version"].optionalInteger(), version != 1 {
            throw HARError(
                entry: nil, member: "log._leadline.version",
                reason: "1 expected, found \(version): another version of leadline wrote it")
        }
        target = try extras["target"].optionalText()
        clocks = try extras["clocks"].moments()
        pseudonyms = try extras["pseudonyms"].texts()
        seed = try extras["seed"].optionalInteger()
        let capsule = extras["capsule"]
        guard !capsule.isMissing else { return }
        guard let clock = try capsule["clock"].optionalMoment() else { throw capsule["clock"].expected("a time") }
        self.capsule = Capsule(
            scenario: try capsule["scenario"].optionalText() ?? "", clock: clock, notes: try capsule["notes"].texts())
    }
}

/// Reads one entry.
private struct HAREntry {
    let entry: HARMember
    /// When the entry before it was sent.
    let before: Timestamp?

    init(_ entry: HARMember, before: Timestamp?) {
        self.entry = entry
        self.before = before
    }

    func exchange() throws(HARError) -> RecordedExchange {
        let extras = entry["_leadline"]
        let response = HARResponse(entry["response"], failure: try extras["failure"].optionalText())
        var exchange = RecordedExchange(
            request: try HARRequest(entry["request"]).request(), result: try response.result(),
            sentAt: try entry["startedDateTime"].optionalMoment() ?? before ?? Timestamp(microseconds: 0),
            took: try took(), wire: try extras["embedded"].flag() ? nil : wire(),
            key: try extras["key"].optionalText(), label: try extras["label"].optionalText() ?? "")
        exchange.lacksBody = try response.lacksBody(of: exchange.request)
        return exchange
    }

    /// From the first byte sent to the last received: without what stood before in the browser's queue.
    private func took() throws(HARError) -> Duration {
        if let took = try entry["_leadline"]["took"].optionalDuration() { return took }
        let timings = entry["timings"]
        var phases: [Duration] = []
        for name in ["send", "wait", "receive"] {
            if let phase = try timings[name].optionalDuration() { phases.append(phase) }
        }
        return phases.isEmpty ? try entry["time"].optionalDuration() ?? .zero : phases.reduce(.zero, +)
    }

    private func wire() throws(HARError) -> WireReport {
        let phases = entry["timings"]
        var timings = Timings()
        timings.name = try phases["dns"].optionalDuration()
        timings.tls = try phases["ssl"].optionalDuration()
        // HAR counts TLS among what connecting took.
        timings.connect = try phases["connect"].optionalDuration().map { max(.zero, $0 - (timings.tls ?? .zero)) }
        timings.send = try phases["send"].optionalDuration() ?? .zero
        timings.wait = try phases["wait"].optionalDuration() ?? .zero
        timings.receive = try phases["receive"].optionalDuration() ?? .zero
        let address = try entry["serverIPAddress"].optionalText()
        return WireReport(
            version: try version(), timings: timings, address: address == "" ? nil : address,
            reusedConnection: try entry["_leadline"]["reusedConnection"].flag(),
            redirects: try entry["_leadline"]["redirects"].texts())
    }

    /// `h2`, `http/1.1` and `HTTP/2.0` are what Chrome and Firefox write.
    private func version() throws(HARError) -> String {
        for message in ["response", "request"] {
            guard let version = try entry[message]["httpVersion"].optionalText()?.uppercased() else { continue }
            switch version {
            case "H2", "HTTP/2.0": return "HTTP/2"
            case "H3", "HTTP/3.0": return "HTTP/3"
            case _ where version.hasPrefix("HTTP/"): return version
            default: continue
            }
        }
        return "HTTP/1.1"
    }
}
