import LeadlineCore

extension TrafficBench {
    /// `leadline doctor`
    func doctor() throws(Diagnostics) -> ExitCode {
        throw Diagnostics([Diagnostic(.error, .notAllowedHere, "this comes with a later version")])
    }
}
