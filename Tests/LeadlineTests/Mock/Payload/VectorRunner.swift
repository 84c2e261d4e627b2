import LeadlineCore

@testable import LeadlineMock

/// Runs the vectors of a file in both versions of Payload.
struct VectorRunner {
    let file: VectorFile
    /// Fields of collections that are described by vectors of other files only.
    let shared: [String: JSONObject]

    /// What is not as a vector says; empty where all is.
    func differences(_ vector: JSON, _ profile: PayloadProfile) throws -> [String] {
        var differences = VectorDifferences()
        if vector["queryString"] != nil, let result = vector["result"] {
            try compareParsing(vector, result, profile, &differences)
        } else if vector["queryString"] != nil, let sent = vector["where"] ?? vector["query"] {
            try compareReading(vector, sent, profile, &differences)
        } else if let expected = try expected(vector, profile) {
            guard vector["request"] != nil else {
                if vector["evaluate"] != nil {
                    try compareEvaluation(vector, expected, profile, &differences)
                } else {
                    throw VectorError("expects something, but requests nothing")
                }
                return differences.lines
            }
            try compareAnswer(vector, expected, profile, &differences)
        } else if vector["expect"] == nil {
            throw VectorError("of no known form: it has \(vector.object?.members.map(\.name) ?? [])")
        }
        return differences.lines
    }

    /// What a version answers, and which part of it is compared; nil where that is not known.
    private func expected(_ vector: JSON, _ profile: PayloadProfile) throws -> (outcome: JSON, isRough: Bool)? {
        guard let outcome = vector["expect"] else { return nil }
        guard profile == .v2 else { return (try recommended(vector) ?? outcome, false) }
        if let outcome = vector["expectV2"] { return (outcome, false) }
        switch vector["sameInV2"] {
        case .bool(true): return (outcome, false)
        case .string("status, message, errors and number of documents"): return (outcome, true)
        case nil, .bool, .null: return nil
        case let other?: throw VectorError("sameInV2 is not understood: \(other.text())")
        }
    }

    /// An outcome, or in words that of the same request without its query.
    private func recommended(_ vector: JSON) throws -> JSON? {
        guard case .string(let words) = vector["recommendForMock"] else { return vector["recommendForMock"] }
        let plain = file.vectors.first { other in
            other["request"]?["path"] == vector["request"]?["path"] && other["request"]?["queryString"] == nil
                && other["docs"] == vector["docs"]
        }
        guard words.hasPrefix("as without "), let plain else { throw VectorError("not understood: \(words)") }
        return plain["expect"]
    }

    private func server(_ vector: JSON, _ profile: PayloadProfile) throws -> VectorServer {
        let collections = try VectorCollections(vector, meta: file.meta, shared: shared)
        return try VectorServer(vector, collections, profile: profile)
    }

    private func compareAnswer(
        _ vector: JSON, _ expected: (outcome: JSON, isRough: Bool), _ profile: PayloadProfile,
        _ differences: inout VectorDifferences
    ) throws {
        var server = try server(vector, profile)
        let (status, body) = try server.answer(vector["request"] ?? .null)
        for member in expected.outcome.object?.members ?? [] {
            switch member.name {
            case "status": differences.compare(member.value, .integer(status), "status")
            case "ids":
                let ids = (body?["docs"]?.array ?? []).map { $0["id"] ?? .null }
                differences.compare(member.value, .array(ids), "ids")
            case "errorMessage":
                let message = body?["errors"]?.array?.first?["message"]
                differences.compare(member.value, message, "errorMessage")
            case "body" where expected.isRough: compareRoughly(member.value, body, &differences)
            case "body":
                let shown = only(vector["compareOnly"], of: body)
                differences.compare(member.value, shown, "body", now: server.now.text)
            default: differences.compare(member.value, body?[member.name], member.name)
            }
        }
    }

    private func only(_ names: JSON?, of body: JSON?) -> JSON? {
        guard let names = names?.array, let object = body?.object else { return body }
        return .object(JSONObject(uniqueMembers: object.members.filter { names.contains(.string($0.name)) }))
    }

    private func compareRoughly(_ expected: JSON, _ actual: JSON?, _ differences: inout VectorDifferences) {
        for name in ["message", "errors"] {
            if let value = expected[name] { differences.compare(value, actual?[name], "body.\(name)") }
        }
        if let documents = expected["docs"]?.array {
            let count = actual?["docs"]?.array.map { JSON.integer($0.count) }
            differences.compare(.integer(documents.count), count, "number of documents")
        }
    }

    /// A `where` with typed values, as the server's own code asks for documents.
    private func compareEvaluation(
        _ vector: JSON, _ expected: (outcome: JSON, isRough: Bool), _ profile: PayloadProfile,
        _ differences: inout VectorDifferences
    ) throws {
        let server = try server(vector, profile)
        guard let slug = vector["collection"]?.string, let collection = server.server.collections[slug] else {
            throw VectorError("no collection")
        }
        let request = PayloadRequest(
            collection: collection, id: nil, query: ["where": vector["where"] ?? .null, "limit": 0],
            http: HTTPRequest(method: "GET", origin: "", target: "/"), profile: profile, now: server.now)
        let page: PayloadPage
        do throws(PayloadError) {
            page = try PayloadSearch(server.server, request, server.state, overridesAccess: true).page(.all)
        } catch {
            differences.compare(expected.outcome["status"] ?? .null, .integer(error.status), "status")
            differences.compare(
                expected.outcome["errorMessage"] ?? .null, .string(error.publicMessage), "errorMessage")
            return
        }
        differences.compare(expected.outcome["status"] ?? .null, 200, "status")
        let ids = page.documents.map { $0.fields["id"] ?? .null }
        differences.compare(expected.outcome["ids"] ?? .null, .array(ids), "ids")
        differences.compare(expected.outcome["totalDocs"] ?? .null, .integer(page.total), "totalDocs")
    }
}
