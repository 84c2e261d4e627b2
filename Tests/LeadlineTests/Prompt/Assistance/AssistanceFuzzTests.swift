import LeadlineCore
import LeadlineLanguage
import LeadlinePrompt
import TestSupport
import Testing

/// What must hold for every text, whatever is typed.
@Suite struct AssistanceFuzzTests {
    private static let examples = CommandTable.all.flatMap(\.examples)

    /// Beginnings of the examples, of two in one line, and damaged copies.
    private static let texts: [String] = {
        var random = SeededRandom(seed: 11)
        let pairs = examples.indices.map { "\(examples[$0]); \(examples[random.below(examples.count)])" }
        let beginnings = pairs.flatMap { text in
            (0..<6).map { _ in String(text.prefix(random.below(text.count + 1))) }
        }
        return beginnings + mutations(of: examples, count: 300, seed: 7).map { String(decoding: $0, as: UTF8.self) }
    }()

    private let bench: AssistanceBench

    init() throws { bench = try AssistanceBench(CompletionCase.Past.created.rawValue) }

    @Test func `spans are in order, without overlaps and within the text`() {
        for text in Self.texts {
            var end = 0
            for span in bench.assistance.spans(of: text) {
                #expect(span.range.lowerBound >= end && !span.range.isEmpty, "\(text)")
                end = span.range.upperBound
            }
            #expect(end <= text.utf8.count)
        }
    }

    @Test func `every cursor gets an answer within the text`() {
        for text in Self.texts {
            let size = text.utf8.count
            for cursor in [0, size / 3, size / 2, size] {
                let found = bench.assistance.completions(for: text, cursor: cursor)
                #expect(found.range.lowerBound <= cursor && found.range.upperBound <= size, "\(text)")
                _ = bench.assistance.hint(for: text, cursor: cursor)
                _ = bench.assistance.reason(for: text, cursor: cursor)
            }
        }
    }

    @Test func `the examples have no problem`() throws {
        for entry in CommandTable.all {
            for example in entry.examples where !Self.namesWhatIsMissing(example) {
                let text = "\(Self.use(example))\(example) "
                #expect(bench.problems(text) == [], "\(text): \(bench.reason(text + "|") ?? "")")
            }
        }
    }

    /// Whether an example speaks of files, names and APIs that only its reader has.
    private static func namesWhatIsMissing(_ example: String) -> Bool {
        ["enquiry.json", "make-lead", "add-lead", "{{lead.id}}"].contains(where: example.contains)
    }

    private static func use(_ example: String) -> String {
        example.contains("customers") || example.contains("leads where") ? "use drivly; " : ""
    }

    @Test func `what is chosen is read as what it was offered as`() throws {
        for text in Self.texts where CommandParserCheck.isOpen(text) {
            let before = bench.problems(text).count
            let found = bench.assistance.completions(for: text, cursor: text.utf8.count)
            for candidate in found.candidates.prefix(12) {
                let chosen = AssistanceBench.inserting(candidate, found.range, text)
                #expect(bench.problems(chosen).count <= before, "'\(text)' + '\(candidate.text)' = '\(chosen)'")
            }
        }
    }
}

/// Whether help is given at a text's end at all.
enum CommandParserCheck {
    static func isOpen(_ text: String) -> Bool { !text.contains("\r") && !text.contains("\0") }
}
