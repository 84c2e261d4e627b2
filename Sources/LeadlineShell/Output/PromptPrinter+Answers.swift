package import LeadlineAPI
import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession

/// What is shown after a request without being asked for.
extension PromptPrinter {
    /// What is known of an exchange beside it.
    package struct Surroundings {
        /// For `show`, `diff` and `history`.
        package var number: Int
        /// By the machine's clock.
        package var waited: Duration
        package var target: TargetKind
        /// What the documents of the answer look like.
        package var schema: Schema?
        package var page: PagePlace?

        package init(number: Int, waited: Duration, target: TargetKind, schema: Schema?, page: PagePlace?) {
            self.number = number
            self.waited = waited
            self.target = target
            self.schema = schema
            self.page = page
        }
    }

    /// `3  POST /api/v1/leads as full → 201 Created created · 12ms · 1.4 kB`
    package func headline(_ exchange: Exchange, _ around: Surroundings) -> String {
        let view = ExchangeView(exchange: exchange, presentation: presentation, columns: width)
        var facts: [String] = []
        if around.target == .mock, let took = exchange.answer.took, took > .zero {
            facts.append("took \(DurationText.text(took)) (mock)")
        }
        // What somebody thought about a question, or what nobody sent, says nothing of a server.
        if around.target != .live { facts.append(WallTime.text(around.waited)) }
        if let wire = exchange.wire { facts.append(WallTime.text(wire.timings.total)) }
        if let response = exchange.response { facts.append(ByteCount.text(response.body.count)) }
        let answer = style("→ ", .faint) + view.answerText(exchange.answer.isSuccess ? .success : .failure)
        let parts = [view.requestText, answer] + facts.map { style("· \($0)", .faint) }
        let number = "\(around.number)"
        return style(number, .faint) + "  " + joined(parts, indent: number.utf8.count + 2) + "\n"
    }

    /// Parts with a blank between them; on a screen one that has no room begins a line.
    private func joined(_ parts: [String], indent: Int) -> String {
        var (text, used) = ("", indent)
        for part in parts {
            let columns = DisplayText.visibleWidth(part[...])
            if text.isEmpty {
                used += columns
            } else if size == nil || used + 1 + columns <= width {
                text += " "
                used += 1 + columns
            } else {
                text += "\n" + String(repeating: " ", count: indent)
                used = indent + columns
            }
            text += part
        }
        return text
    }

    /// The documents, the document, the errors, or the body.
    package func answer(_ exchange: Exchange, _ around: Surroundings) -> String {
        if isPiped { return text(exchange.answer.body ?? .null) }
        let differences = exchange.earlier.map {
            DiffView.lines(of: exchange, repeating: $0, around.schema, presentation, columns: tableWidth)
        }
        if let differences, exchange.answer.isSuccess { return text(differences) }
        var lines = isText(exchange.answer) ? [] : errors(exchange.answer)
        if lines.isEmpty, let body = exchange.answer.body, !exchange.answer.isSuccess {
            lines += folded(body, path: "body")
        }
        lines += reasons(exchange, around.target)
        if let documents = exchange.answer.documents?.array {
            lines += self.documents(documents, around.schema, around.page)
        } else if exchange.answer.isSuccess, let body = exchange.answer.body {
            lines += exchange.answer.document.map { folded($0, path: "doc") } ?? folded(body, path: "body")
        }
        return text(lines + (differences ?? []))
    }

    /// Whether the errors of an answer are no more than its text, which has lines of its own.
    private func isText(_ answer: Answer) -> Bool { answer.body?.string.map { !$0.isEmpty } ?? false }

    /// `mock find leads → found, 3 documents`
    package func headline(_ request: Request, _ answer: Answer) -> String {
        let count = answer.documents?.array.map { ", \(counted($0.count, "document"))" } ?? ""
        let role: Style.Role = answer.isSuccess ? .success : .failure
        return "mock \(request.verb.rawValue) \(presentation.line(request.collection.value))" + style(" → ", .faint)
            + style(answer.outcome, role) + "\(count)\n"
    }

