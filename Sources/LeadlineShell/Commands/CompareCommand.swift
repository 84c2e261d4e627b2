import LeadlineCore

extension TrafficBench {
    /// `leadline compare`
    func compare() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
