import LeadlineAPI
import LeadlineCore

/// A request and its answer, in short or in full.
struct ExchangeView {
    let exchange: Exchange
    let presentation: Presentation
    /// Columns that are left for a line.
    let columns: Int

    /// Lines of a body that are shown in short.
    private static let bodyLimit = 12

    /// `PUT /api/v1/leads/1001 as full → 400 Bad Request too_old, took 2s`
    var headline: String {
        let took = exchange.answer.took.flatMap { $0 > .zero ? ", took \(DurationText.text($0))" : nil } ?? ""
        return requestText + presentation.style(" → ", .faint) + answerText(.strong)
            + presentation.style(took, .faint)
    }

    /// `PUT /api/v1/leads/1001 as full`
    var requestText: String {
        let path = presentation.line(PercentEncoding.decode(exchange.request.path))
        var text = "\(presentation.line(exchange.request.method)) \(path)"
        if let name = exchange.credential?.name { text += " as \(presentation.line(name))" }
        if let matched = exchange.matched { text += presentation.style(", \(matched) matched", .faint) }
        return text
    }

    /// `400 Bad Request too_old`, the outcome in a role.
    func answerText(_ role: Style.Role) -> String {
        let outcome = presentation.style(presentation.line(exchange.answer.outcome), role)
        guard let status = exchange.answer.status else { return outcome }
        return "\(status) \(StatusPhrase.text(status).map { $0 + " " } ?? "")" + outcome
    }

    /// The parts below the headline with their labels: query, document sent, body that came.
    var parts: [(label: String, lines: [String])] {
        presentation.isVerbose ? fullParts : shortParts
    }

    private var shortParts: [(label: String, lines: [String])] {
        var parts: [(label: String, lines: [String])] = []
        if let query = exchange.request.query, !query.isEmpty { parts.append(("query", queryLines(query))) }
        if let document = exchange.requestDocument {
            parts.append(("sent", lines(document)))
        } else if !exchange.request.body.isEmpty {
            parts.append(("sent", bodyLines(exchange.request.body)))
        }
        if let body = exchange.answer.body {
            parts.append(("answer", lines(body)))
        } else if exchange.answer.status == nil {
            let reasons = (exchange.answer.errors.array ?? []).compactMap { $0["message"]?.string }
            if !reasons.isEmpty { parts.append(("answer", reasons.map(presentation.line))) }
        }
        return parts
    }

    private var fullParts: [(label: String, lines: [String])] {
        let request = exchange.request
        var sent = [presentation.line("\(request.method) \(request.url)")]
        sent += exchange.shownFields.all.map { presentation.line("\($0.name): \($0.value)") }
        if !request.body.isEmpty { sent += [""] + bodyLines(request.body) }
        var parts = [("request", sent)]
        if let query = request.query, !query.isEmpty { parts.append(("query", queryLines(query))) }
        guard let response = exchange.response else { return parts }
        var came = ["\(response.status) \(StatusPhrase.text(response.status) ?? "")"]
        came += response.fields.all.map { presentation.line("\($0.name): \($0.value)") }
        if !response.body.isEmpty { came += [""] + bodyLines(response.body) }
        parts.append(("answer", came))
        return parts
    }

    /// A query without its percent signs, a line for each parameter when they need more than one.
    private func queryLines(_ query: Substring) -> [String] {
        let parameters = query.split(separator: "&").map { presentation.line(PercentEncoding.decode($0)) }
        let line = parameters.joined(separator: " & ")
        return DisplayText.width(line) <= columns ? [line] : parameters.flatMap { Presentation.wrapped($0, columns) }
    }

    private func bodyLines(_ body: [UInt8]) -> [String] {
        if let json = try? JSON(parsing: body) { return lines(json) }
        let text = String(decoding: body, as: UTF8.self)
        return cut(presentation.lines(text), bytes: body.count)
    }

    private func lines(_ value: JSON) -> [String] {
        if case .string(let text) = value { return cut(presentation.lines(text), bytes: text.utf8.count) }
        let limit = presentation.isVerbose ? Int.max : Self.bodyLimit
        return JSONView.lines(value, presentation, columns: columns, limit: limit)
    }

    private func cut(_ lines: [String], bytes: Int) -> [String] {
        if presentation.isVerbose { return lines }
        let shown = lines.prefix(Self.bodyLimit).map { Presentation.cut($0, columns) }
        return lines.count > shown.count ? shown + ["… \(bytes) bytes, -v shows all"] : Array(shown)
    }
}
