package import LeadlineCore
import LeadlineScenarios
package import LeadlineSession

/// What the file `leadline.yaml` says about the folder that it stands in and all below.
package struct Project: Sendable {
    /// The OpenAPI documents of the project's own APIs.
    package private(set) var apis: [APILibrary.Document] = []

    /// How many documents an update or delete with `where` may touch, where the command line does not say it.
    package private(set) var maximumAffected: Int?

    static let keys = ["apis", "max-affected"]

    /// The project of the working directory: its own file or that of the nearest folder above. Without one it is empty.
    package init(nearestIn files: any FileSystem) throws(Diagnostics) {
        let depth = files.workingFolder.split(separator: "/").count
        for steps in 0...depth {
            let path = String(repeating: "../", count: steps) + APILibrary.projectFile
            // A folder of this name is none of ours.
            guard let kind = try? files.kind(of: path), kind != .folder else { continue }
            let source: Source
            do throws(Diagnostic) {
                source = try Source(reading: path, limit: ScenarioLibrary.limit, from: files)
            } catch { throw Diagnostics([error]) }
            self = try Project(reading: source)
            return
        }
    }

    /// Reads the file and reports all its mistakes at once. Its file names are relative to the folder that holds it.
    package init(reading source: Source) throws(Diagnostics) {
        var diagnostics: [Diagnostic] = []
        do throws(Diagnostic) {
            if let root = try parseYAML(source) {
                let fields = Fields(root, "a project", known: Self.keys, into: &diagnostics)
                let folder = Paths.folder(of: source.name)
                apis = fields.texts("apis", into: &diagnostics).map { name in
                    let path = Paths.join(folder, name.value)
                    return APILibrary.Document(path: path.isEmpty ? "." : path, location: name.location)
                }
                if let limit = fields.text("max-affected", into: &diagnostics) {
                    maximumAffected = Int(limit.value).flatMap { $0 < 0 ? nil : $0 }
                    if maximumAffected == nil {
                        diagnostics.append(
                            Diagnostic(
                                .error, .wrongValue,
                                "'max-affected' is a whole number from 0 on, found '\(limit.value)'",
                                at: limit.location))
                    }
                }
            }
        } catch { diagnostics.append(error) }
        if diagnostics.hasErrors { throw Diagnostics(diagnostics) }
    }
}
