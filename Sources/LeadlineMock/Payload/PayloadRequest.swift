import LeadlineCore

/// A request that is for a collection, with its parameters read.
struct PayloadRequest: Sendable {
    let collection: PayloadCollection
    /// Decoded from the path; nil for requests of several documents.
    let id: String?
    /// The parameters as `qs` reads them: texts in lists and objects. For a find by id with a JSON body the body.
    let query: JSONObject
    /// As sent.
    let http: HTTPRequest
    let profile: PayloadProfile
    let now: Timestamp
}

/// The parameters, with what Payload takes where they are not given or not what they should be.
extension PayloadRequest {
    static let defaultDepth = 2
    static let maximumDepth = 10

    /// How many relations deep ids are replaced by documents.
    var depth: Int {
        guard let depth = number("depth") else { return Self.defaultDepth }
        return Int(min(max(depth, 0), Double(Self.maximumDepth)))
    }

    /// Which fields are shown; nil for all. 3.x only.
    var select: JSONObject? {
        guard profile == .v3, let select = query["select"]?.object, !select.isEmpty else { return nil }
        return select
    }

    var isDraft: Bool { isTrue("draft") }
    var isAutosave: Bool { isTrue("autosave") }
    var includesTrash: Bool { profile == .v3 && isTrue("trash") }

    /// How many documents a page has; 0: all.
    var limit: Int {
        guard let limit = number("limit"), limit >= 0 else { return isPaged ? 10 : 0 }
        return Int(clamping: limit)
    }

    /// From 1.
    var page: Int {
        guard let page = number("page") ?? query["page"]?.string.map(JavaScript.parseInt), page >= 1 else { return 1 }
        return Int(clamping: page)
    }

    /// Whether there are pages at all.
    var isPaged: Bool { profile == .v2 || !(query["pagination"] == "false" || query["pagination"] == false) }

    /// The fields to sort by, with `-` before those in descending order; nil when the collection's order is wanted.
    var sort: [String]? {
        switch query["sort"] {
        case .string(let text) where !text.isEmpty:
            profile == .v3 ? text.split(separator: ",").map(String.init) : [text]
        case .array(let names) where profile == .v3: names.compactMap(\.string)
        default: nil
        }
    }

    /// `where`, which 3.x also reads from JSON in a text.
    func condition() throws(PayloadError) -> JSON {
        let sent = query["where"] ?? .null
        guard profile == .v3, case .string(let text) = sent, !text.isEmpty else { return sent }
        do throws(JSONSyntaxError) {
            return try JSON(parsing: text)
        } catch {
            throw .unexpected("'where' is no JSON: \(error.message)")
        }
    }

    /// 3.x reads it before anything is checked.
    func requireReadableWhere() throws(PayloadError) { _ = try condition() }

    private func isTrue(_ name: String) -> Bool { query[name]?.string == "true" || query[name]?.bool == true }

    /// A parameter that is a number and not blank.
    func number(_ name: String) -> Double? {
        switch query[name] {
        case .number(let number): return number.double
        case .string(let text) where !JavaScript.trimmed(text).isEmpty:
            let value = JavaScript.number(text)
            return value.isNaN ? nil : value
        default: return nil
        }
    }
}
