import LeadlineCore

/// The body of a create or an update, read as the server's version reads it before anything is checked.
struct PayloadBody {
    init(_ request: PayloadRequest) throws(PayloadError) {}
}
