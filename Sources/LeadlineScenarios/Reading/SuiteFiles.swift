package import LeadlineCore
import LeadlineSession

/// Finds the scenario files that paths of the command line mean.
package struct SuiteFiles: Sendable {
    package private(set) var paths: [String] = []
    package private(set) var diagnostics: [Diagnostic] = []

    private static let endings = [".leadline.yaml", ".leadline.yml", ".leadline"]
    /// Folders deeper than this are taken for a loop of links.
    private static let depthLimit = 32

    package init(_ arguments: [String], files: any FileSystem) {
        for argument in arguments { add(argument, files) }
        var seen: Set<String> = []
        paths.removeAll { !seen.insert($0).inserted }
    }

    private mutating func add(_ path: String, _ files: any FileSystem) {
        do {
            switch try files.kind(of: path) {
            case .folder: try addFolder(path, files)
            case .file, .other: paths.append(path)
            }
        } catch let error as FileFailure {
            diagnostics.append(
                Diagnostic(
                    .error, error.isMissing ? .unknownFile : .unreadableFile,
                    "cannot read '\(error.path)': \(error.reason)",
                    help: error.isMissing ? files.help(nearestTo: path) : nil))
        } catch {}
    }

    private mutating func addFolder(_ path: String, _ files: any FileSystem) throws {
        let before = paths.count
        try walk(path, files, depth: 0)
        if paths.count == before {
            diagnostics.append(
                Diagnostic(
                    .error, .noScenarios, "the folder '\(path)' holds no scenario files",
                    help: "scenario files end in .leadline.yaml, scripts in .leadline"))
        }
    }

    private mutating func walk(_ folder: String, _ files: any FileSystem, depth: Int) throws {
        guard depth < Self.depthLimit else { return }
        for name in try files.list(folder) where !name.hasPrefix(".") {
            let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            if Self.endings.contains(where: { name.hasSuffix($0) }) {
                paths.append(path)
            } else if (try? files.kind(of: path)) == .folder {
                try walk(path, files, depth: depth + 1)
            }
        }
    }
}
