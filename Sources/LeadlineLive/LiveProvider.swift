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
    let isPausing: @Sendable (String?) -> Void
    let limiter: RateLimiter
    package let seed: Int?

    /// `rate` wins over the profile's; `isCancelled` ends requests and waits; `isPausing` is told for how long and why a
    /// server is waited for, as `10s: 429 with Retry-After`, and nil when that is over.
    package init(
        profile: Profile, keys: ResolvedKeys, clients: any HTTPClients, clock: any WallClock,
        timeOfDay: @escaping @Sendable () -> Timestamp, rate: Double?, seed: Int? = nil,
        isCancelled: @escaping @Sendable () -> Bool, isPausing: @escaping @Sendable (String?) -> Void = { _ in }
    ) {
        self.profile = profile
        self.keys = keys
        self.clients = clients
        self.clock = clock
        self.timeOfDay = timeOfDay
        self.isCancelled = isCancelled
        self.isPausing = isPausing
        self.seed = seed
        limiter = RateLimiter(rate: rate ?? profile.rate)
    }

    package var kind: TargetKind { .live }
    package var description: String { profile.name }

    package func keyNames(for api: API) -> [String] { keys.values[api.name]?.map(\.name) ?? [] }

    /// Nothing is connected yet. A server's clock and data are what they are: the settings have no effect.
    package func open(_ settings: TargetSettings) -> any Target { LiveTarget(self) }
}
