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
