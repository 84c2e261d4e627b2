import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// A command of the session that the file keeps, and what was said of its answer.
struct Passage {
    /// The place of the typed command among all.
    var index: Int
    /// nil: sentences before the first command.
    var command: Command?
    /// The API that was chosen.
    var api: String?
    var answer: Answer?
    var exchange: Exchange?
    var sentences: [Sentence] = []
    /// Names for what the answer holds, where the command itself cannot bind them.
    var captures: [Command] = []

    struct Sentence {
        var kind: Command.JudgeKind
        var predicate: Predicate
    }

    init(index: Int, command: Command?, api: String?, _ result: CommandResult? = nil) {
        self.index = index
        self.command = command
        self.api = api
        if case .exchange(let exchange)? = result { self.exchange = exchange }
        answer = result?.lastAnswer
    }

    /// The collection that the answer's documents are of.
    var collection: String? {
        switch command?.action {
        case .request(let request)?, .mock(let request, _)?: request.collection.value
        default: exchange?.operation?.collection
        }
    }

    var isSuccess: Bool { answer.map { Outcome.successes.contains($0.outcome) } ?? true }

    /// Whether it only prepares what follows, and nothing is said of it.
    var isPreparation: Bool {
        guard sentences.isEmpty, isSuccess else { return false }
        return switch command?.action {
        case .clock, .fault, .faultOff, .bind, .mockReset: true
        case .mock(let request, _): request.verb != .get && request.verb != .find
        default: false
        }
    }

    /// Whether it may stand in the setup: it acts on the mock's store or clock.
    var isGround: Bool {
        switch command?.action {
        case .mock, .mockReset, .clock: isPreparation
        default: false
        }
    }

    /// Whether the chosen API decides what it means.
    var needsAPI: Bool {
        switch command?.action {
        case .request, .mock, .fault: true
        case .raw(let request):
            if case .word(let word) = request.url { word.text.literal?.hasPrefix("/") ?? true } else { true }
        default: false
        }
    }

    var judgesOutcome: Bool {
        sentences.contains { sentence in
            sentence.predicate.tests.contains { test in
                guard case .path(let path) = test.subject else { return false }
                return path.first == "outcome" || path.first == "status"
            }
        }
    }

    /// All names that the passage binds.
    var boundNames: [String] {
        ((command.map { [$0] } ?? []) + captures).flatMap(\.boundNames).map(\.value)
    }

    /// The first names that the passage uses.
    var usedNames: Set<String> {
        var used: Set<String> = []
        let visitor = SyntaxVisitor { subject, _ in
            if case .path(let path) = subject, let first = path.first { used.insert(first) }
            if case .jsonPath = subject { used.insert("body") }
        }
        command.map(visitor.visit)
        captures.forEach(visitor.visit)
        for sentence in sentences { visitor.visit(sentence.predicate) }
        return used
    }
}

extension CommandResult {
    /// What sentences behind the command speak of.
    var lastAnswer: Answer? {
        switch self {
        case .exchange(let exchange): exchange.answer
        case .stored(let answer): answer
        default: nil
        }
    }
}

extension Command {
    /// Whether it names something of the last answer.
    var readsAnswer: Bool { SyntaxVisitor.finds(ReservedNames.answer) { $0.visit(self) } }
}

extension SyntaxVisitor {
    /// Whether what is visited names one of these, or the last answer by a JSONPath.
    static func finds(_ names: [String], in visit: (SyntaxVisitor) -> Void) -> Bool {
        var found = false
        visit(
            SyntaxVisitor { subject, _ in
                switch subject {
                case .path(let path): found = found || names.contains(path.first ?? "")
                case .jsonPath: found = true
                }
            })
        return found
    }
}
