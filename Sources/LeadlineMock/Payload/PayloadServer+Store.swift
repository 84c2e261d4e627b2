import LeadlineCore

/// For commands that act on the store beside the server, whoever asks.
extension PayloadServer {
    /// All documents that the parameters of a find mean.
    func documents(
        of slug: String, _ parameters: JSONObject, in state: MockState
    ) throws(PayloadError) -> [StoredDocument] {
        guard let collection = collections[slug] else { return [] }
        var query = parameters
        query["limit"] = 0
        return try PayloadSearch(self, request(of: collection, query), state).page(.all).documents
    }

    /// What a find shows of a document, with ids in place of related documents.
    func shown(_ document: StoredDocument, of slug: String, in state: MockState) -> JSON {
        guard let collection = collections[slug] else { return .object(document.fields) }
        var query = JSONObject()
        query["depth"] = 0
        return PayloadReader(self, request(of: collection, query), state).document(document, of: collection)
    }

    /// A request that nobody sent.
    private func request(of collection: PayloadCollection, _ query: JSONObject) -> PayloadRequest {
        PayloadRequest(
            collection: collection, id: nil, query: query, http: HTTPRequest(method: "GET", origin: "", target: "/"),
            profile: profile, now: Timestamp(microseconds: 0))
    }
}
