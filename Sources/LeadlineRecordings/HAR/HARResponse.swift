import LeadlineCore

/// Reads the response of an entry.
struct HARResponse {
    let member: HARMember
    /// What leadline says of the failure: `unreachable` or `no_answer`.
    let failure: String?

    init(_ member: HARMember, failure: String?) {
        self.member = member
        self.failure = failure
    }

    /// An entry without a response, with status 0 or with an error has no whole answer.
    func result() throws(HARError) -> Result<HTTPResponse, TransportFailure> {
        guard !member.isMissing else { return .failure(.noAnswer("the recording has no answer")) }
        try member.checkObject()
        let error = try member["_error"].optionalText() ?? ""
        let status = try member["status"].optionalInteger() ?? 0
        guard error.isEmpty, status > 0 else { return .failure(transportFailure(error)) }
        guard (100...999).contains(status) else {
            throw HARError(
                entry: member.entry, member: member["status"].path,
                reason: "a status from 100 to 999 expected, found \(status)")
        }
        return .success(
            HTTPResponse(status: status, fields: try HARHeaders.fields(member["headers"]), body: try body()))
    }

    /// What was blocked or found nobody was not sent.
    private func transportFailure(_ error: String) -> TransportFailure {
        let reason = error.isEmpty ? "the recording has no answer" : error
        let unsent = [
            "ERR_BLOCKED", "ERR_CONNECTION_REFUSED", "ERR_NAME_", "ERR_ADDRESS_", "ERR_CERT_", "ERR_SSL_",
            "ERR_INTERNET_DISCONNECTED", "ERR_PROXY_", "ERR_TUNNEL_", "ERR_CONNECTION_TIMED_OUT",
        ]
        let wasUnsent = failure == "unreachable" || failure == nil && unsent.contains { error.contains($0) }
        return wasUnsent ? .unreachable(reason) : .noAnswer(reason)
    }

    private func body() throws(HARError) -> [UInt8] {
        let content = member["content"]
        guard let text = try content["text"].optionalText() else { return [] }
        return try HARBody.bytes(text, encoding: content["encoding"], or: content["_encoding"], content["text"])
    }

    /// Browsers drop the bodies of pages that were left, and large ones, but tell their size; -1: they do not know it.
    func lacksBody(of request: HTTPRequest) throws(HARError) -> Bool {
        let status = try member["status"].optionalInteger() ?? 0
        guard status >= 200, status != 204, status != 304, request.method != "HEAD" else { return false }
        let content = member["content"]
        let size = try content["size"].optionalInteger() ?? 0
        return content["text"].isMissing && size != 0
    }
}
