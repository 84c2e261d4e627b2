import LeadlineAPI
package import LeadlineCore
package import LeadlineLive
import LeadlineSession

extension TargetFactory {
    /// The servers of a profile, or one on this machine by its URL.
    func live(_ name: String, _ traffic: TrafficOptions) throws(Diagnostic) -> any TargetProvider {
        do throws(Diagnostics) {
            let profile = try profile(name)
            let keys = try KeyResolver(environment).keys(of: profile)
            environment.secrets.learn(keys, of: profile)
            guard let clients = environment.clients else {
                throw Diagnostics([Diagnostic(.error, .unknownTarget, "live servers cannot be reached here")])
            }
            let signal = environment.interrupt.signal
            let notice = PauseNotice(environment)
            return LiveProvider(
                profile: profile, keys: keys, clients: clients, clock: environment.clock,
                timeOfDay: environment.timeOfDay, rate: traffic.rate, seed: environment.freshSeed,
                isCancelled: { signal() != nil }, isPausing: { notice.show($0) })
        } catch { throw error.first }
    }

    /// How the servers of a profile, or the one on this machine at a URL, are reached.
    package func profile(_ name: String) throws(Diagnostics) -> Profile {
        let apis: [API]
        do throws(Diagnostic) { apis = try resources.catalog.all() } catch { throw Diagnostics([error]) }
        if name.contains("://") {
            do throws(Diagnostic) { return try Profile(local: name, of: apis) } catch { throw Diagnostics([error]) }
        }
        let home = environment.variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        if let profile = try project.profiles.profile(name, of: apis, home: home) { return profile }
        throw Diagnostics([unknown(name)])
    }

    private func unknown(_ name: String) -> Diagnostic {
        let known = project.profiles.names
        let example = ProfileExample.profile(
            ProfileBook.isName(name) ? name : "staging", resources.catalog.names.first ?? "API")
        return Diagnostic(
            .error, .unknownTarget, "there is no profile '\(name)'",
            notes: [
                known.isEmpty ? "no profile is written yet" : "profiles: \(known.joined(separator: ", "))",
                "a target is mock, a profile, FILE.har, or the URL of a server on this machine",
            ],
            help: Suggestion.closest(to: name, in: known + ["mock"]).map { "did you mean '\($0)'?" }
                ?? "write it in \(APILibrary.projectFile): \(example)")
    }
}

extension Diagnostics {
    /// The first mistake, and how many others there are.
    var first: Diagnostic {
        var first =
            all.first { $0.severity == .error } ?? Diagnostic(.error, .wrongValue, "a mistake without a message")
        let others = all.count { $0.severity == .error } - 1
        if others > 0 { first.notes.append("\(counted(others, "more mistake")): 'leadline doctor' tells them all") }
        return first
    }
}
