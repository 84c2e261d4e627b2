/// Headers whose values let somebody in.
package enum CredentialHeaders {
    /// By what their names say: `Authorization`, `X-Api-Key`, `X-Auth-Token`.
    package static func contains(_ name: String) -> Bool {
        if case .secret = SensitiveNames.meaning(of: name) { return true }
        return SensitiveNames.meaning(of: name.split(separator: "-").dropFirst().joined()) == .secret(.key)
    }
}
