package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession

/// All scenarios of a run, read and checked before anything is sent.
package struct Suite: Sendable {
    package var scenarios: [Scenario] = []
    /// Files that were looked at, broken ones included.
    package var fileCount = 0
    /// Of all files, in their order; errors mean that nothing may be sent.
    package var diagnostics: [Diagnostic] = []

    /// The names of all parameters that some scenario declares.
    package var parameterNames: Set<String> { Set(scenarios.flatMap(\.parameters).map(\.name.value)) }
}

/// Reads and checks scenario files.
package struct SuiteReader {
    let resources: Resources
    let library: ScenarioLibrary
    let provider: any TargetProvider

    package init(resources: Resources, library: ScenarioLibrary, provider: any TargetProvider) {
        self.resources = resources
        self.library = library
        self.provider = provider
    }

    /// - Parameters:
    ///   - arguments: files and folders.
    ///   - parameters: values of `--var` by name.
    /// - Returns: the scenarios with everything that was found in them.
    package func read(_ arguments: [String], parameters: [String: Value?] = [:]) -> Suite {
        let found = SuiteFiles(arguments, files: resources.files)
        var suite = Suite()
        suite.diagnostics = found.diagnostics
        suite.fileCount = found.paths.count
        for path in found.paths {
            let (scenario, diagnostics) = library.read(path)
            guard let scenario else {
                suite.diagnostics += diagnostics
                continue
            }
            suite.scenarios.append(scenario)
            suite.diagnostics += (diagnostics + check(scenario, parameters)).inOrder(of: scenario.source)
        }
        suite.diagnostics = suite.diagnostics.withoutRepetitions
        return suite
    }

    /// A script and all its mistakes; `others` follow the first. When it goes on in spite of mistakes, they are kept with
    /// its steps, and only warnings come back beside it.
    package func read(
        script: Source, followedBy others: [Source], keepsGoing: Bool = false
    ) -> (script: Scenario, diagnostics: [Diagnostic]) {
        let reader = ScriptReader(source: script, followedBy: others)
        var (scenario, unread, emptiness) = reader.readEach()
        guard keepsGoing else {
            let found = unread.map(\.mistake) + emptiness + check(scenario, [:])
            return (scenario, found.inOrder(of: script).withoutRepetitions)
        }
        var warnings: [Diagnostic] = []
        for (index, diagnostics) in checker(of: scenario, [:]).checkEachStep().enumerated() {
            scenario.steps[index].mistakes = diagnostics.filter { $0.severity == .error }.withoutRepetitions
            warnings += diagnostics.filter { $0.severity == .warning }
        }
        scenario.steps = reader.steps(scenario.steps, with: unread)
        return (scenario, emptiness + warnings.withoutRepetitions)
    }

    private func check(_ scenario: Scenario, _ parameters: [String: Value?]) -> [Diagnostic] {
        checker(of: scenario, parameters).check()
    }

    private func checker(of scenario: Scenario, _ parameters: [String: Value?]) -> ScenarioChecker {
        ScenarioChecker(
            scenario: scenario, resources: resources, library: library, provider: provider, parameters: parameters)
    }
}

extension [Diagnostic] {
    /// One mistake may be met on several ways: by each file that runs the one that has it, or by each step that uses a
    /// cell. A fixture that many steps use is warned about once in each file.
    fileprivate var withoutRepetitions: [Diagnostic] {
        var seen: Set<Mistake> = []
        return filter { diagnostic in diagnostic.location == nil || seen.insert(Mistake(diagnostic)).inserted }
    }
}

/// What makes two diagnostics one for a reader.
private struct Mistake: Hashable {
    var message: String
    var source: ObjectIdentifier?
    var start: Int
    /// The words of a warning, which counts once wherever in the file they stand.
    var words: String?

    init(_ diagnostic: Diagnostic) {
        message = diagnostic.message
        source = diagnostic.location.map { ObjectIdentifier($0.source) }
        start = diagnostic.location?.range.lowerBound ?? 0
        guard diagnostic.severity == .warning, let location = diagnostic.location else { return }
        let utf8 = location.source.text.utf8
        words = String(decoding: utf8.dropFirst(location.range.lowerBound).prefix(location.range.count), as: UTF8.self)
        start = 0
    }
}
