package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession

/// What commands at the prompt show.
package struct PromptPrinter {
    private(set) var presentation: Presentation
    /// nil: there is no screen. Nothing is folded or cut then.
    let size: TerminalSize?
    /// Whether a program reads it: JSON and texts then stay as they came.
    let isPiped: Bool

    package init(_ presentation: Presentation, size: TerminalSize?, isPiped: Bool = false) {
        self.presentation = presentation
        self.size = size
        self.isPiped = isPiped
        self.presentation.width = size.map { max($0.columns, 20) } ?? presentation.width
        if isPiped { self.presentation.style.isOn = false }
    }

    var style: Style { presentation.style }
    var width: Int { presentation.width }
    /// Columns of tables.
    var tableWidth: Int? { size == nil ? nil : width }
    /// Lines that an answer may take after a request.
    var rows: Int { size.map { max($0.rows * 2 / 3, 6) } ?? .max }

    // MARK: Values

    /// What commands that only look show.
    func text(_ shown: Shown) -> String {
        switch shown {
        case .json(let json): text(json)
        case .text(let text): self.text(text)
        case .clock(let time): text(time.text)
        case .exchange(let exchange): text(exchange)
        case .draft(let draft, _): text(.object(draft.document.document))
        case .table(let documents, let schema, let columns): table(documents, schema, columns)
        case .difference(let old, let new): difference(from: old, to: new)
        case .history(let exchanges, let numbers): history(exchanges, numbers)
        }
    }

    /// A value in full. For a program a text is what it is, anything else JSON.
    package func text(_ value: JSON) -> String {
        if isPiped { return (value.string ?? value.prettyText()) + "\n" }
        return text(lines(value))
    }

    func lines(_ value: JSON) -> [String] {
        if case .string(let text) = value { return presentation.lines(text) }
        return presentation.json(value.prettyText()).split(separator: "\n")
            .map { JSONPaint(style: style).painted(String($0)) }
    }

    package func text(_ text: String) -> String {
        isPiped ? text + "\n" : presentation.lines(text).joined(separator: "\n") + "\n"
    }

    /// A whole exchange: for a program the body of its answer.
    package func text(_ exchange: Exchange) -> String {
        if isPiped { return text(exchange.answer.body ?? .null) }
        var verbose = presentation
        verbose.verbosity = .verbose
        let view = ExchangeView(exchange: exchange, presentation: verbose, columns: width)
        return ([view.headline] + view.parts.flatMap { [""] + $0.lines }).joined(separator: "\n") + "\n"
    }

    func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

    // MARK: Sentences

    /// `✓ outcome is created`, or what does not hold and why.
    package func text(_ judgement: Judgement) -> String {
        let sentence = presentation.line(String(judgement.location.text))
        guard !judgement.findings.isEmpty else { return "\(style("✓", .success)) \(sentence)\n" }
        let table = FindingTable(presentation: presentation, columns: width - 2).lines(judgement.findings)
        return text(["\(style("✗", .failure)) \(sentence)"] + table.map { "  \($0)" })
    }

    // MARK: Differences, tables, the history

    package func difference(from old: Comparand, to new: Comparand) -> String {
        text(DiffView.lines(from: old, to: new, presentation, columns: tableWidth))
    }

    package func history(_ exchanges: [Exchange], _ numbers: [Int]) -> String {
        text(HistoryView.lines(exchanges, numbers, presentation, width: tableWidth))
    }

    /// Documents with the named columns; without names those that tell most.
    package func table(_ documents: [JSON], _ schema: Schema?, _ columns: [[PathKey]]) -> String {
        if documents.isEmpty { return "no documents\n" }
        let table = documentTable(documents[...], schema)
        let (lines, hidden) = columns.isEmpty ? table.lines() : table.lines(paths: columns)
        return text(lines + note(hidden))
    }

    func documentTable(_ documents: ArraySlice<JSON>, _ schema: Schema?) -> DocumentTable {
        DocumentTable(documents: documents, schema: schema, presentation: presentation, width: tableWidth)
    }

    /// `3 columns hidden: a, b, c`
    private func note(_ hidden: [String]) -> [String] {
        if hidden.isEmpty { return [] }
        let names = hidden.map(presentation.line).joined(separator: ", ")
        let text = "\(counted(hidden.count, "column")) hidden: \(names)"
        return Presentation.wrapped(text, width).map { style($0, .faint) }
    }
}
