import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineScenarios
import LeadlineSession

/// What commands on scenario files work with.
struct Workshop {
    let resources: Resources
    let library: ScenarioLibrary
    let maximumAffected: Int?

    /// `apis` are the OpenAPI documents that were named beside those of the project.
    init(_ environment: Environment, apis: [String]) throws(Diagnostics) {
        let files = environment.files
        let project = try Project(nearestIn: files)
        let documents = apis.map { APILibrary.Document(path: $0) } + project.apis
        resources = Resources(
            catalog: try APILibrary(adding: documents, from: files), files: files, variables: environment.variables,
            secrets: Redactor.secrets(environment.variables))
        library = ScenarioLibrary(files: files)
        maximumAffected = project.maximumAffected
    }

    private init(_ resources: Resources, _ maximumAffected: Int?) {
        self.resources = resources
        library = ScenarioLibrary(files: resources.files)
        self.maximumAffected = maximumAffected
    }

    /// The same with no file read yet: they may have changed since.
    func afresh() -> Workshop {
        Workshop(
            Resources(
                catalog: resources.catalog, files: resources.files, variables: resources.variables,
                secrets: resources.secrets), maximumAffected)
    }

    /// Checks ask a target only what every mock can do, and no description has to be read for that.
    var reader: SuiteReader { SuiteReader(resources: resources, library: library, provider: MockProvider([])) }

    func suite(_ paths: [String], parameters: [String: Value?] = [:]) -> Suite {
        reader.read(paths, parameters: parameters)
    }

    /// What was checked can be run: the mock is one of all APIs that the check came upon.
    func runner(_ environment: Environment, _ options: ScenarioRunner.Options) -> ScenarioRunner {
        var options = options
        options.maximumAffected = options.maximumAffected ?? maximumAffected
        return ScenarioRunner(
            provider: MockProvider(resources.catalog.known), resources: resources, library: library,
            workers: environment.workers, clock: environment.clock, options: options)
    }
}
