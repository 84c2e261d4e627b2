import LeadlineAPI
import LeadlineCore

extension TargetFactory {
    /// A recording that answers.
    func replay(_ file: String, _ traffic: TrafficOptions) throws(Diagnostic) -> any TargetProvider {
        throw Diagnostic(.error, .unknownTarget, "the target '\(file)' cannot be reached by this version")
    }
}
