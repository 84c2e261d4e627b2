package import LeadlineAPI
package import LeadlineCore
import Synchronization

/// The APIs that commands can name: those that are built in, and the user's own behind them. A description that is built
/// in is read when it is first asked for, once.
package final class APILibrary: Sendable {
    /// The file by which a folder, and all below it, has APIs of its own.
    package static let projectFile = "leadline.yaml"

    package let names: [String]
    private let read: Mutex<[String: API]>
    private let files: (any FileSystem)?

    /// `files` are searched only to tell where an unknown API might be named.
    package init(adding own: [API] = [], files: (any FileSystem)? = nil) {
        self.files = files
        names = APICatalog.names + own.map(\.name)
        read = Mutex(Dictionary(own.map { ($0.name, $0) }) { first, _ in first })
    }

    /// Those that somebody has asked for, and the user's own: after a check all that the checked files name.
    package var known: [API] { read.withLock { read in names.compactMap { read[$0] } } }

    /// The API of a name that was written at `location`.
    package func api(named name: Located<String>) throws(Diagnostic) -> API {
        if let api = try known(name.value) { return api }
        throw Diagnostic(
            .error, .unknownAPI, "unknown API '\(name.value)'", at: name.location,
            help: overlookedProject(of: name.location.source.name) ?? Suggestion.help(for: name.value, in: names))
    }

    /// A project's file that would count in the folder of a scenario, but does not where the command was given.
    private func overlookedProject(of path: String) -> String? {
        let folder = Paths.folder(of: path)
        guard let files, var folder = try? files.realPath(of: folder.isEmpty ? "." : folder) else { return nil }
        // The file of the working folder or of one above it has been read.
        while folder.hasPrefix("/"), folder != "/", !"\(files.workingFolder)/".hasPrefix("\(folder)/") {
            let project = Paths.join(folder, Self.projectFile)
            if let kind = try? files.kind(of: project), kind != .folder {
                return "'\(project)' counts only in its folder and below: run leadline there, or add --api FILE"
            }
            folder = Paths.folder(of: folder)
        }
        return nil
    }

    /// The API whose live host this is; nil when none is.
    package func api(atOrigin origin: String) throws(Diagnostic) -> API? {
        for name in names { if let api = try known(name), api.origin == origin { return api } }
        return nil
    }

    /// The API that a pasted curl command names by its host.
    package func api(of curl: CurlCommand) throws(Diagnostic) -> API {
        if let api = try api(atOrigin: curl.url.origin) { return api }
        throw Diagnostic(
            .error, .unknownAPI, "'\(curl.url.origin)' is no host of a known API", at: curl.urlLocation,
            help: "a curl command names its API by the host: \(try hosts())")
    }

    /// The parts of a URL that `request` is given, and the API whose host it names. The mock answers for known ones only.
    package func api(
        ofURL written: Located<String>, on target: TargetKind
    ) throws(Diagnostic) -> (parts: URLParts, api: API?) {
        let parts: URLParts
        do { parts = try URLParts(parsing: written.value) } catch {
            throw Diagnostic(
                .error, .wrongValue, "'\(written.value)' is neither a path nor a URL: \(error.message)",
                at: written.location, help: "begin with / or with http:// or https://")
        }
        let named = try api(atOrigin: parts.origin)
        guard named == nil, target == .mock else { return (parts, named) }
        throw Diagnostic(
            .error, .unknownAPI, "'\(parts.origin)' is no host of a known API, and the mock answers for no other",
            at: written.location, help: "write a path, or one of the hosts \(try hosts())")
    }

    /// Those that a path may mean where no API is chosen: the user's own, or else the built-in ones.
    package func answeringPaths() throws(Diagnostic) -> [API] {
        names.count > APICatalog.names.count ? known : try all()
    }

    private func hosts() throws(Diagnostic) -> String { try all().map(\.origin).joined(separator: ", ") }

    package func all() throws(Diagnostic) -> [API] {
        var all: [API] = []
        for name in names { if let api = try known(name) { all.append(api) } }
        return all
    }

    private func known(_ name: String) throws(Diagnostic) -> API? {
        if let api = read.withLock({ $0[name] }) { return api }
        let api: API?
        do { api = try APICatalog.api(named: name) } catch {
            throw error.all.first
                ?? Diagnostic(.error, .invalidDescription, "the description of '\(name)' cannot be read")
        }
        if let api { read.withLock { $0[name] = api } }
        return api
    }
}
