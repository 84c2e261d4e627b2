import LeadlineAPI
import LeadlineCore
import LeadlineMock
import LeadlineSession

/// Makes what opens targets: the mock, live servers, recordings.
struct TargetFactory {
    let environment: Environment
    let project: Project
    let resources: Resources

    /// Throws why there can be no such target. Nothing is sent.
    func provider(for traffic: TrafficOptions) throws(Diagnostic) -> any TargetProvider {
        switch traffic.target {
        case .mock: MockProvider(resources.catalog.known)
        case .live(let name): try live(name, traffic)
        case .replay(let file): try replay(file, traffic)
        }
    }
}
