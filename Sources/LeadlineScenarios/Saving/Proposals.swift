import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// What is worth saying of an answer that nobody has judged: its outcome and a few facts that hold in every universe.
struct Proposals {
    let catalog: APILibrary
    /// More would not be read.
    static let limit = 4

    /// At most `limit`. The replays of the passage, one for each universe, are the answer and the document that was sent.
    func sentences(on passage: Passage, _ replays: [(answer: Answer, sent: JSON?)]) -> [String] {
        guard let answer = passage.answer, !passage.judgesOutcome else { return [] }
        if case .run? = passage.command?.action { return [] }
        let outcome = "outcome is \(answer.outcome)"
        if !passage.sentences.isEmpty || passage.isPreparation { return passage.isSuccess ? [] : [outcome] }
        let worlds = [(answer, passage.exchange?.requestDocument)] + replays
        let facts =
            passage.isSuccess || answer.outcome == "partial" ? facts(passage, answer, worlds) : refusal(answer, worlds)
        return Array(([outcome] + facts).prefix(Self.limit))
    }

    // MARK: Success

    private typealias Worlds = [(answer: Answer, sent: JSON?)]

    private func facts(_ passage: Passage, _ answer: Answer, _ worlds: Worlds) -> [String] {
        var facts = counts(["docs", "errors"], answer, worlds)
        guard let sent = passage.exchange?.requestDocument, case .object(let object) = sent, answer.document != nil
        else { return facts }
        let names = object.members.map(\.name).filter { name in
            worlds.allSatisfy { world in
                guard let value = world.sent?[name] else { return false }
                return world.answer.document?[name].map { $0 == value } ?? false
            }
        }
        let isWhole = names.count == object.count
        if isWhole, names.count > 2 { return facts + ["doc contains {{request.doc}}"] }
        facts += names.compactMap { name in
            guard let value = object[name], value.object == nil, worlds.allSatisfy({ $0.sent?[name] == value }) else {
                return nil
            }
            return sentence([.name("doc"), .name(name)], value, passage)
        }
        return facts
    }

    private func counts(_ parts: [String], _ answer: Answer, _ worlds: Worlds) -> [String] {
        parts.compactMap { part in
            guard let count = answer.value(at: [.name(part)])?.array?.count, part == "docs" || count > 0,
                worlds.allSatisfy({ $0.answer.value(at: [.name(part)])?.array?.count == count })
            else { return nil }
            return "\(part) has \(count) \(count == 1 ? "item" : "items")"
        }
    }

    /// `doc.category is Survey`
    private func sentence(_ path: [PathKey], _ value: JSON, _ passage: Passage) -> String {
        let subject = PathKey.description(path)
        if let text = value.string, isPlainWord(text), type(of: path, passage) == .text {
            return "\(subject) is \(text)"
        }
        let location = SourceLocation(source: Source(name: "value", text: ""), range: 0..<0)
        return "\(subject) is \(CommandPrinter.text(Value(json: value, at: location)))"
    }

    /// Whether a text is read as itself without quotes, and is not taken for anything else.
    private func isPlainWord(_ text: String) -> Bool {
        let words: Set = ["not", "a", "an", "null", "and", "or", "except"]
        return text.utf8.count > 2 && !words.contains(text)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789".unicodeScalars.contains($0))
            }
    }

    private func type(of path: [PathKey], _ passage: Passage) -> ValueType? {
        guard let operation = passage.exchange?.operation, let api = passage.api(in: catalog) else { return nil }
        return api.documentSchema(of: operation)?.schema(at: path.dropFirst())?.valueType
    }

    // MARK: Refusals

    private func refusal(_ answer: Answer, _ worlds: Worlds) -> [String] {
        // Nothing came that could be spoken of, or what came is not the service's own.
        guard answer.status != nil, answer.outcome != "malformed" else { return [] }
        let errors = answer.errors.array ?? []
        var facts: [String] = errors.count > 1 ? counts(["errors"], answer, worlds) : []
        for name in ["path", "message"] {
            let path: [PathKey] = [.name("errors"), .index(0), .name(name)]
            guard let text = answer.value(at: path)?.string, !text.isEmpty, text.utf8.count <= 200,
                worlds.allSatisfy({ $0.answer.value(at: path)?.string == text })
            else { continue }
            facts.append(
                "\(PathKey.description(path)) is \(name == "path" && isPlainWord(text) ? text : CommandPrinter.quoted(text))"
            )
        }
        return facts
    }
}
