import LeadlineCore

/// Finds, sorts and pages the documents of a collection as the parameters of a request say.
struct PayloadSearch {
    private let server: PayloadServer
    private let request: PayloadRequest
    private let state: MockState

    init(_ server: PayloadServer, _ request: PayloadRequest, _ state: MockState) {
        self.server = server
        self.request = request
        self.state = state
    }

    func page(_ access: PayloadAccess) throws(PayloadError) -> PayloadPage {
        let documents = try all(access)
        return PayloadPage(documents: documents, total: documents.count, limit: 10, page: 1, totalPages: 1)
    }

    func count(_ access: PayloadAccess) throws(PayloadError) -> Int { try all(access).count }

    /// All documents that match, in order, as bulk operations take them.
    func all(_ access: PayloadAccess) throws(PayloadError) -> [StoredDocument] {
        guard case .all = access else { return [] }
        return state[server.name, request.collection.slug].documents.reversed()
    }
}

/// A page of what was found.
struct PayloadPage {
    var documents: [StoredDocument]
    var total: Int
    var limit: Int
    var page: Int
    var totalPages: Int

    /// The answer to a find; `show` makes what is shown of a document.
    func json(_ show: (StoredDocument) -> JSON) -> JSON {
        let hasPrevious = page > 1
        let hasNext = page < totalPages
        return [
            "docs": .array(documents.map(show)), "totalDocs": .integer(total), "limit": .integer(limit),
            "totalPages": .integer(totalPages), "page": .integer(page),
            "pagingCounter": .integer((page - 1) * limit + 1), "hasPrevPage": .bool(hasPrevious),
            "hasNextPage": .bool(hasNext), "prevPage": hasPrevious ? .integer(page - 1) : .null,
            "nextPage": hasNext ? .integer(page + 1) : .null,
        ]
    }
}
