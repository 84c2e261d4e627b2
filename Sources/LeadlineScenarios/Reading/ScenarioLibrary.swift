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

    private let files: any FileSystem
    private let entries = Mutex<[String: Entry]>([:])

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
        if let error = diagnostics.first(where: { $0.severity == .error }) {
            guard error.location == nil else { throw error }
            throw Diagnostic(.error, error.code, error.message, at: location, help: error.help)
        }
        if let scenario { return scenario }
        throw Diagnostic(.error, .unreadableFile, "'\(path)' holds no scenario", at: location)
    }

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
