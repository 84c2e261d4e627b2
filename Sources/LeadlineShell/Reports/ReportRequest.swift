import LeadlineCore
import LeadlineSession

/// A report that was asked for: `junit=FILE`.
package struct ReportRequest: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case junit, jsonl
    }

    package var kind: Kind
    /// `-` is standard output.
    package var path: String

    package var isStandardOutput: Bool { path == "-" }

    /// The path in the one way that tells whether two are the same.
    private var place: String { isStandardOutput ? path : Paths.join(".", path) }

    static func all(_ line: ParsedLine) throws(Diagnostic) -> [ReportRequest] {
        var requests: [ReportRequest] = []
        for value in line.values(.report) {
            let request = try ReportRequest(parsing: value.text)
            if requests.contains(where: { $0.place == request.place }) {
                let place = request.isStandardOutput ? "standard output" : "'\(request.path)'"
                throw Diagnostic(
                    .error, .invalidArgument, "two reports would be written to \(place)",
                    help: "give each a file of its own")
            }
            requests.append(request)
        }
        return requests
    }

    private init(parsing text: String) throws(Diagnostic) {
        let names = Kind.allCases.map(\.rawValue)
        let word = String(text.prefix { $0 != "=" })
        let path = text.dropFirst(word.count + 1)
        guard let kind = Kind(rawValue: word), !path.isEmpty else {
            let nearest = Suggestion.closest(to: word, in: names).map { "did you mean '\($0)=FILE'?" }
            throw Diagnostic(
                .error, .invalidArgument, "'--report' takes junit=FILE or jsonl=FILE, found '\(text)'",
                help: names.contains(word) ? "FILE is missing; - is standard output" : nearest)
        }
        self.kind = kind
        self.path = String(path)
    }
}
