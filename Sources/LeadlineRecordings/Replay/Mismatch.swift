import LeadlineCore

/// A request that no entry answers, and the entries that come near.
struct Mismatch {
    struct Near {
        var number: Int
        var differences: [Comparison.Difference]
        var distance: Int
        /// Whether it has answered another request.
        var wasUsed: Bool
    }

    /// What differs more is another request.
    static let farthest = 16

    var sent: RequestShape
    var recording: String
    /// The nearest first.
    var near: [Near]

    /// `no entry of 'case.har' answers POST /api/leads; 1 entry is near: #4 differs in body.phone: recorded …`
    var reason: String {
        let start = "no entry of '\(recording)' answers \(sent.method) \(sent.path)"
        guard !near.isEmpty else { return start + ", and none comes near" }
        let count = near.count == 1 ? "1 entry is near" : "\(near.count) entries are near"
        return "\(start); \(count): " + near.map(Self.text).joined(separator: "; ")
    }

    private static func text(_ near: Near) -> String {
        let used = near.wasUsed ? "#\(near.number) has answered before" : "#\(near.number)"
        guard let first = near.differences.first else { return used }
        let others = near.differences.count - 1
        let more = others == 0 ? "" : ", and in \(others) more place\(others == 1 ? "" : "s")"
        return "\(used)\(near.wasUsed ? " and" : "") differs in \(first.place): \(values(first))\(more)"
    }

    private static func values(_ difference: Comparison.Difference) -> String {
        if isSecret(difference.place) { return "the values are not shown" }
        return "recorded \(short(difference.recorded)), sent \(short(difference.sent))"
    }

    private static func short(_ value: JSON?) -> String {
        guard let value else { return "nothing" }
        let text = DisplayText.harmlessLine(value.text())
        return text.count <= 60 ? text : text.prefix(57) + "..."
    }

    private static func isSecret(_ place: String) -> Bool {
        let place = place.lowercased()
        return ["password", "secret", "token", "apikey", "api_key", "authorization"].contains { place.contains($0) }
    }
}
