package import LeadlineAPI
package import LeadlineCore
import LeadlineMock
package import LeadlineSession

/// Makes what opens targets: the mock, live servers, recordings.
package struct TargetFactory {
    let environment: Environment
    let project: Project
    let resources: Resources

    package init(environment: Environment, project: Project, resources: Resources) {
        self.environment = environment
        self.project = project
        self.resources = resources
    }

    /// Throws why there can be no such target. Nothing is sent.
    package func provider(for traffic: TrafficOptions) throws(Diagnostic) -> any TargetProvider {
        switch traffic.target {
        case .mock: MockProvider(resources.catalog.known)
        case .live(let name): try masked(live(name, traffic), traffic)
        case .replay(let file): try replay(file, traffic)
        }
    }

    /// What is most sensitive is not shown, until somebody asks for it.
    private func masked(
        _ provider: any TargetProvider, _ traffic: TrafficOptions
    ) throws(Diagnostic) -> any TargetProvider {
        if traffic.isUnmasked { return provider }
        let names = SensitiveNames(try resources.catalog.all())
        return MaskingProvider(inner: provider, names: names, secrets: environment.secrets)
    }
}
