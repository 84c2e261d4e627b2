package import LeadlineCore
import LeadlineSession

/// Where the user's own files are, by the XDG Base Directory Specification.
package struct UserFolders: Sendable, Equatable {
    /// What was done: `$XDG_STATE_HOME/leadline`; nil where it cannot be told.
    package let state: String?
    /// What is wished: `$XDG_CONFIG_HOME/leadline`; nil where it cannot be told.
    package let config: String?

    /// As the specification says, a path that is not absolute counts as none.
    package init(variables: [String: String]) {
        func folder(_ name: String) -> String? { variables[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        func place(_ name: String, below home: String) -> String? {
            (folder(name) ?? folder("HOME").map { Paths.join($0, home) }).map { Paths.join($0, "leadline") }
        }
        state = place("XDG_STATE_HOME", below: ".local/state")
        config = place("XDG_CONFIG_HOME", below: ".config")
    }

    package var history: String? { state.map { Paths.join($0, "history") } }
    /// What the pseudonyms in recordings are made with.
    package var pseudonymKey: String? { state.map { Paths.join($0, "pseudonym-key") } }
    package var sessions: String? { state.map { Paths.join($0, "sessions") } }

    /// The commands with which the shell begins; nil where the user has none.
    package func initScript(_ files: any FileSystem) throws(Diagnostic) -> Source? {
        guard let path = config.map({ Paths.join($0, "init.leadline") }) else { return nil }
        let bytes: [UInt8]
        do throws(FileFailure) { bytes = try files.read(path, limit: ScriptCommand.limit) } catch {
            if error.isMissing { return nil }
            throw Diagnostic(
                .error, .unreadableFile, "cannot read '\(path)': \(error.reason)", help: "--no-init leaves it out")
        }
        return try Source(name: path, bytes: bytes)
    }
}
