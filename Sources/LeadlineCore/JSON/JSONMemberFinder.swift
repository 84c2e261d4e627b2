/// Finds many names in one object, which stays as it is: at once where they come in the object's order, by an index where
/// the object is large, so that two objects of a hundred thousand members can be compared or merged.
package struct JSONMemberFinder {
    private let object: JSONObject
    /// Behind the place that was found last.
    private var next = 0
    /// The places by name; made when a name of a large object is not the next one.
    private var places: [JSONMemberName: Int] = [:]
    /// Up to so many members, looking through them costs less than hashing.
    private static let small = 32

    package init(_ object: JSONObject) { self.object = object }

    package subscript(_ name: String) -> JSON? {
        mutating get { place(of: name).map { object.members[$0].value } }
    }

    package mutating func place(of name: String) -> Int? {
        if next < object.count, object.members[next].name.hasSameBytes(as: name) {
            next += 1
            return next - 1
        }
        guard let found = search(name) else { return nil }
        next = found + 1
        return found
    }

    private mutating func search(_ name: String) -> Int? {
        guard object.count > Self.small else { return object.place(of: name) }
        if places.isEmpty {
            places.reserveCapacity(object.count)
            for (place, member) in object.members.enumerated() { places[JSONMemberName(member.name)] = place }
        }
        return places[JSONMemberName(name)]
    }
}

/// A name as a key of sets and dictionaries: names are the same only if their bytes are, without Unicode equivalence.
struct JSONMemberName: Hashable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (left: JSONMemberName, right: JSONMemberName) -> Bool { left.text.hasSameBytes(as: right.text) }

    func hash(into hasher: inout Hasher) {
        let bytes = text.utf8.span
        var word: UInt64 = 0
        for place in bytes.indices {
            word = word << 8 | UInt64(bytes[place])
            if place & 7 == 7 { hasher.combine(word) }
        }
        hasher.combine(word)
        hasher.combine(bytes.count)
    }
}
