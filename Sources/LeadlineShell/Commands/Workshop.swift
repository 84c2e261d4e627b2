import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineScenarios
import LeadlineSession

/// What commands on scenario files work with.
struct Workshop {
    let resources: Resources
    let library: ScenarioLibrary
    let project: Project
    let traffic: TrafficOptions
    /// Where requests go.
    let provider: any TargetProvider
    /// Where what is sent is recorded; nil: nowhere.
    let output: RecordingOutput?

    /// `apis` are the OpenAPI documents that were named beside those of the project.
    init(_ environment: Environment, apis: [String], traffic: TrafficOptions = .mock) throws(Diagnostics) {
        let files = environment.files
        project = try Project(
            nearestIn: files, config: UserFolders(variables: environment.variables).config)
        let documents = apis.map { APILibrary.Document(path: $0) } + project.apis
        resources = Resources(
            catalog: try APILibrary(adding: documents, from: files), files: files, variables: environment.variables,
            secrets: Secrets.named(environment.variables))
        library = ScenarioLibrary(files: files)
        self.traffic = traffic
        let factory = TargetFactory(environment: environment, project: project, resources: resources)
        // All mistakes of a profile at once, not only the first.
        if case .live(let name) = traffic.target { _ = try factory.profile(name) }
        do throws(Diagnostic) {
            try traffic.checkRecording(files)
            provider = try factory.provider(for: traffic)
            output = try traffic.recording.map { path throws(Diagnostic) in try RecordingOutput(path, environment) }
        } catch { throw Diagnostics([error]) }
    }

    private init(
        _ workshop: Workshop, _ resources: Resources, _ traffic: TrafficOptions, _ provider: any TargetProvider
    ) {
        self.resources = resources
        library = ScenarioLibrary(files: resources.files)
        project = workshop.project
        self.traffic = traffic
        self.provider = provider
        output = workshop.output
    }

    /// The same with no file read yet: they may have changed since.
    func afresh() -> Workshop {
        Workshop(
            self,
            Resources(
                catalog: resources.catalog, files: resources.files, variables: resources.variables,
                secrets: resources.secrets),
            traffic, provider)
    }

    /// The same on another target.
    func moved(to target: TargetOption, _ environment: Environment) throws(Diagnostic) -> Workshop {
        var traffic = traffic
        traffic.target = target
        try traffic.checkRecording(environment.files)
        let factory = TargetFactory(environment: environment, project: project, resources: resources)
        return Workshop(self, resources, traffic, try factory.provider(for: traffic))
    }

    var reader: SuiteReader { SuiteReader(resources: resources, library: library, provider: provider) }

    func suite(_ paths: [String], parameters: [String: Value?] = [:]) -> Suite {
        reader.read(paths, parameters: parameters)
    }

    /// Where rows go; the mock is one of all APIs that are known by now: those that a check came upon.
    var target: any TargetProvider {
        recorded(traffic.target == .mock ? MockProvider(resources.catalog.known) : provider)
    }

    /// What was checked can be run.
    func runner(_ environment: Environment, _ options: ScenarioRunner.Options) -> ScenarioRunner {
        var options = options
        options.maximumAffected = options.maximumAffected ?? project.maximumAffected
        options.allowsWrites = traffic.allowsWrites
        options.targets = { [self] kind, name throws(Diagnostic) in
            try moved(to: TargetOption(kind, name), environment).target
        }
        return ScenarioRunner(
            provider: target, resources: resources, library: library,
            workers: environment.workers, clock: environment.clock, options: options)
    }
}
