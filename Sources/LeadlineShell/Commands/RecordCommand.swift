import LeadlineCore

extension TrafficBench {
    /// `leadline record`
    func record() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
