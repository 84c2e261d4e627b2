package import LeadlineCore
package import LeadlineLive
import LeadlineScenarios
package import LeadlineSession

/// What the file `leadline.yaml` says about the folder that it stands in and all below, and the user's `config.yaml` about
/// every folder. Where both say something, the project counts.
package struct Project: Sendable {
    /// The OpenAPI documents of the project's own APIs.
    package private(set) var apis: [APILibrary.Document] = []

    /// How many documents an update or delete with `where` may touch, where the command line does not say it.
    package private(set) var maximumAffected: Int?

    /// How live servers are reached.
    package private(set) var profiles = ProfileBook()

    /// Texts that stand in no file that leadline writes: one that would hold one is refused.
    package private(set) var canaries: [String] = []

    /// The files that were read, the user's first.
    package private(set) var files: [String] = []

    static let keys = ["apis", "max-affected", "profiles", "canaries"]
    /// APIs belong to projects.
    static let userKeys = ["max-affected", "profiles", "canaries"]

    static let userFile = "config.yaml"

    /// The project of the working directory: its own file or that of the nearest folder above. Without one it is empty.
    /// `config` is the user's folder with the file of all projects.
    package init(nearestIn files: any FileSystem, config: String? = nil) throws(Diagnostics) {
        var diagnostics: [Diagnostic] = []
        let user = config.map { Paths.join($0, Self.userFile) }
        let project = Self.nearest(in: files)
        for (path, what, keys) in [(user, "the user's settings", Self.userKeys), (project, "a project", Self.keys)] {
            guard let path, let kind = try? files.kind(of: path), kind != .folder else { continue }
            do throws(Diagnostic) {
                let source = try Source(reading: path, limit: ScenarioLibrary.limit, from: files)
                try read(source, what, known: keys, into: &diagnostics)
            } catch { diagnostics.append(error) }
        }
        if diagnostics.hasErrors { throw Diagnostics(diagnostics) }
    }

    private static func nearest(in files: any FileSystem) -> String? {
        let depth = files.workingFolder.split(separator: "/").count
        return (0...depth).lazy.map { String(repeating: "../", count: $0) + APILibrary.projectFile }.first { path in
            // A folder of this name is none of ours.
            (try? files.kind(of: path)).map { $0 != .folder } ?? false
        }
    }

    /// Reads a file over what is known. Its file names are relative to the folder that holds it.
    private mutating func read(
        _ source: Source, _ what: String, known: [String], into diagnostics: inout [Diagnostic]
    ) throws(Diagnostic) {
        files.append(source.name)
        guard let root = try Self.parsed(source) else { return }
        let fields = Fields(root, what, known: known, into: &diagnostics)
        let folder = Paths.folder(of: source.name)
        apis +=
            known.contains("apis")
            ? fields.texts("apis", into: &diagnostics).map { name in
                let path = Paths.join(folder, name.value)
                return APILibrary.Document(path: path.isEmpty ? "." : path, location: name.location)
            } : []
        if let limit = fields.text("max-affected", into: &diagnostics) {
            maximumAffected = Int(limit.value).flatMap { $0 < 0 ? nil : $0 }
            if maximumAffected == nil {
                diagnostics.append(
                    Diagnostic(
                        .error, .wrongValue, "'max-affected' is a whole number from 0 on, found '\(limit.value)'",
                        at: limit.location))
            }
        }
        if let node = fields.node("profiles") { profiles.add(node, into: &diagnostics) }
        for canary in fields.texts("canaries", into: &diagnostics) {
            canaries.append(canary.value)
            if canary.value.utf8.count < KeyText.shortest {
                diagnostics.append(
                    Diagnostic(
                        .error, .wrongValue, "'\(canary.value)' is too short to be found only where it was planted",
                        at: canary.location, help: "write \(KeyText.shortest) characters or more"))
            }
        }
    }

    /// Keys that stand in the file are unreadable from here on, also in messages.
    private static func parsed(_ source: Source) throws(Diagnostic) -> YAMLNode? {
        guard let root = try parseYAML(source), let hidden = ExposedSecrets.hidden(in: root) else {
            return try parseYAML(source)
        }
        return try parseYAML(hidden)
    }
}
