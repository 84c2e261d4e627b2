import LeadlineCore

/// Which part of what was found is answered.
struct PayloadPaging {
    /// 0: all.
    var limit: Int
    /// From 1.
    var page: Int
    var isPaged: Bool

    func page(of places: [Int], total: Int) -> PayloadPage {
        guard isPaged, limit > 0 else {
            let shown = limit > 0 ? Array(places.prefix(limit)) : places
            let count = isPaged ? total : shown.count
            return PayloadPage(places: shown, total: count, limit: count, page: 1, totalPages: 1)
        }
        let (start, overflow) = (page - 1).multipliedReportingOverflow(by: limit)
        let shown = overflow ? [] : Array(places.dropFirst(start).prefix(limit))
        let pages = max(total / limit + (total % limit > 0 ? 1 : 0), 1)
        return PayloadPage(places: shown, total: total, limit: limit, page: page, totalPages: pages)
    }
}

/// A page of what was found.
struct PayloadPage {
    fileprivate var places: [Int]
    private(set) var documents: [StoredDocument] = []
    var total: Int
    var limit: Int
    var page: Int
    var totalPages: Int

    fileprivate init(places: [Int], total: Int, limit: Int, page: Int, totalPages: Int) {
        self.places = places
        self.total = total
        self.limit = limit
        self.page = page
        self.totalPages = totalPages
    }

    /// With the documents at its places.
    func filled(_ document: (Int) -> StoredDocument?) -> PayloadPage {
        var page = self
        page.documents = places.compactMap(document)
        return page
    }

    /// The answer to a find; `show` makes what is shown of a document.
    func json(_ show: (StoredDocument) -> JSON) -> JSON {
        let hasPrevious = page > 1
        let hasNext = page < totalPages
        let (before, overflow) = (page - 1).multipliedReportingOverflow(by: limit)
        return [
            "docs": .array(documents.map(show)), "totalDocs": .integer(total), "limit": .integer(limit),
            "totalPages": .integer(totalPages), "page": .integer(page),
            "pagingCounter": .integer(overflow ? .max : before &+ 1), "hasPrevPage": .bool(hasPrevious),
            "hasNextPage": .bool(hasNext), "prevPage": hasPrevious ? .integer(page - 1) : .null,
            "nextPage": hasNext ? .integer(page + 1) : .null,
        ]
    }
}
