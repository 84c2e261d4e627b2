import LeadlineCore

/// A part of a condition's path: up to a relation into another collection, or to the end.
struct PayloadHop {
    let collection: PayloadCollection
    /// Dotted, in the collection.
    var path = ""
    /// What is at the end of the path; nil for `id`, and where nothing is.
    var field: PayloadField?
    /// Whether the path cannot be queried, whoever asks.
    var isInvalid = false
    /// Whether the user may read the field and all that it is in.
    var isReadable = true

    var isID: Bool { path == "id" && field == nil && !isInvalid }

    /// Groups and arrays have no permission of their own, only their fields have.
    var mayBeRead: Bool { isReadable && field?.kind != .group && field?.kind != .array }
}

/// Follows the paths of conditions through the fields of collections, as Payload does it.
struct PayloadPathResolver {
    let collections: [String: PayloadCollection]
    let profile: PayloadProfile
    /// Whether a user's permissions matter; hidden fields are open to the server itself.
    var overridesAccess = false

    /// At least one part; only the last can be invalid.
    func hops(of path: String, in collection: PayloadCollection) -> [PayloadHop] {
        var segments = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[...]
        var collection = collection
        var hops: [PayloadHop] = []
        while true {
            var (hop, next) = self.hop(Array(segments), in: collection)
            guard let next else { return hops + [hop] }
            guard let slug = hop.field?.relationTo.first, let related = collections[slug] else {
                (hop.path, hop.isInvalid) = (segments.joined(separator: "."), true)
                return hops + [hop]
            }
            hops.append(hop)
            collection = related
            segments = segments.dropFirst(next)
        }
    }

    /// The part of a path in one collection, and behind how many names another part follows.
    private func hop(_ segments: [String], in collection: PayloadCollection) -> (hop: PayloadHop, next: Int?) {
        var hop = PayloadHop(collection: collection)
        var scope = collection.fields + Self.timestamps
        for (place, segment) in segments.enumerated() {
            let isLast = place == segments.count - 1
            let current = hop.path.isEmpty ? segment : "\(hop.path).\(segment)"
            guard let field = scope.first(where: { $0.name == segment }) else {
                let isID = current == "id" && isLast
                (hop.path, hop.field, hop.isInvalid) = (current, nil, hop.isInvalid || !isID)
                return (hop, nil)
            }
            hop.field = field
            hop.isReadable = hop.isReadable && field.isReadable
            if field.isHidden, !overridesAccess { hop.isInvalid = true }
            switch field.kind {
            case .json, .richText: return (inside(hop, at: current, segments[(place + 1)...]), nil)
            case .blocks where profile == .v2: return (inside(hop, at: current, segments[(place + 1)...]), nil)
            case .relationship, .upload:
                if field.isPolymorphic { return (polymorphic(hop, segments, behind: place), nil) }
                hop.path = current
                return (hop, isLast ? nil : place + 1)
            default:
                hop.path = current
                scope = self.scope(behind: field, in: collection, now: scope)
            }
        }
        return (hop, nil)
    }

    private static let timestamps = [DocumentDraft.createdAt, DocumentDraft.updatedAt]
    private static let rowFields = [PayloadField("id", .text)]
    private static let blockFields =
        rowFields + [PayloadField("blockType", .text), PayloadField("blockName", .text)]

    /// The fields that a name behind a field is looked up in. Behind one that has no fields 3.x begins anew, and 2.x
    /// stays where it is.
    private func scope(
        behind field: PayloadField, in collection: PayloadCollection, now: [PayloadField]
    ) -> [PayloadField] {
        switch field.kind {
        case .group: field.fields
        case .array: field.fields + Self.rowFields
        case .blocks: field.fields + Self.blockFields
        default: profile == .v3 ? collection.fields + Self.timestamps : now
        }
    }

    /// Any path inside a value without fields; in 3.x of plain names only.
    private func inside(_ hop: PayloadHop, at path: String, _ rest: ArraySlice<String>) -> PayloadHop {
        var hop = hop
        hop.path = ([path] + rest).joined(separator: ".")
        if profile == .v3, !rest.allSatisfy(Self.isPlain) { hop.isInvalid = true }
        return hop
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                Character(Unicode.Scalar(byte)).isLetter && byte < 0x80 || (0x30...0x39).contains(byte) || byte == 0x5F
            }
    }

    /// Of a relation to several collections only the two parts of its values can be asked for.
    private func polymorphic(_ hop: PayloadHop, _ segments: [String], behind place: Int) -> PayloadHop {
        var hop = hop
        let whole = segments.joined(separator: ".")
        if place == segments.count - 1 || ["value", "relationTo"].contains(segments.last) {
            hop.path = whole
        } else {
            hop.isInvalid = true
            // What the versions report: 3.x goes on to the next name behind the whole path, 2.x does not begin.
            if profile == .v3 { hop.path = "\(whole).\(segments[place + 1])" }
        }
        return hop
    }
}
