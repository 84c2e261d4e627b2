/// The keys of a profile as they were read from where they are kept. Secrets: for requests, and for what takes them out
/// of everything else.
package struct ResolvedKeys: Sendable {
    /// By the name of the API, in the order of the profile: the first is used where a command names none. `value` nil:
    /// a key of this name sends no header.
    package var values: [String: [(name: String, value: String?)]]

    package init(values: [String: [(name: String, value: String?)]] = [:]) { self.values = values }
}
