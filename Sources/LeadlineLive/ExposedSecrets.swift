package import LeadlineCore

/// Finds what has no place in a file of profiles: keys that are written out, passwords in URLs. Messages show the lines
/// of the file, so it is made unreadable before anything is said about them.
package enum ExposedSecrets {
    /// What is written instead: it means nothing in YAML, and names no variable.
    private static let filler = UInt8(ascii: ".")

    static let sources = ["env", "file", "command"]

    /// The source with what has no place in it overwritten; nil where there is nothing of the kind.
    package static func hidden(in root: YAMLNode) -> Source? {
        guard let profiles = root.mapping?.first(where: { $0.key.value == "profiles" })?.value.mapping else {
            return nil
        }
        let ranges = profiles.flatMap { profile in (profile.value.mapping ?? []).flatMap(places) }
        guard !ranges.isEmpty else { return nil }
        let source = root.location.source
        var bytes = Array(source.text.utf8)
        for range in ranges {
            for index in range where index < bytes.count && bytes[index] > 0x20 { bytes[index] = filler }
        }
        return Source(name: source.name, text: String(decoding: bytes, as: UTF8.self))
    }

    /// The places in a member of a profile.
    private static func places(_ member: YAMLEntry) -> [Range<Int>] {
        if member.key.value == "proxy" { return password(member.value) }
        return (member.value.mapping ?? []).flatMap { part -> [Range<Int>] in
            switch part.key.value {
            case "url": password(part.value)
            case "keys": keys(part.value)
            case "headers":
                (part.value.mapping ?? []).filter { isSecretHeader($0.key.value) }.map(\.value.location.range)
            default: []
            }
        }
    }

    private static func keys(_ node: YAMLNode) -> [Range<Int>] {
        guard let entries = node.mapping else { return [node.location.range] }
        return entries.flatMap { entry -> [Range<Int>] in
            guard let members = entry.value.mapping else {
                return entry.value.scalar?.text == "none" ? [] : [entry.value.location.range]
            }
            return members.filter { !isSource($0) }.map(\.value.location.range)
        }
    }

    private static func isSource(_ member: YAMLEntry) -> Bool {
        guard sources.contains(member.key.value) else { return false }
        return member.key.value != "env" || member.value.scalar.map { isVariable($0.text) } ?? true
    }

    /// What stands before the `@` of a URL.
    private static func password(_ node: YAMLNode) -> [Range<Int>] {
        guard let excerpt = node.scalar?.excerpt, let at = excerpt.text.utf8.lastIndex(of: UInt8(ascii: "@")) else {
            return []
        }
        let start = excerpt.text.firstRange(of: "://").map(\.upperBound) ?? excerpt.text.startIndex
        guard start < at else { return [] }
        let utf8 = excerpt.text.utf8
        let offset = utf8.distance(from: utf8.startIndex, to: start)
        return [excerpt.location(offset..<offset + utf8.distance(from: start, to: at)).range]
    }

    /// Whether a text can name a variable of the environment.
    static func isVariable(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "_")
        }
    }

    static func isSecretHeader(_ name: String) -> Bool {
        ["authorization", "proxy-authorization", "cookie", "api-key", "x-api-key", "x-auth-token"]
            .contains(name.lowercased())
    }
}
