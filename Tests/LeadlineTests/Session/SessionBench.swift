import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// A session on the mock with a few files, for commands without scenario or shell around them.
struct SessionBench {
    let session: Session

    static let files = [
        "plain.json": #"{"name": "Grace", "page_id": 7}"#,
        "enquiry.json": #"{"lead": {"name": "Grace", "tags": ["a"]}}"#,
        "list.json": "[1]", "broken.json": #"{"name": }"#, "cv.pdf": "%PDF-1.4",
        "rows.csv": "model\ntruck\nvan\n",
    ]

    /// `row` are the cells of a table; empty texts are empty cells.
    init(
        row: [String: String] = [:], files: [String: String] = [:], variables: [String: String] = [:],
        secrets: [String: String] = [:]
    ) throws {
        session = try Product(files: Self.files.merging(files) { $1 }, variables: variables, secrets: secrets).session()
        session.keepsExchanges = true
        try perform("use dealerstudio")
        guard !row.isEmpty else { return }
        session.row = try row.mapValues { text in
            let source = Source(name: "cell", text: text)
            return Session.Cell(value: text.isEmpty ? nil : try ValueParser.value(Excerpt(whole: source), as: .cell))
        }
    }

    /// On APIs and files that others use too.
    init(on product: Product) throws {
        session = product.session()
        session.keepsExchanges = true
        try perform("use dealerstudio")
    }

    /// On a target of its own, as `staging`.
    init(on provider: any TargetProvider, using api: String = "dealerstudio") throws {
        let resources = try Product(files: Self.files).resources
        session = Session(
            resources: resources, target: provider.open(TargetSettings(clock: nil, seed: 42, label: "row")), folder: "",
            runID: "abcd1234")
        session.targetName = "staging"
        session.keepsExchanges = true
        try perform("use \(api)")
    }

    /// Carries out commands up to the first mistake; what the last one did.
    @discardableResult
    func perform(_ commands: String) throws(Diagnostic) -> CommandResult {
        let source = Source(name: "session", text: commands)
        let (parsed, found) = CommandParser.parse(Excerpt(whole: source), context: .prompt)
        if let mistake = found.first { throw mistake }
        var last = CommandResult.done
        for command in parsed { last = try session.perform(command) }
        return last
    }

    /// `code: message (help)`; empty when there is none.
    func mistake(_ commands: String) -> String {
        do throws(Diagnostic) {
            try perform(commands)
            return ""
        } catch {
            return "\(error.code.rawValue): \(error.message)" + (error.help.map { " (\($0))" } ?? "")
        }
    }

    /// The document that a command sends, or its mistake.
    func document(_ commands: String) -> String {
        let mistake = mistake(commands)
        if !mistake.isEmpty { return mistake }
        return session.exchange?.requestDocument?.text() ?? "nothing was sent"
    }

    /// What a command shows, or its mistake.
    func shown(_ commands: String) -> String {
        do throws(Diagnostic) {
            guard case .shown(let shown) = try perform(commands) else { return "nothing is shown" }
            return switch shown {
            case .json(let json): json.text()
            case .text(let text): text
            case .exchange(let exchange): "exchange \(exchange.answer.outcome)"
            case .draft(let draft, let warnings):
                ([JSON.object(draft.document.document).text()] + warnings.map(\.message)).joined(separator: "\n")
            case .clock(let time): time.text
            case .table(let documents, _, let columns):
                "\(documents.count) documents, \(columns.map { PathKey.description($0) })"
            case .difference(let old, let new): "\(old.title) → \(new.title)"
            case .history(_, let numbers): "\(numbers)"
            }
        } catch {
            return "\(error.code.rawValue): \(error.message)" + (error.help.map { " (\($0))" } ?? "")
        }
    }

    /// The last request: method and target, each header that is not leadline's own, the body.
    func request(_ commands: String) -> String {
        let mistake = mistake(commands)
        if !mistake.isEmpty { return mistake }
        guard let exchange = session.exchange else { return "nothing was sent" }
        let fields = exchange.shownFields.all.filter { !$0.value.hasPrefix("leadline/") && $0.name != "X-Request-Id" }
        let lines =
            ["\(exchange.request.method) \(exchange.request.target)"] + fields.map { "\($0.name): \($0.value)" }
            + (exchange.request.body.isEmpty ? [] : [String(decoding: exchange.request.body, as: UTF8.self)])
        return lines.joined(separator: " | ")
    }
}
