import LeadlineCore

/// Makes what answers show of stored documents: empties, hidden fields, `depth` and `select`.
struct PayloadReader {
    private let server: PayloadServer
    private let request: PayloadRequest
    private let state: MockState
    private let selection: FieldSelection?

    /// How many documents may be put in place of ids in one document. Beyond it ids stay ids, for documents that point
    /// to each other would make an answer without end.
    private static let relationLimit = 10_000

    init(_ server: PayloadServer, _ request: PayloadRequest, _ state: MockState) {
        self.server = server
        self.request = request
        self.state = state
        selection = request.select.map(FieldSelection.init)
    }

    func document(_ document: StoredDocument, of collection: PayloadCollection) -> JSON {
        var fields = document.fields
        selection?.apply(to: &fields, of: collection.fields, always: ["id"])
        var remaining = Self.relationLimit
        show(collection.fields, &fields, selection, Depth(current: 1, limit: request.depth), &remaining)
        return .object(fields)
    }

    /// How many relations deep a document is, from 1, and how deep ids become documents.
    private struct Depth {
        var current: Int
        var limit: Int

        var isReached: Bool { current > limit }
    }

    /// Makes of the stored members of an object what is shown of them. Members that stay as they are are not touched.
    private func show(
        _ fields: [PayloadField], _ object: inout JSONObject, _ selection: FieldSelection?, _ depth: Depth,
        _ remaining: inout Int
    ) {
        for field in fields where selection?.includes(field.name) ?? true {
            if field.isHidden || !field.isReadable {
                object[field.name] = nil
                continue
            }
            if let preset = field.presetValue, object[field.name] == nil { object[field.name] = preset }
            switch field.kind {
            case .group:
                let stored = object[field.name]?.object
                guard stored == nil || field.fields.contains(where: { isChanged($0, depth) }) else { continue }
                var members = stored ?? JSONObject()
                show(field.fields, &members, selection?[field.name], depth, &remaining)
                object[field.name] = .object(members)
            case .array, .blocks: showRows(field, &object, selection?[field.name], depth, &remaining)
            case .relationship, .upload:
                let limit = min(field.maximumDepth ?? depth.limit, depth.limit)
                populate(field, &object, Depth(current: depth.current, limit: limit), &remaining)
            default:
                if field.hasMany, isShownEmpty(field), object[field.name] == nil { object[field.name] = [] }
            }
        }
    }

    /// Lists that the database makes by itself: choices, in 2.x also texts and numbers.
    private func isShownEmpty(_ field: PayloadField) -> Bool {
        switch field.kind {
        case .select: true
        case .text, .number: server.profile == .v2
        default: false
        }
    }

    private func showRows(
        _ field: PayloadField, _ object: inout JSONObject, _ selection: FieldSelection?, _ depth: Depth,
        _ remaining: inout Int
    ) {
        guard let rows = object[field.name]?.array else {
            object[field.name] = []
            return
        }
        guard !rows.isEmpty, field.fields.contains(where: { isChanged($0, depth) }) else { return }
        var result: [JSON] = []
        for row in rows {
            guard var members = row.object else { continue }
            show(field.fields, &members, selection, depth, &remaining)
            result.append(.object(members))
        }
        object[field.name] = .array(result)
    }

    /// Whether a stored value may be shown otherwise.
    private func isChanged(_ field: PayloadField, _ depth: Depth) -> Bool {
        if field.isHidden || !field.isReadable || field.presetValue != nil { return true }
        return switch field.kind {
        case .group, .array, .blocks: true
        case .relationship, .upload: !depth.isReached && leadsSomewhere(field)
        default: field.hasMany && isShownEmpty(field)
        }
    }
}

// MARK: Relations

extension PayloadReader {
    private func populate(
        _ field: PayloadField, _ object: inout JSONObject, _ depth: Depth, _ remaining: inout Int
    ) {
        guard leadsSomewhere(field), !depth.isReached, let value = object[field.name] else { return }
        if let elements = value.array {
            object[field.name] = .array(elements.map { populated($0, field, depth, &remaining) })
        } else {
            object[field.name] = populated(value, field, depth, &remaining)
        }
    }

    private func leadsSomewhere(_ field: PayloadField) -> Bool {
        field.relationTo.contains { server.collections[$0] != nil }
    }

    private func populated(_ value: JSON, _ field: PayloadField, _ depth: Depth, _ remaining: inout Int) -> JSON {
        guard field.isPolymorphic else {
            return document(value, of: field.relationTo.first ?? "", depth, &remaining) ?? value
        }
        guard var reference = value.object, let slug = reference["relationTo"]?.string, let id = reference["value"],
            let document = document(id, of: slug, depth, &remaining)
        else { return value }
        reference["value"] = document
        return .object(reference)
    }

    /// The document in place of an id; nil where there is none that may be read.
    private func document(_ id: JSON, of slug: String, _ depth: Depth, _ remaining: inout Int) -> JSON? {
        guard remaining > 0, let id = id.idText, let collection = server.collections[slug],
            case .all = server.access.access(request.http.fields, to: .read, in: slug),
            let document = state[server.name, slug][id], !server.hides(document, of: collection)
        else { return nil }
        remaining -= 1
        var fields = document.fields
        show(collection.fields, &fields, nil, Depth(current: depth.current + 1, limit: depth.limit), &remaining)
        return .object(fields)
    }
}

extension PayloadServer {
    /// Whether a document lies in the trash, where answers do not show it unless they are asked to; 3.x only.
    func hides(_ document: StoredDocument, of collection: PayloadCollection) -> Bool {
        guard profile == .v3, collection.field("deletedAt") != nil else { return false }
        return document.fields["deletedAt"].map { $0 != .null } ?? false
    }
}
