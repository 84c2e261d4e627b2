import LeadlineAPI
import LeadlineCore

extension TargetFactory {
    /// The servers of a profile, or one on this machine by its URL.
    func live(_ name: String, _ traffic: TrafficOptions) throws(Diagnostic) -> any TargetProvider {
        throw Diagnostic(.error, .unknownTarget, "the target '\(name)' cannot be reached by this version")
    }
}
