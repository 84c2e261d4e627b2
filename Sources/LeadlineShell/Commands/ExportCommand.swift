import LeadlineCore

extension TrafficBench {
    /// `leadline export`
    func export() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
