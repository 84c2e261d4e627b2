import LeadlineCore

/// Makes what answers show of stored documents: empties, hidden fields, `depth` and `select`.
struct PayloadReader {
    private let server: PayloadServer
    private let request: PayloadRequest
    private let state: MockState

    init(_ server: PayloadServer, _ request: PayloadRequest, _ state: MockState) {
        self.server = server
        self.request = request
        self.state = state
    }

    func document(_ document: StoredDocument, of collection: PayloadCollection) -> JSON { .object(document.fields) }
}
