package import LeadlineAPI
package import LeadlineCore
import Synchronization

/// The APIs that commands can name. A description is read when it is first asked for, once.
package final class APILibrary: Sendable {
    private let read = Mutex<[String: API]>([:])

    package init() {}

    package var names: [String] { APICatalog.names }

    /// The API of a name that was written at `location`.
    package func api(named name: Located<String>) throws(Diagnostic) -> API {
        if let api = try known(name.value) { return api }
        throw Diagnostic(
            .error, .unknownAPI, "unknown API '\(name.value)'", at: name.location,
            help: Suggestion.help(for: name.value, in: names))
    }

    /// The API whose live host this is; nil when none is.
    package func api(atOrigin origin: String) throws(Diagnostic) -> API? {
        for name in names { if let api = try known(name), api.origin == origin { return api } }
        return nil
    }

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
