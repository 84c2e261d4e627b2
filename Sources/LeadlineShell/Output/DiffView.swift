import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
package import LeadlineSession

/// What differs between two exchanges or values, place by place. What changes from request to request by itself stands
/// last, in short.
package struct DiffView {
    private let presentation: Presentation
    private let columns: Int
    private var entries: [(entry: JSONDifference.Entry, isVolatile: Bool)] = []

    /// The lines; one line that says so where nothing differs. `columns` nil: nothing is cut.
    package static func lines(
        from old: Comparand, to new: Comparand, _ presentation: Presentation, columns: Int?
    ) -> [String] {
        var view = DiffView(presentation: presentation, columns: columns ?? .max)
        view.compare(old, new)
        let title = "\(presentation.line(old.title)) → \(presentation.line(new.title))"
        return [presentation.style(title, .strong)] + view.lines
    }

    /// What differs in the answer of an exchange that was sent again, and whether another key was used.
    static func lines(
        of exchange: Exchange, repeating earlier: EarlierExchange, _ schema: Schema?, _ presentation: Presentation,
        columns: Int?
    ) -> [String] {
        var view = DiffView(presentation: presentation, columns: columns ?? .max)
        let old = earlier.exchange.credential.map { JSON.string($0.name) }
        view.compare(old, exchange.credential.map { .string($0.name) }, "request.key", nil)
        view.compareAnswers(earlier.exchange, exchange, schema, fields: Self.tellingFields)
        if view.entries.allSatisfy(\.isVolatile) {
            let more = view.entries.isEmpty ? "" : ", but for ids and times"
            return [presentation.style("answered as \(earlier.number) was\(more)", .strong)]
        }
        return [presentation.style("differs from \(earlier.number):", .strong)] + view.lines
    }

    /// What tells exchanges of two cases apart, but for what each connection has of its own; behind it what changes from
    /// request to request by itself.
    static func entries(
        of old: Exchange, and new: Exchange, _ schema: Schema?
    ) -> (telling: [JSONDifference.Entry], volatile: [JSONDifference.Entry]) {
        var view = DiffView(presentation: Presentation(), columns: .max)
        view.compareCases(old, new, schema)
        return (view.entries.filter { !$0.isVolatile }.map(\.entry), view.entries.filter(\.isVolatile).map(\.entry))
    }

    /// A line for each difference.
    static func lines(
        _ telling: [JSONDifference.Entry], volatile: [JSONDifference.Entry] = [], _ presentation: Presentation,
        columns: Int?
    ) -> [String] {
        var view = DiffView(presentation: presentation, columns: columns ?? .max)
        view.entries = telling.map { ($0, false) } + volatile.map { ($0, true) }
        return view.lines
    }

    /// What differs, for programs; what changes from request to request by itself stands last.
    static func entries(from old: Comparand, to new: Comparand) -> [JSONDifference.Entry] {
        var view = DiffView(presentation: Presentation(), columns: .max)
        view.compare(old, new)
        return (view.entries.filter { !$0.isVolatile } + view.entries.filter(\.isVolatile)).map(\.entry)
    }

    private init(presentation: Presentation, columns: Int) {
        self.presentation = presentation
        self.columns = columns
    }

    // MARK: Comparing

    private mutating func compare(_ old: Comparand, _ new: Comparand) {
        if case .exchange(_, let first, let schema) = old, case .exchange(_, let second, _) = new {
            compare(first, second, schema)
        } else {
            compare(old.value, new.value, "", old.schema ?? new.schema)
        }
    }

    private mutating func compare(_ old: Exchange, _ new: Exchange, _ schema: Schema?) {
        compare(old.requestFacts, new.requestFacts, "", nil)
        compare(old.shownFields.comparable, new.shownFields.comparable, "request.headers", nil)
        compare(old.requestDocument ?? old.sentBody, new.requestDocument ?? new.sentBody, "request.doc", nil)
        compareAnswers(old, new, schema)
    }

    private mutating func compareCases(_ old: Exchange, _ new: Exchange, _ schema: Schema?) {
        compare(old.requestFacts, new.requestFacts, "", nil)
        // Of requests for one document the path has its id.
        if old.operation?.selection == .id, old.operation?.name == new.operation?.name {
            for index in entries.indices where entries[index].entry.path == "request.path" {
                entries[index].isVolatile = true
            }
        }
        let (a, b) = (old.shownFields.ofClient, new.shownFields.ofClient)
        compare(a.comparable, b.comparable, "request.headers", nil)
        compare(old.requestDocument ?? old.sentBody, new.requestDocument ?? new.sentBody, "request.doc", nil)
        compareAnswers(old, new, schema, fields: Self.tellingFields)
    }

    private static let tellingFields = ["location", "retry-after"]

    /// `fields`: the headers that count; nil: all.
    private mutating func compareAnswers(
        _ old: Exchange, _ new: Exchange, _ schema: Schema?, fields names: [String]? = nil
    ) {
        compare(old.answerFacts, new.answerFacts, "", nil)
        let fields = [old, new].map { exchange in
            exchange.answer.fields.map { names.map($0.only) ?? $0 }?.comparable
        }
        compare(fields[0], fields[1], "headers", nil)
        // The part that both have, from the narrowest on.
        let (a, b) = (old.answer, new.answer)
        if a.document != nil, b.document != nil {
            compare(a.document, b.document, "doc", schema)
        } else if a.documents != nil, b.documents != nil {
            compare(a.documents, b.documents, "docs", schema.map { Schema(listOf: $0) })
        } else {
            compare(a.body, b.body, "body", nil)
        }
    }

    private mutating func compare(_ old: JSON?, _ new: JSON?, _ path: String, _ schema: Schema?) {
        switch (old, new) {
        case (nil, nil): break
        case (nil, let new?): entries.append((.init(path: path, kind: .added(new)), false))
        case (let old?, nil): entries.append((.init(path: path, kind: .removed(old)), false))
        case (let old?, let new?):
            entries += JSONDifference(from: old, to: new, path: path).entries.map {
                ($0, Self.isVolatile($0, below: path, schema))
            }
        }
    }

    /// Ids and times that a server sets, by the description; both sides times; headers that every answer has anew.
    private static func isVolatile(_ entry: JSONDifference.Entry, below path: String, _ schema: Schema?) -> Bool {
        if path.hasSuffix("headers") {
            let name = entry.path.dropFirst(path.utf8.count).lowercased()
            return volatileFields.contains { name == ".\($0)" }
        }
        guard case .changed(let old, let new) = entry.kind else { return false }
        if let a = old.string, let b = new.string, (try? Timestamp(parsing: a)) != nil {
            return (try? Timestamp(parsing: b)) != nil
        }
        let names = entry.path.dropFirst(path.utf8.count).split { ".[]".contains($0) }
        let place = names.reduce(schema) { place, name in
            Int(name) == nil ? place?.schema(at: [.name(String(name))]) : place?.items?.schema
        }
        return ["sequence", "object-id", "now"].contains(place?.generator)
    }

    private static let volatileFields = [
        "age", "cf-ray", "content-length", "date", "etag", "expires", "last-modified", "server-timing", "set-cookie",
        "user-agent", "x-request-id", "x-runtime",
    ]

    // MARK: Lines

    private var lines: [String] {
        if entries.isEmpty { return ["no difference"] }
        let width = min(entries.map { DisplayText.width(presentation.line($0.entry.path)) }.max() ?? 0, 40)
        let telling = entries.filter { !$0.isVolatile }.map { line($0.entry, width) }
        let others = entries.filter(\.isVolatile)
        guard !others.isEmpty else { return telling }
        let title = telling.isEmpty ? "no difference but ids and times:" : "ids and times differ too:"
        return telling + [presentation.style(title, .faint)]
            + others.map { presentation.style(plainLine($0.entry, width), .faint) }
    }

    private func line(_ entry: JSONDifference.Entry, _ width: Int) -> String {
        let (mark, path, old, new) = parts(entry, width)
        let style = presentation.style
        let shownOld = old.map { style($0, .actual) } ?? ""
        let arrow = old != nil && new != nil ? " → " : ""
        let role: Style.Role = mark == "+" ? .expected : mark == "-" ? .actual : .warning
        return "\(style(mark, role)) \(path)  \(shownOld)\(arrow)\(new.map { style($0, .expected) } ?? "")"
    }

    private func plainLine(_ entry: JSONDifference.Entry, _ width: Int) -> String {
        let (mark, path, old, new) = parts(entry, width)
        return "\(mark) \(path)  " + [old, new].compactMap { $0 }.joined(separator: " → ")
    }

    private func parts(
        _ entry: JSONDifference.Entry, _ width: Int
    ) -> (mark: String, path: String, old: String?, new: String?) {
        let path = Presentation.padded(presentation.line(entry.path.isEmpty ? "value" : entry.path), width)
        let room = columns == .max ? Int.max / 8 : max(columns - DisplayText.width(path) - 4, 20)
        switch entry.kind {
        case .added(let new): return ("+", path, nil, value(new, room))
        case .removed(let old): return ("-", path, value(old, room), nil)
        case .changed(let old, let new):
            let half = (room - 3) / 2
            // Long texts are shown from where they differ.
            let same = Self.sameStart(old, new, longerThan: half)
            return ("~", path, value(old, half, from: same), value(new, half, from: same))
        }
    }

    private func value(_ value: JSON, _ room: Int, from start: Int = 0) -> String {
        if let short = JSONView.short(value, room) { return presentation.line(short) }
        switch value {
        case .array(let elements): return "[… \(counted(elements.count, "element"))]"
        case .object(let object): return "{… \(counted(object.count, "member"))}"
        // What holds a secret is not cut at its start: the rest would show the secret's end.
        case .string(let text) where start > 0 && presentation.redactor(text) == text:
            return "…" + presentation.cutLeaf(.string(String(text.dropFirst(start))), room - 1)
        default: return presentation.cutLeaf(value, room)
        }
    }

    /// How many characters two long texts share at their start, but for a few that show the place; else 0.
    private static func sameStart(_ old: JSON, _ new: JSON, longerThan columns: Int) -> Int {
        guard let old = old.string, let new = new.string, max(old.utf8.count, new.utf8.count) > columns else {
            return 0
        }
        let same = zip(old, new).prefix { $0 == $1 }.count
        return same > columns / 2 ? same - min(same, 8) : 0
    }
}

