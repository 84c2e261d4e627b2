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
        suite.diagnostics = suite.diagnostics.withoutRepeatedWarnings
        return suite
    }

    /// A script and all its mistakes; `others` follow the first.
    package func read(script: Source, followedBy others: [Source]) -> (script: Scenario, diagnostics: [Diagnostic]) {
        let (scenario, found) = ScriptReader(source: script, followedBy: others).read()
        return (scenario, (found + check(scenario, [:])).inOrder(of: script).withoutRepeatedWarnings)
    }

    private func check(_ scenario: Scenario, _ parameters: [String: Value?]) -> [Diagnostic] {
        var checker = ScenarioChecker(
            scenario: scenario, resources: resources, library: library, provider: provider, parameters: parameters)
        return checker.check()
    }
}

extension [Diagnostic] {
    /// A fixture that many steps use is warned about once in each file, not once in each step.
    fileprivate var withoutRepeatedWarnings: [Diagnostic] {
        var seen: Set<String> = []
        return filter { diagnostic in
            guard diagnostic.severity == .warning, let location = diagnostic.location else { return true }
            let words = location.source.text.utf8.dropFirst(location.range.lowerBound).prefix(location.range.count)
            return seen.insert(
                "\(location.source.name) \(diagnostic.message) \(String(decoding: words, as: UTF8.self))"
            )
            .inserted
        }
    }
}
