import LeadlineLanguage
import LeadlinePrompt
import LeadlineSession

/// Help for lines that are typed in a session on the mock; `|` in a text is the cursor.
struct AssistanceBench {
    let bench: SessionBench
    let assistance: SessionAssistance

    static let files = [
        "lead.json": "{}", "leads.csv": "a", "notes.txt": "", "my leads.json": "{}", ".hidden.json": "{}",
        "flows/make.leadline.yaml": "", "flows/readme.md": "", "cv.pdf": "%PDF", "suite.leadline.yaml": "",
        "monday.har": "{}",
    ]

    private static let product = Result {
        try Product(files: files, variables: ["HOME": "ada", "LANG": "C"], secrets: ["token": "s3cret"])
    }

    init(_ commands: String = "") throws {
        bench = try SessionBench(on: try Self.product.get())
        if !commands.isEmpty { try bench.perform(commands) }
        assistance = SessionAssistance(session: bench.session)
    }

    static func split(_ marked: String) -> (text: String, cursor: Int) {
        let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        return (parts.joined(), parts[0].utf8.count)
    }

    func completions(_ marked: String) -> Completions {
        let (text, cursor) = Self.split(marked)
        return assistance.completions(for: text, cursor: cursor)
    }

    /// The candidates as they would be inserted, with their suffixes.
    func candidates(_ marked: String) -> [String] { completions(marked).candidates.map { $0.text + $0.suffix } }

    /// The text once the only fitting candidate, or the one of this text, is chosen.
    func chosen(_ marked: String, _ candidate: String) -> String? {
        let (text, _) = Self.split(marked)
        let completions = completions(marked)
        guard let found = completions.candidates.first(where: { $0.text == candidate }) else { return nil }
        return Self.inserting(found, completions.range, text)
    }

    static func inserting(_ candidate: Candidate, _ range: Range<Int>, _ text: String) -> String {
        let bytes = Array(text.utf8)
        let inserted = Array((candidate.text + candidate.suffix).utf8)
        return String(
            decoding: Array(bytes[..<range.lowerBound]) + inserted + Array(bytes[range.upperBound...]), as: UTF8.self)
    }

    func hint(_ marked: String) -> String? {
        let (text, cursor) = Self.split(marked)
        return assistance.hint(for: text, cursor: cursor)
    }

    func reason(_ marked: String) -> String? {
        let (text, cursor) = Self.split(marked)
        return assistance.reason(for: text, cursor: cursor)
    }

    /// The text's parts with their roles: `command:create word:leads`.
    func parts(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return assistance.spans(of: text).map { span in
            "\(span.role):" + String(decoding: bytes[span.range], as: UTF8.self)
        }
    }

    /// The parts that are marked as wrong.
    func problems(_ text: String) -> [String] {
        parts(text).filter { $0.hasPrefix("problem:") }.map { String($0.dropFirst("problem:".count)) }
    }
}
