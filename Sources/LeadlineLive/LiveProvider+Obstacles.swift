package import LeadlineAPI
package import LeadlineCore

extension LiveProvider {
    package func obstacle(for api: API) -> Diagnostic? {
        if let failure = keys.failures[api.name] { return failure }
        guard profile.services[api.name] == nil else { return nil }
        return Diagnostic(
            .error, .unknownTarget, "the profile '\(profile.name)' names no server of '\(api.name)'",
            help: "add to it: \(ProfileExample.service(api.name))")
    }
}
