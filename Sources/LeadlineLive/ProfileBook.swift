package import LeadlineAPI
package import LeadlineCore

/// The profiles of the user's and the project's files, as they are written there. They are read when one is needed, as
/// only then the APIs are known that they may name.
package struct ProfileBook: Sendable {
    private var entries: [YAMLEntry] = []

    package init() {}

    package var names: [String] { entries.map(\.key.value) }

    /// Adds the profiles of a file; what it says counts more than what was added before, member by member.
    package mutating func add(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) {
        guard let added = node.mapping else {
            diagnostics.append(
                Diagnostic(
                    .error, .wrongShape, "'profiles' is a mapping, found \(node.kindName)", at: node.location,
                    help: "write the names of profiles, and below each what it says"))
            return
        }
        for entry in added where !Self.isName(entry.key.value) {
            diagnostics.append(
                Diagnostic(
                    .error, .wrongValue, "'\(entry.key.value)' cannot name a profile", at: entry.key.location,
                    help: "use letters, digits, '-' and '_'; 'mock', 'live' and 'replay' have meanings of their own"))
        }
        entries = Self.merged(added, over: entries, depth: 3)
    }

    package static func isName(_ name: String) -> Bool {
        isWord(name) && !["mock", "live", "replay"].contains(name) && !name.hasSuffix(".har")
    }

    /// Letters, digits, `-`, `_` and `.`, with a letter or digit in front.
    static func isWord(_ text: String) -> Bool {
        func isLetterOrDigit(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        }
        guard let first = text.utf8.first, isLetterOrDigit(first) else { return false }
        return text.utf8.allSatisfy { isLetterOrDigit($0) || "-_.".utf8.contains($0) }
    }

    /// A profile's members, a server's, and its keys and headers are merged; a key comes from one place.
    private static func merged(_ near: [YAMLEntry], over far: [YAMLEntry], depth: Int) -> [YAMLEntry] {
        let merged = near.map { entry in
            guard depth > 0, let own = entry.value.mapping,
                let other = far.first(where: { $0.key.value == entry.key.value })?.value.mapping
            else { return entry }
            let value = YAMLNode(.mapping(self.merged(own, over: other, depth: depth - 1)), entry.value.location)
            return YAMLEntry(key: entry.key, value: value)
        }
        return merged + far.filter { entry in !near.contains { $0.key.value == entry.key.value } }
    }

    /// Reads a profile and reports all its mistakes at once; nil when there is none of this name.
    ///
    /// `apis` are those that it may name; `home` is the user's folder, for paths that begin with `~/`.
    package func profile(_ name: String, of apis: [API], home: String?) throws(Diagnostics) -> Profile? {
        guard let entry = entries.first(where: { $0.key.value == name }) else { return nil }
        var reader = ProfileReader(apis: apis, home: home)
        let profile = reader.profile(entry)
        if reader.diagnostics.hasErrors { throw Diagnostics(reader.diagnostics) }
        return profile
    }
}
