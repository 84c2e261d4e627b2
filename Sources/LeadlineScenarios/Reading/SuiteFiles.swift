package import LeadlineCore
import LeadlineSession

/// Finds the scenario files that paths of the command line mean.
package struct SuiteFiles: Sendable {
    package private(set) var paths: [String] = []
    package private(set) var diagnostics: [Diagnostic] = []

    private static let endings = [".leadline.yaml", ".leadline.yml", ".leadline"]
    package init(_ arguments: [String], files: any FileSystem) {
        for argument in arguments { add(argument, files) }
        var seen: Set<String> = []
        paths.removeAll { !seen.insert(Paths.normal($0)).inserted }
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
                    help: files.help(for: error)))
        } catch {}
    }

    private mutating func addFolder(_ path: String, _ files: any FileSystem) throws {
        let before = paths.count
        var walk = FolderWalk(files: files)
        paths += try walk.paths(in: path).filter { path in Self.endings.contains { path.hasSuffix($0) } }
        if paths.count == before {
            diagnostics.append(
                Diagnostic(
                    .error, .noScenarios, "the folder '\(path)' holds no scenario files",
                    help: "scenario files end in .leadline.yaml, scripts in .leadline"))
        }
    }
}

/// Goes through a folder and all below it, into each once, by whatever links it can be reached.
private struct FolderWalk {
    let files: any FileSystem
    private var visited: Set<String> = []
    /// Linked folders wait until all others were visited, so that files have the names that do not lead over links.
    private var links: [String] = []
    private var found: [String] = []

    init(files: any FileSystem) { self.files = files }

    /// The files, those of a folder by name; what begins with a dot is left out.
    mutating func paths(in folder: String) throws(FileFailure) -> [String] {
        links = [folder]
        while !links.isEmpty {
            let folder = links.removeFirst()
            try visit(folder, try files.realPath(of: folder))
        }
        return found
    }

    private mutating func visit(_ folder: String, _ realPath: String) throws(FileFailure) {
        guard visited.insert(realPath).inserted else { return }
        for name in try files.list(folder) where !name.hasPrefix(".") {
            let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            // A link that leads nowhere is named like a file, and reading it says so.
            guard (try? files.kind(of: path)) == .folder else {
                found.append(path)
                continue
            }
            let ownPath = realPath.hasSuffix("/") || realPath.isEmpty ? realPath + name : "\(realPath)/\(name)"
            if try files.realPath(of: path) == ownPath { try visit(path, ownPath) } else { links.append(path) }
        }
    }
}
