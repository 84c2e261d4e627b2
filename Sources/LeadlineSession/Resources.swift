package import LeadlineCore
import Synchronization

/// What sessions share: the APIs, files and the values that come from outside. Read-only for the language.
package final class Resources: Sendable {
    package let catalog: APILibrary
    package let files: any FileSystem
    /// The process environment, for `env.NAME`.
    package let variables: [String: String]
    /// Values of `secret.NAME`; they are masked in all output.
    package let secrets: [String: String]
    /// JSON documents by path: a table of a thousand rows reads its fixture once.
    private let documents = Mutex<[String: JSON]>([:])

    /// The largest JSON file that `from` reads, in bytes.
    package static let documentLimit = 32 << 20

    package init(
        catalog: APILibrary, files: any FileSystem, variables: [String: String] = [:], secrets: [String: String] = [:]
    ) {
        self.catalog = catalog
        self.files = files
        self.variables = variables
        self.secrets = secrets
    }

    /// The JSON document in a file. `location` is where the file is named.
    package func document(_ path: String, at location: SourceLocation) throws(Diagnostic) -> JSON {
        if let known = documents.withLock({ $0[path] }) { return known }
        let bytes = try file(path, at: location)
        let json: JSON
        do { json = try JSON(parsingFile: bytes) } catch {
            throw Self.unreadable(path, bytes, error, at: location)
        }
        documents.withLock { $0[path] = json }
        return json
    }

    /// The bytes of a file. `location` is where it is named.
    package func file(_ path: String, at location: SourceLocation) throws(Diagnostic) -> [UInt8] {
        do { return try files.read(path, limit: Self.documentLimit) } catch {
            throw Diagnostic(
                .error, error.isMissing ? .unknownFile : .unreadableFile,
                "cannot read '\(path)': \(error.reason)", at: location, help: files.help(for: error))
        }
    }

    private static func unreadable(
        _ path: String, _ bytes: [UInt8], _ error: JSONSyntaxError, at location: SourceLocation
    ) -> Diagnostic {
        guard let source = try? Source(name: path, bytes: bytes) else {
            return Diagnostic(.error, .invalidJSON, "'\(path)' is no JSON: it is not UTF-8 text", at: location)
        }
        let place = SourceLocation(source: source, range: error.offset..<error.offset)
        return Diagnostic(
            .error, .invalidJSON, "'\(path)' is no JSON: \(error.message)", at: place,
            notes: ["it is read at \(location.description)"])
    }
}

extension FileSystem {
    /// A help that names the file of the same folder whose name is nearest to that of a missing one.
    package func help(for failure: FileFailure) -> String? {
        guard failure.isMissing else { return nil }
        let path = failure.path
        let folder = Paths.folder(of: path)
        guard let names = try? list(folder.isEmpty ? "." : folder) else { return nil }
        let name = Paths.name(of: path)
        return Suggestion.closest(to: name, in: names.filter { $0 != name }).map {
            "did you mean '\(Paths.join(folder, $0))'?"
        }
    }
}

/// Paths as text; `/` separates.
package enum Paths {
    /// The folder part without its final slash; empty for a bare name.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// A path without `.` in it, and without `..` where that is sure.
    package static func normal(_ path: String) -> String { path.hasPrefix("/") ? path : join("", path) }

    /// A path as seen from `folder`; absolute paths stay. `..` and `.` are folded where that is sure.
    package static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") { return path }
        var steps = folder.isEmpty ? [] : folder.split(separator: "/", omittingEmptySubsequences: false)
        if folder == "/" { steps.removeLast() }
        for step in path.split(separator: "/", omittingEmptySubsequences: false) {
            switch step {
            case ".": continue
            case ".." where !(steps.last ?? "").isEmpty && steps.last != ".." && steps.last != ".": steps.removeLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }

    /// A path as seen from a folder, both absolute: `../fixtures/lead.json`.
    package static func relative(_ path: String, to folder: String) -> String {
        let goal = path.split(separator: "/")
        let start = folder.split(separator: "/")
        let common = zip(goal, start).prefix { $0 == $1 }.count
        let up = start.dropFirst(common).map { _ in "..".prefix(2) }
        return (up + goal.dropFirst(common)).joined(separator: "/")
    }
}
