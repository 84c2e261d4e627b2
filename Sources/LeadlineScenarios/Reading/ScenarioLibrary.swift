import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import Synchronization

/// Scenario files by path, each read once: those of the run and those that `run FILE` names.
package final class ScenarioLibrary: Sendable {
    /// The largest scenario file, in bytes.
    package static let limit = 16 << 20

    private struct Entry {
        var scenario: Scenario?
        var diagnostics: [Diagnostic]
    }

    /// How many files may run each other in a row, the first included.
    package static let depthLimit = 16

    private let files: any FileSystem
    private let entries = Mutex<[String: Entry]>([:])
    private let inclusions = Mutex<[String: Inclusion]>([:])
    private let circles = Mutex<Set<Set<String>>>([])

    package init(files: any FileSystem) { self.files = files }

    /// The scenario in a file and all mistakes of the file; no scenario where nothing could be read.
    package func read(_ path: String) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
        if let entry = entries.withLock({ $0[path] }) { return (entry.scenario, entry.diagnostics) }
        let entry = load(path)
        entries.withLock { $0[path] = entry }
        return (entry.scenario, entry.diagnostics)
    }

    /// The scenario that a command at `location` runs.
    func scenario(_ path: String, at location: SourceLocation) throws(Diagnostic) -> Scenario {
        let (scenario, diagnostics) = read(path)
        if let error = diagnostics.first(where: { $0.severity == .error }) { throw error.located(at: location) }
        if let scenario { return scenario }
        throw Diagnostic(.error, .unreadableFile, "'\(path)' holds no scenario", at: location)
    }

    package static func tooDeep(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .nestedTooDeep, "files run each other more than \(depthLimit) deep", at: location,
            help: "run the inner files from the outermost")
    }

    // MARK: What the check of a file that others run found

    func inclusion(_ path: String) -> Inclusion? { inclusions.withLock { $0[path] } }

    func keep(_ inclusion: Inclusion, of path: String) { inclusions.withLock { $0[path] = inclusion } }

    /// Whether these files were not found to run each other before.
    func isNew(circle: Set<String>) -> Bool { circles.withLock { $0.insert(circle).inserted } }

    // MARK: Reading

    private func load(_ path: String) -> Entry {
        let source: Source
        do { source = try Source(reading: path, limit: Self.limit, from: files) } catch {
            return Entry(diagnostics: [error])
        }
        if path.hasSuffix(".leadline") {
            let (scenario, diagnostics) = ScriptReader(source: source).read()
            return Entry(scenario: scenario, diagnostics: diagnostics)
        }
        var reader = ScenarioReader(source: source, files: files)
        let scenario = reader.read()
        return Entry(scenario: scenario, diagnostics: reader.diagnostics)
    }
}

/// What was found in a file that `run` runs; it is the same whatever file does.
struct Inclusion: Sendable {
    var diagnostics: [Diagnostic]
    /// What the names look like that it binds.
    var names: Schema?
    /// How many files deep it leads; 1 when it runs none.
    var depth: Int
}
