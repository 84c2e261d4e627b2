import LeadlineCore

extension TrafficBench {
    /// `leadline redact`
    func redact() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