extension Exchange {
    /// What a sender decides of a request, but for headers and document.
    fileprivate var requestFacts: JSON {
        var query = JSONObject()
        for pair in request.queryPairs { query[pair.name] = .string(pair.value) }
        return [
            "request": [
                "method": .string(request.method), "path": .string(PercentEncoding.decode(request.path)),
                "query": .object(query), "key": credential.map { .string($0.name) } ?? .null,
            ]
        ]
    }

    fileprivate var sentBody: JSON? {
        if request.body.isEmpty { return nil }
        return (try? JSON(parsing: request.body)) ?? .string(String(decoding: request.body, as: UTF8.self))
    }

    fileprivate var answerFacts: JSON {
        ["status": answer.status.map { .integer($0) } ?? .null, "outcome": .string(answer.outcome)]
    }
}

extension HTTPFields {
    /// Names in lower case, repeated ones joined.
    fileprivate var comparable: JSON {
        var object = JSONObject()
        for field in all {
            let name = field.name.lowercased()
            if object[name] == nil { object[name] = self[name].map { .string($0) } }
        }
        return .object(object)
    }

    /// Without those of the connection or the browser.
    fileprivate var ofClient: HTTPFields { filtered { !Self.isOfConnection($0) } }

    fileprivate func only(_ names: [String]) -> HTTPFields { filtered { names.contains($0.lowercased()) } }

    private func filtered(_ isMeant: (String) -> Bool) -> HTTPFields {
        var fields = HTTPFields()
        for field in all where isMeant(field.name) { fields.append(field.name, field.value) }
        return fields
    }
}
