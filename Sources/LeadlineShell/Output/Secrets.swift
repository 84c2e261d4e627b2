package import LeadlineLive
import Synchronization

/// What must stand in nothing that is shown or stored: the variables `LEADLINE_SECRET_<NAME>`, and the keys that are
/// learnt when a profile is chosen. The one home of that knowledge; what redacts looks here each time.
package final class Secrets: Sendable {
    package struct Secret: Sendable, Equatable {
        /// What stands in its place where people read: `$LEADLINE_SECRET_PIN`, `<key full>`.
        package var shown: String
        /// What stands in its place in commands that are kept: `{{secret.PIN}}`, `<key full>`.
        package var kept: String
        package var value: String
    }

    private struct Known: Sendable {
        var all: [Secret] = []
        var values: Set<String> = []
        /// nil behind what was learnt: many values may come before anything is shown.
        var patterns: (shown: SecretPatterns, kept: SecretPatterns)?
        var personal = SecretPatterns()
        var personalValues: Set<String> = []
        /// Personal values that are not looked for yet.
        var newPersonal: [String] = []

        mutating func search() -> (shown: SecretPatterns, kept: SecretPatterns) {
            if !newPersonal.isEmpty {
                personal.add(newPersonal.map { ($0, Secrets.mask) })
                newPersonal = []
                patterns = nil
            }
            if let patterns { return patterns }
            let new = (
                shown: SecretPatterns(all.map { ($0.value, $0.shown) }) + personal,
                kept: SecretPatterns(all.map { ($0.value, $0.kept) })
            )
            patterns = new
            return new
        }
    }

    private let known = Mutex(Known())

    private static let prefix = "LEADLINE_SECRET_"

    /// Knows the secrets among the variables.
    package init(variables: [String: String]) {
        learn(
            Self.named(variables).sorted { $0.key < $1.key }.map { name, value in
                Secret(shown: "$\(Self.prefix)\(name)", kept: "{{secret.\(name)}}", value: value)
            })
    }

    /// The secrets by their names, as `secret.NAME` finds them: every value, however short.
    package static func named(_ variables: [String: String]) -> [String: String] {
        variables.reduce(into: [:]) { secrets, variable in
            guard variable.key.hasPrefix(prefix) else { return }
            secrets[String(variable.key.dropFirst(prefix.utf8.count))] = variable.value
        }
    }

    /// From now on the keys of a profile are known; those of a mock are no secrets.
    package func learn(_ keys: ResolvedKeys, of profile: Profile) {
        learn(
            profile.services.sorted { $0.key < $1.key }.flatMap { api, service in
                service.keys.compactMap { name, source -> Secret? in
                    if case .open = source { return nil }
                    let value = keys.values[api]?.first { $0.name == name }?.value
                    return value.map { Secret(shown: "<key \(name)>", kept: "<key \(name)>", value: $0) }
                }
            })
    }

    /// What is masked on screen because it could harm the person that it belongs to. In commands that are kept it stays:
    /// they are run again, and would send the mask.
    package func learn(personal values: [String]) {
        known.withLock { known in
            known.newPersonal += values.filter { value in
                !known.values.contains(value) && known.personalValues.insert(value).inserted
            }
        }
    }

    /// What was pasted into a command as somebody's key: kept commands use the target's own in its place.
    func learn(pasted values: [String]) {
        let values = values.filter { $0.utf8.count >= KeyText.shortest }
        learn(values.map { Secret(shown: "<key of its own>", kept: "<key of its own>", value: $0) })
    }
    private static let mask = "•••"

    private func learn(_ secrets: [Secret]) {
        known.withLock { known in
            for secret in secrets where known.values.insert(secret.value).inserted {
                known.all.append(secret)
                known.patterns = nil
            }
        }
    }

    /// All that are known by now, but for what is only personal.
    package var all: [Secret] { known.withLock { $0.all } }

    /// Takes them out of what is shown.
    package var redactor: Redactor { Redactor { [self] in known.withLock { $0.search().shown } } }

    /// Takes them out of commands that are kept: most can be run again.
    package var placeholders: Redactor { Redactor { [self] in known.withLock { $0.search().kept } } }
}
