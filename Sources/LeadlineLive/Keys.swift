package import LeadlineCore

/// The keys of a profile as they were read from where they are kept. Secrets: for requests, and for what takes them out
/// of everything else.
package struct ResolvedKeys: Sendable {
    /// By the name of the API, in the order of the profile: the first is used where a command names none. `value` nil:
    /// a key of this name sends no header.
    package var values: [String: [(name: String, value: String?)]]

    /// By the name of the API: why a key of it cannot be had, which leaves its server out.
    package var failures: [String: Diagnostic] = [:]

    package init(values: [String: [(name: String, value: String?)]] = [:]) { self.values = values }
}

/// What a key may look like.
package enum KeyText {
    /// Shorter ones would be found everywhere, and so are not taken out of what is shown.
    package static let shortest = 5

    /// Whether nothing in it can end a header or act on a terminal.
    package static func isVisible(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
    }
}
