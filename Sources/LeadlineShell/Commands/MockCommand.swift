import LeadlineCore

extension TrafficBench {
    /// `leadline mock`
    func mock() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
