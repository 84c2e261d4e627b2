import LeadlineCore

extension TrafficBench {
    /// `leadline open`
    func open() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
