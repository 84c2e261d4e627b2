import LeadlineCore

/// Finds, sorts and pages the documents of a collection as the parameters of a request say.
struct PayloadSearch {
    private let server: PayloadServer
    private let request: PayloadRequest
    private let state: MockState
    private let store: StoredCollection
    private let resolver: PayloadPathResolver

    /// `overridesAccess` searches as the server's own code does, without regard to a user's permissions.
    init(
        _ server: PayloadServer, _ request: PayloadRequest, _ state: MockState, overridesAccess: Bool = false
    ) {
        self.server = server
        self.request = request
        self.state = state
        store = state[server.name, request.collection.slug]
        resolver = PayloadPathResolver(
            collections: server.collections, profile: server.profile, overridesAccess: overridesAccess)
    }

    /// What was found, as places in the store.
    private struct Found {
        var places: [Int]
        /// Of all pages, as the answer tells it.
        var total: Int
        var isByDistance = false
    }

    /// The page that is asked for.
    func page(_ access: PayloadAccess) throws(PayloadError) -> PayloadPage {
        let asked = request.sort
        if server.profile == .v2, let sent = request.query["sort"], sent != .null, sent.string == nil {
            throw .unexpected("'sort' is \(sent.typePhrase), which Payload 2 does not read")
        }
        if server.profile == .v3 {
            let paths = (asked ?? []).map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
            try PayloadPathCheck.check(sort: paths, of: request.collection, resolver)
        }
        var found = try find(access)
        let sort = try order(asked)
        if !found.isByDistance { sort.sort(&found.places, of: store) }
        let limit = request.limit
        let paging = PayloadPaging(limit: limit, page: request.page, isPaged: request.isPaged)
        var page = paging.page(of: found.places, total: found.total)
        // What the aggregation makes that follows relations.
        if sort.isRelated, found.total == 0 { page.totalPages = 0 }
        return page.filled { store[place: $0] }
    }

    func count(_ access: PayloadAccess) throws(PayloadError) -> Int { try find(access).total }

    /// All documents that match, in order, as bulk operations take them; updates of 3.x may be limited and sorted.
    func all(_ access: PayloadAccess, isLimited: Bool) throws(PayloadError) -> [StoredDocument] {
        let takesParameters = isLimited && server.profile == .v3
        var found = try find(access)
        let sort = try order(takesParameters ? request.sort : nil)
        if !found.isByDistance { sort.sort(&found.places, of: store) }
        let limit = takesParameters ? request.number("limit").flatMap { $0 >= 1 ? Int(clamping: $0) : nil } : nil
        return found.places.prefix(limit ?? .max).compactMap { store[place: $0] }
    }

    private func find(_ access: PayloadAccess) throws(PayloadError) -> Found {
        let condition = try request.condition()
        try PayloadPathCheck.check(condition, of: request.collection, resolver)
        var open = resolver
        open.overridesAccess = true
        let (server, state) = (server, state)
        var compiler = PayloadWhereCompiler(open) { state[server.name, $0] }
        let predicate = try compiler.predicate(condition, in: request.collection) ?? .always
        guard case .all = access else { return Found(places: [], total: 0) }
        var places = predicate.matching(store.filledPlaces, in: store)
        if !request.includesTrash, request.collection.field("deletedAt") != nil {
            places.removeAll { store[place: $0].map { server.hides($0, of: request.collection) } ?? false }
        }
        guard let (path, distance) = compiler.distance else { return Found(places: places, total: places.count) }
        return near(places, path, distance)
    }

    /// By distance. Payload 3 estimates the total by the size of the collection, Payload 2 counts no more than `limit`.
    private func near(_ places: [Int], _ path: String, _ distance: PayloadDistance) -> Found {
        let names = path.split(separator: ".").map(String.init)
        let ranked = places.map { place in
            let point = names.reduce(store[place: place].map { JSON.object($0.fields) }) { $0?[$1] }
            return (place: place, metres: point.flatMap { distance.metres(to: $0) } ?? .infinity)
        }
        let sorted = ranked.sorted { $0.metres == $1.metres ? $0.place < $1.place : $0.metres < $1.metres }.map(\.place)
        let counted = request.limit > 0 ? min(places.count, request.limit) : places.count
        return Found(places: sorted, total: server.profile == .v3 ? store.count : counted, isByDistance: true)
    }
}

// MARK: Order

extension PayloadSearch {
    /// By the fields given, else those of the collection. In 3.x the newest of what is the same comes first.
    private func order(_ asked: [String]?) throws(PayloadError) -> PayloadSort {
        let fallback = request.collection.defaultSort
        let names = asked ?? (server.profile == .v3 ? fallback.split(separator: ",").map(String.init) : [fallback])
        var keys: [PayloadSort.Key] = []
        for name in names {
            if let key = try key(name) { keys.append(key) }
        }
        let isSettled = names.contains { name in
            let name = name.hasPrefix("-") ? String(name.dropFirst()) : name
            return name == DocumentDraft.createdAt.name || name == "id"
                || request.collection.field(name)?.isUnique == true
        }
        if server.profile == .v3, !isSettled {
            keys.append(PayloadSort.Key(names: [DocumentDraft.createdAt.name], isDescending: true, isDate: true))
        }
        return PayloadSort(keys)
    }

    private func key(_ name: String) throws(PayloadError) -> PayloadSort.Key? {
        let isDescending = name.hasPrefix("-")
        let path = PayloadPathCheck.dotted(isDescending ? String(name.dropFirst()) : name)
        guard !path.isEmpty else { return nil }
        var open = resolver
        open.overridesAccess = true
        let hops = open.hops(of: path, in: request.collection)
        if hops.contains(where: \.isInvalid) {
            if server.profile == .v3, hops.last?.field?.isPolymorphic == true { throw .unexpected("Not supported") }
            return nil
        }
        let ends = hops.map { $0.path.split(separator: ".").map(String.init) }
        var key = PayloadSort.Key(names: ends[0], isDescending: isDescending, isDate: hops.last?.field?.kind == .date)
        if hops.count == 2, server.profile == .v3 {
            key.related = (ends[1], state[server.name, hops[1].collection.slug])
        } else if hops.count > 1 {
            return nil
        }
        return key
    }
}

extension Int {
    /// The whole part, at the border of 64 bits where it lies beyond.
    init(clamping value: Double) { self = Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : .min) }
}
