import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineRecordings

/// A case for people: its notes, a table of its exchanges, and below it what is wrong with those that failed.
package struct CaseView {
    private let reading: CaseReading
    private let presentation: Presentation
    /// Columns; nil: nothing is cut.
    private let width: Int?

    package init(_ reading: CaseReading, _ presentation: Presentation, width: Int?) {
        self.reading = reading
        self.presentation = presentation
        self.width = width
    }

    /// So many problems are told in full unless somebody asks for all.
    private static let shownProblems = 20
    /// Characters of a server's message, which may be a page of HTML.
    private static let reasonLength = 240

    package var text: String {
        var parts = [capsuleLines, tableLines, problemLines, otherLines].filter { !$0.isEmpty }
        parts.append([summary])
        return parts.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private var style: Style { presentation.style }
    private var columns: Int { width ?? .max / 8 }

    // MARK: The capsule

    private var capsuleLines: [String] {
        guard let capsule = reading.capsule else { return [] }
        let notes = capsule.notes.flatMap { Presentation.wrapped("# " + presentation.line($0), columns) }
        guard !capsule.scenario.isEmpty else { return notes }
        let scenario = presentation.lines(capsule.scenario).map { $0.isEmpty ? "" : style("  " + $0, .faint) }
        return notes + (notes.isEmpty ? [] : [""]) + scenario.dropLast(scenario.last == "" ? 1 : 0)
    }

    // MARK: The table

    private var tableLines: [String] {
        if reading.items.isEmpty { return [] }
        let titles: [TableView.Column] = [
            .init(title: "", least: 1), .init(title: "#", isRight: true, least: 2),
            .init(title: "at", isRight: true, least: 4), .init(title: "request", least: 16),
            .init(title: "key", least: 4), .init(title: "status", isRight: true), .init(title: "outcome", least: 8),
            .init(title: "took", isRight: true, least: 4), .init(title: "operation", least: 10),
        ]
        let start = reading.items.map(\.exchange.sentAt).min()
        let rows = reading.items.enumerated().map { row($0 + 1, $1, since: start) }
        // Where there is room for a part of the operations only, paths that can be read are worth more.
        var table = TableView(columns: titles, rows: rows)
        if reading.items.allSatisfy({ $0.exchange.credential == nil }) { table.remove(at: 4) }
        if !fits(table) { table.remove(at: table.columns.count - 1) }
        return table.lines(width: width, style: style).lines
    }

    private func fits(_ table: TableView) -> Bool {
        guard let width else { return true }
        return table.lines(width: nil, style: Style(isOn: false)).lines.allSatisfy { DisplayText.width($0) <= width }
    }

    private func row(_ number: Int, _ item: CaseReading.Item, since start: Timestamp?) -> [TableView.Cell] {
        let exchange = item.exchange
        let answer = exchange.answer
        let missing = TableView.Cell("–", .faint)
        let role: Style.Role = answer.isSuccess ? .success : .failure
        return [
            mark(item), .init(String(number), item.isSuspect ? .strong : .faint),
            .init(offset(exchange, since: start), .faint),
            .init(presentation.line(request(exchange))),
            exchange.credential.map { .init(presentation.line($0.name)) } ?? missing,
            answer.status.map { .init(String($0)) } ?? missing, .init(presentation.line(answer.outcome), role),
            answer.took.map { .init($0 < .microseconds(1) ? "" : WallTime.text($0)) } ?? missing,
            .init(presentation.line(operation(exchange)), .faint),
        ]
    }

    /// `+1.2s`
    private func offset(_ exchange: Exchange, since start: Timestamp?) -> String {
        let offset = exchange.sentAt - (start ?? exchange.sentAt)
        if offset <= .zero { return "+0s" }
        // Of hours and days no part of a second is worth reading.
        if offset > .seconds(3600) { return "+" + DurationText.text(.seconds(offset.components.seconds)) }
        return "+" + WallTime.text(offset)
    }

    private func mark(_ item: CaseReading.Item) -> TableView.Cell {
        if !item.exchange.answer.isSuccess { return .init("✗", .failure) }
        if item.isSuspect { return .init("!", .warning) }
        return .init("")
    }

    /// `GET /api/leads where state is "TX" limit=2`
    private func request(_ exchange: Exchange) -> String {
        let path = "\(exchange.request.method) \(PercentEncoding.decode(exchange.request.path))"
        guard let filter = exchange.filter else {
            return path + (exchange.request.query.map { "?" + PercentEncoding.decode($0) } ?? "")
        }
        let rest = exchange.request.queryPairs.filter { !$0.name.hasPrefix("where") }
        return ([path, "where", filter.words { _ in .any }] + rest.map { "\($0.name)=\($0.value)" })
            .joined(separator: " ")
    }

    private func operation(_ exchange: Exchange) -> String {
        let several = Set(reading.items.map(\.exchange.apiName)).count > 1
        let name = exchange.operation?.name ?? "–"
        return several ? "\(exchange.apiName ?? "").\(name)" : name
    }

    // MARK: What is wrong

    private var problemLines: [String] {
        let wrong = reading.items.enumerated().filter {
            $0.element.isSuspect || (presentation.isVerbose && !$0.element.opinions.isEmpty)
        }
        let limit = presentation.isVerbose ? wrong.count : Self.shownProblems
        var lines: [String] = []
        var told: [(lines: [String], number: Int)] = []
        for (index, item) in wrong.prefix(limit) {
            let details = details(item)
            lines.append(headline(index + 1, item))
            if details.count > 1, let first = told.first(where: { $0.lines == details }) {
                lines.append("     " + style("as \(first.number)", .faint))
            } else {
                lines += details
                told.append((details, index + 1))
            }
        }
        if wrong.count > limit { lines.append(style("… \(wrong.count - limit) more: -v shows all", .faint)) }
        return lines
    }

    private func headline(_ number: Int, _ item: CaseReading.Item) -> String {
        let exchange = item.exchange
        let view = ExchangeView(exchange: exchange, presentation: presentation, columns: columns)
        let mark = mark(item)
        let shown = mark.text.isEmpty ? " " : style(mark.text, mark.role ?? .strong)
        let name = exchange.operation.map { " " + style("(\($0.name))", .faint) } ?? ""
        let answer = view.answerText(exchange.answer.isSuccess ? .success : .failure)
        return
            "\(shown) \(number)  \(view.requestText)\(name)\(style(" → ", .faint))\(answer)"
    }

    /// What the server said, then what the description says.
    private func details(_ item: CaseReading.Item) -> [String] {
        let said = item.exchange.answer.isSuccess ? [] : item.exchange.answer.reasons
        let shown = said.prefix(presentation.isVerbose ? said.count : 8)
        var lines = shown.flatMap { reason in
            let isCut = !presentation.isVerbose && reason.utf8.count > Self.reasonLength
            return wrapped(
                isCut ? reason.prefix(Self.reasonLength) + "…" : reason, indent: "     ", mark: "")
        }
        if said.count > shown.count { lines.append("     … \(said.count - shown.count) more") }
        for opinion in item.opinions {
            let role: Style.Role = opinion.isAdvice ? .warning : .failure
            lines += wrapped(opinion.sentence, indent: "     ", mark: style(opinion.isAdvice ? "! " : "✗ ", role))
        }
        return lines
    }

    private func wrapped(_ text: String, indent: String, mark: String) -> [String] {
        let gap = mark.isEmpty ? 0 : 2
        let lines = Presentation.wrapped(presentation.line(text), max(20, columns - indent.count - gap))
        return lines.enumerated().map { place, line in
            indent + (place == 0 ? mark : String(repeating: " ", count: gap)) + line
        }
    }

    // MARK: The rest

    private var otherLines: [String] {
        guard presentation.isVerbose else { return [] }
        return reading.others.map { other in
            let status = (try? other.result.get()).map { String($0.status) } ?? "no answer"
            let url = other.request.origin + other.request.path
            let line = presentation.line("\(other.request.method) \(url) → \(status)", columns: columns)
            return style(line, .faint)
        }
    }

    private var summary: String {
        let items = reading.items
        let failed = items.count { !$0.exchange.answer.isSuccess }
        let wrong = items.count { $0.opinions.contains { !$0.isAdvice } }
        let names = Set(items.compactMap(\.exchange.apiName)).sorted().joined(separator: " and ")
        var words = [counted(items.count, "exchange") + (names.isEmpty ? "" : " of \(presentation.line(names))")]
        if failed > 0 { words.append(style("\(failed) failed", .failure)) }
        if wrong > 0 {
            words.append(style("\(wrong) against the API description", .warning))
        }
        if !reading.others.isEmpty {
            let hosts = Set(reading.others.map(\.request.origin)).count
            let more = "\(counted(reading.others.count, "other entry", "other entries")) of \(counted(hosts, "host"))"
            words.append(style(more + (presentation.isVerbose ? "" : ": -v shows them"), .faint))
        }
        return words.joined(separator: ", ")
    }
}
