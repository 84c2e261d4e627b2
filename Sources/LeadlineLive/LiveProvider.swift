package import LeadlineAPI
package import LeadlineCore

/// Opens the servers of a profile for each row. All rows share one rate.
package struct LiveProvider: TargetProvider {
    let profile: Profile
    let keys: ResolvedKeys
    let clients: any HTTPClients
    let clock: any WallClock
    let timeOfDay: @Sendable () -> Timestamp
    let isCancelled: @Sendable () -> Bool
    let limiter: RateLimiter

    /// `rate` wins over the profile's; `isCancelled` ends requests and waits.
    package init(
        profile: Profile, keys: ResolvedKeys, clients: any HTTPClients, clock: any WallClock,
        timeOfDay: @escaping @Sendable () -> Timestamp, rate: Double?, isCancelled: @escaping @Sendable () -> Bool
    ) {
        self.profile = profile
        self.keys = keys
        self.clients = clients
        self.clock = clock
        self.timeOfDay = timeOfDay
        self.isCancelled = isCancelled
        limiter = RateLimiter(rate: rate ?? profile.rate)
    }

    package var kind: TargetKind { .live }
    package var description: String { profile.name }

    package func keyNames(for api: API) -> [String] { keys.values[api.name]?.map(\.name) ?? [] }

    /// Nothing is connected yet. A server's clock and data are what they are: the settings have no effect.
    package func open(_ settings: TargetSettings) -> any Target { LiveTarget(self) }
}
