import LeadlineAPI
import LeadlineCore

/// Finds, sorts and pages documents.
struct DocumentSearch {
    private let filter: FilterMatcher?
    private let order: DocumentOrder?
    private let limit: Int?
    private let page: Int

    init(_ query: DocumentQuery, schema: Schema) {
        filter = query.filter.map { FilterMatcher($0, schema: schema) }
        order = query.sort.map { DocumentOrder($0) }
        limit = query.limit.flatMap { $0 > 0 ? $0 : nil }
        page = max(query.page, 1)
    }

    /// All that match, in order.
    func all(in documents: some Sequence<StoredDocument>) -> [StoredDocument] {
        let found = documents.filter { filter?.matches($0.fields) ?? true }
        return order?.sorted(found) ?? found
    }

    func page(in documents: some Sequence<StoredDocument>) -> DocumentPage {
        let found = all(in: documents)
        return DocumentPage(
            documents: found.page(page, of: limit ?? 0).map(\.fields), total: found.count, limit: limit, page: page)
    }
}

extension [StoredDocument] {
    /// The documents of a page, counted from 1; a size that is not above 0 means all.
    func page(_ number: Int, of size: Int) -> ArraySlice<StoredDocument> {
        guard size > 0 else { return self[...] }
        let (start, overflow) = (number - 1).multipliedReportingOverflow(by: size)
        return overflow ? [] : dropFirst(Swift.max(start, 0)).prefix(size)
    }
}
