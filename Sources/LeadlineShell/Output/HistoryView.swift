package import LeadlineAPI
import LeadlineCore

/// The exchanges of a session as a table.
package enum HistoryView {
    /// The lines; the last one tells how many there are. `numbers` count from 1. `width` nil: nothing is cut.
    package static func lines(
        _ exchanges: [Exchange], _ numbers: [Int], _ presentation: Presentation, width: Int?
    ) -> [String] {
        let shown = numbers.map { ($0, exchanges[$0 - 1]) }
        let days = Set(shown.map { $0.1.sentAt.text.prefix(10) })
        let rows = shown.map { row($0, $1, presentation, withDay: days.count > 1) }
        let columns: [TableView.Column] = [
            .init(title: "#", isRight: true, least: 2), .init(title: days.count > 1 ? "time" : "time (UTC)", least: 8),
            .init(title: "request", least: 14), .init(title: "key"), .init(title: "status", isRight: true),
            .init(title: "outcome", least: 8), .init(title: "took", isRight: true, least: 4),
            .init(title: "size", isRight: true, least: 4),
        ]
        let total = numbers.count == exchanges.count ? "" : " of \(exchanges.count)"
        let words = "\(numbers.count)\(total) \(exchanges.count == 1 ? "exchange" : "exchanges")"
        let count = presentation.style(words, .faint)
        guard !rows.isEmpty else { return [count] }
        let table = TableView(columns: columns, rows: rows).lines(width: width, style: presentation.style)
        return table.lines + [count]
    }

    private static func row(
        _ number: Int, _ exchange: Exchange, _ presentation: Presentation, withDay: Bool
    ) -> [TableView.Cell] {
        let answer = exchange.answer
        let time = exchange.sentAt.text.replacingSuffix(".000Z", with: "Z")
        let target = PercentEncoding.decode(exchange.request.target[...])
        let missing = TableView.Cell("–", .faint)
        return [
            .init(String(number), .faint), .init(withDay ? time : String(time.dropFirst(11).prefix { $0 != "Z" })),
            .init(presentation.line("\(exchange.request.method) \(target)")),
            exchange.credential.map { .init(presentation.line($0.name)) } ?? missing,
            answer.status.map { .init(String($0)) } ?? missing,
            .init(presentation.line(answer.outcome), answer.isSuccess ? .success : .failure),
            answer.took.map { .init(DurationText.text($0)) } ?? missing,
            exchange.response.map { .init(ByteCount.text($0.body.count)) } ?? missing,
        ]
    }
}

extension Answer {
    /// Whether what was asked for was done.
    var isSuccess: Bool { Outcome.successes.contains(outcome) }
}
