package import LeadlineCore

/// A document in the mock's store.
package struct StoredDocument: Sendable, Equatable {
    package var created: Timestamp
    /// The whole document, its `id` included.
    package var fields: JSONObject

    package init(created: Timestamp, fields: JSONObject) {
        self.created = created
        self.fields = fields
    }

    /// The id as it stands in a path.
    package var id: String { fields["id"]?.idText ?? "" }
}

/// Documents in the order of their creation, found by id at once. A copy shares its storage until one of them changes.
package struct StoredCollection: Sendable {
    /// nil where a document was deleted, until there are too many such holes.
    private var slots: [StoredDocument?] = []
    private var places: [String: Int] = [:]
    private var counters: [String: Int] = [:]

    package init() {}

    package var count: Int { places.count }
    package var documents: some Sequence<StoredDocument> { slots.lazy.compactMap { $0 } }

    package subscript(id: String) -> StoredDocument? { places[id].flatMap { slots[$0] } }

    /// Where documents are, in the order of their creation; good until the next change.
    package var filledPlaces: [Int] { slots.indices.filter { slots[$0] != nil } }

    /// Of some places those whose documents pass a test.
    package func places(_ places: [Int], where passes: (JSONObject) -> Bool) -> [Int] {
        places.filter { place in
            guard let document = slots[place] else { return false }
            return passes(document.fields)
        }
    }

    package subscript(place place: Int) -> StoredDocument? { slots[place] }

    /// Adds a document behind the others, or puts it in the place of the one with its id.
    package mutating func store(_ document: StoredDocument) {
        let id = document.id
        if let place = places[id] {
            slots[place] = document
        } else {
            places[id] = slots.count
            slots.append(document)
        }
    }

    package mutating func remove(id: String) {
        guard let place = places.removeValue(forKey: id) else { return }
        slots[place] = nil
        if slots.count > 16, slots.count > 2 * places.count { closeHoles() }
    }

    /// The next number of a sequence. That of ids leaves out the ones that are taken.
    package mutating func next(of sequence: String, from first: Int) -> Int {
        var number = counters[sequence] ?? first
        if sequence == "id" {
            while places[String(number)] != nil { number &+= 1 }
        }
        counters[sequence] = number &+ 1
        return number
    }

    private mutating func closeHoles() {
        slots.removeAll { $0 == nil }
        places.removeAll(keepingCapacity: true)
        for (place, document) in slots.enumerated() {
            if let document { places[document.id] = place }
        }
    }
}

extension JSON {
    /// An id as it stands in a path: numbers that are whole without fraction or exponent.
    var idText: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.integer.map { String($0) } ?? number.text
        default: nil
        }
    }
}
