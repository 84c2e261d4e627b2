/// Why a JSON value is not a recording that can be used.
package struct HARError: Error, Sendable, Equatable {
    /// From 1; nil: it is the log as a whole.
    package var entry: Int?
    /// Where in the entry or the file: `request.postData.text`.
    package var member: String
    /// What was expected and what was found, without entry and member.
    package var reason: String

    package init(entry: Int?, member: String, reason: String) {
        self.entry = entry
        self.member = member
        self.reason = reason
    }

    /// As a sentence: `entry 4, 'request.url': a text expected, found a number`.
    package var message: String { (entry.map { "entry \($0), " } ?? "") + "'\(member)': \(reason)" }
}
