import LeadlineAPI
import LeadlineCore
import LeadlineLive

/// Looks at what a profile says, reads its keys, and asks its servers what changes nothing.
struct ProfileDoctor {
    let profile: Profile
    let apis: [API]
    let environment: Environment

    func groups() -> [CheckupGroup] {
        var groups = [CheckupGroup(title: "profile \(profile.name)", profile: profile.name, checkups: rules)]
        let services = apis.compactMap { api in profile.services[api.name].map { (api, $0) } }
        // All keys are learnt before anything of a server is shown.
        let read = services.map { api, service in keys(of: service, api) }
        for ((api, service), (checkups, keys)) in zip(services, read) {
            let base = service.base.origin + service.base.path
            var group = CheckupGroup(
                title: "\(profile.name): \(api.name) at \(base)", profile: profile.name, api: api.name,
                checkups: checkups)
            group.checkups += asked(api, service, keys)
            groups.append(group)
        }
        return groups
    }

    // MARK: - What the profile says

    private var rules: [Checkup] {
        var checkups = [Checkup.ok("writes", Self.words(profile.writes))]
        if let rate = profile.rate { checkups.append(.ok("rate", "at most \(Self.words(rate: rate))")) }
        let connection = profile.connection
        checkups.append(
            .ok(
                "limits",
                "\(DurationText.text(connection.connectTimeout)) to connect, \(DurationText.text(connection.timeout)) in all, answers of \(ByteCount.text(connection.bodyLimit))"
            ))
        let own: [(String, String?)] = [
            ("proxy", connection.proxy), ("authorities", connection.authorities),
            ("certificate", connection.certificate),
        ]
        for (subject, value) in own { if let value { checkups.append(.ok(subject, value)) } }
        return checkups
    }

    static func words(_ rules: WriteRules) -> String {
        let consent =
            switch rules.consent {
            case .deny: "nothing is ever written"
            case .ask: "asked for at the prompt; scripts and runs need --allow-writes"
            case .allow: "written without asking"
            }
        if rules.consent == .deny || rules.guards.isEmpty { return consent }
        return consent + "; "
            + rules.guards.map { guarding in
                guarding.text.hasPrefix("only ") ? guarding.text : "only \(guarding.text)"
            }.joined(separator: ", ")
    }

    private static func words(rate: Double) -> String {
        for (unit, seconds) in [("second", 1.0), ("minute", 60)] where rate * seconds >= 1 {
            let count = (rate * seconds * 100).rounded() / 100
            return "\(count == count.rounded() ? "\(Int(count))" : "\(count)") requests a \(unit)"
        }
        return "a request every \(DurationText.text(.seconds(Int((1 / rate).rounded()))))"
    }

    // MARK: - Keys

    private typealias Keys = [(name: String, value: String?)]

    private func keys(of service: Profile.Service, _ api: API) -> ([Checkup], Keys) {
        var (checkups, keys): ([Checkup], Keys) = ([], [])
        if service.keys.isEmpty {
            checkups.append(
                .warning("keys", "none: requests are sent without one", help: "write keys: { full: { env: NAME } }"))
        }
        let resolver = KeyResolver(environment)
        for (name, source) in service.keys {
            do throws(EffectFailure) {
                let value = try resolver.value(of: source)
                keys.append((name, value))
                environment.secrets.learn(
                    ResolvedKeys(values: [api.name: [(name, value)]]), of: profile)
                checkups.append(described("key \(name)", source, value))
            } catch { checkups.append(.misconfigured("key \(name)", error.reason, help: error.help)) }
        }
        return (checkups, keys)
    }

    private func described(_ subject: String, _ source: KeySource, _ value: String?) -> Checkup {
        let length = counted(value?.count ?? 0, "character")
        let place: String
        switch source {
        case .noHeader: return .ok(subject, "no header is sent")
        case .open: return .ok(subject, "of the mock, no secret")
        case .variable(let name): place = "variable \(name)"
        case .command(let line): place = "command '\(line)'"
        case .file(let path):
            let mode = (try? environment.state?.mode(of: path)).map { ", mode \(String($0 & 0o777, radix: 8))" }
            place = "file \(path)\(mode ?? "")"
        }
        guard let value, value.utf8.count < KeyText.shortest else { return .ok(subject, "\(place), \(length)") }
        return .warning(
            subject, "\(place), \(length): too short to be taken out of what is shown and stored",
            help: "have a longer key issued")
    }

    // MARK: - Servers

    private func asked(_ api: API, _ service: Profile.Service, _ keys: Keys) -> [Checkup] {
        guard let clients = environment.clients else {
            return [.misconfigured("connection", "servers cannot be reached by this build")]
        }
        do throws(EffectFailure) {
            let signal = environment.interrupt.signal
            let doctor = ServerDoctor(
                api: api, service: service, client: try clients.open(profile.connection),
                timeOfDay: environment.timeOfDay, isCancelled: { signal() != nil })
            return doctor.checkups(keys)
        } catch { return [.misconfigured("connection", error.reason, help: error.help)] }
    }
}
