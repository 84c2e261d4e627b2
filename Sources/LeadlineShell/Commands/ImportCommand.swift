import LeadlineCore

extension TrafficBench {
    /// `leadline import`
    func importing() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