    /// What a `mock` command found or changed.
    package func answer(_ answer: Answer, _ schema: Schema?) -> String {
        if isPiped { return text(answer.document ?? answer.documents ?? .null) }
        var lines = errors(answer)
        if let documents = answer.documents?.array { lines += self.documents(documents, schema, nil) }
        if let document = answer.document { lines += folded(document, path: "doc") }
        return text(lines)
    }

    // MARK: Parts

    private func folded(_ value: JSON, path: String) -> [String] {
        guard let size else { return lines(value) }
        guard case .string(let text) = value else {
            return FoldedJSON.lines(value, path: path, presentation, columns: width, rows: rows)
        }
        if text.isEmpty { return [] }
        // A page of HTML may have any size: no more of it is read than can be shown.
        let room = size.rows * width * 4 + 8192
        let isCut = text.utf8.count > room
        let beginning = isCut ? String(decoding: text.utf8.prefix(room), as: UTF8.self) : text
        let lines = presentation.lines(beginning)
        let shown = lines.prefix(rows - 1).map { Presentation.cut($0, width) }
        if !isCut, lines.count <= rows, lines.allSatisfy({ DisplayText.width($0) <= width }) { return lines }
        return shown + [style("… \(ByteCount.text(text.utf8.count)), show \(path)", .faint)]
    }

    private func documents(_ documents: [JSON], _ schema: Schema?, _ page: PagePlace?) -> [String] {
        if documents.isEmpty { return [style(page.map { pageText($0, shown: 0) } ?? "no documents", .faint)] }
        // A line for the titles and one for what is not shown.
        let shown = documents.prefix(size == nil ? documents.count : max(rows - 3, 3))
        let (lines, hidden) = documentTable(shown, schema).lines()
        var notes: [String] = []
        let more = documents.count - shown.count
        if more > 0 { notes.append("… \(more) more, table shows all") }
        if let page { notes.append(pageText(page, shown: documents.count)) }
        if !hidden.isEmpty { notes.append("\(counted(hidden.count, "column")) hidden") }
        return lines
            + Presentation.wrapped(notes.joined(separator: " · "), width).filter { !$0.isEmpty }
            .map { style($0, .faint) }
    }

    /// `page 1 of 3, 45 found · next turns the page`
    private func pageText(_ page: PagePlace, shown: Int) -> String {
        let total = page.total ?? (page.next == nil && page.previous == nil ? shown : nil)
        let found = total.map { "\($0) found" }
        if page.next == nil, page.previous == nil, let found { return found }
        let text = ["page \(page.number)\(page.count.map { " of \($0)" } ?? "")", found].compactMap { $0 }
            .joined(separator: ", ")
        switch (page.next, page.previous) {
        case (_?, _): return text + " · next turns the page"
        case (nil, _?): return text + " · the last, prev turns back"
        case (nil, nil): return text
        }
    }

    /// A line for each error, the field or id first.
    private func errors(_ answer: Answer) -> [String] {
        let errors = answer.errors.array ?? []
        let shown = errors.prefix(size == nil ? errors.count : max(rows / 2, 3))
        let lines = shown.flatMap { error -> [String] in
            let message = error["message"]?.string ?? error.text()
            let place = (error["path"] ?? error["id"]).map { presentation.line($0.string ?? $0.text()) }
            let text = presentation.line(Presentation.beginning(of: message, width * 4), columns: width * 4)
            let words = place.map { "\($0)  \(text)" } ?? text
            return Presentation.wrapped(words, width - 2).enumerated().map { index, line in
                let name = place ?? ""
                let isNamed = index == 0 && !name.isEmpty && line.hasPrefix(name)
                return "  " + (isNamed ? style(name, .strong) + line.dropFirst(name.count) : line)
            }
        }
        let more = errors.count - shown.count
        return lines + (more > 0 ? [style("  … \(more) more, show errors", .faint)] : [])
    }

    /// Why the mock did not do what was asked; on live servers what was waited for.
    private func reasons(_ exchange: Exchange, _ target: TargetKind) -> [String] {
        if target != .live, exchange.answer.isSuccess { return [] }
        return exchange.reasons.flatMap { reason in
            let words = (target == .live ? "" : "why: ") + presentation.line(reason)
            return Presentation.wrapped(words, width - 2).map { style("  \($0)", .faint) }
        }
    }
}
