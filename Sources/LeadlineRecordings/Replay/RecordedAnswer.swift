import LeadlineCore

/// A recorded response as it answers now: with dates moved, and with actual values in the place of pseudonyms.
struct RecordedAnswer {
    private let recorded: HTTPResponse

    init(_ recorded: HTTPResponse) { self.recorded = recorded }

    func response(lens: TimeLens?, _ bindings: Bindings) -> HTTPResponse {
        guard lens != nil || !bindings.isEmpty else { return recorded }
        var response = recorded
        response.fields = HTTPFields()
        response.body = body(lens, bindings)
        for field in recorded.fields.all {
            let isLength = HTTPFields.same(field.name, "content-length") && response.body != recorded.body
            let value = isLength ? String(response.body.count) : text(field.value, lens, bindings)
            response.fields.append(field.name, value)
        }
        return response
    }

    /// A body in which nothing changes keeps its bytes.
    private func body(_ lens: TimeLens?, _ bindings: Bindings) -> [UInt8] {
        guard let written = String(validating: recorded.body, as: UTF8.self) else { return recorded.body }
        guard let json = try? JSON(parsingFile: recorded.body) else {
            return Array(text(written, lens, bindings).utf8)
        }
        let moved = (lens?.json(json) ?? json).mappingLeaves { _, leaf in
            switch leaf {
            case .string(let text): .string(PseudonymBindings.actual(text, bindings))
            case .number(let number): bindings[number.text].flatMap { JSONNumber($0) }.map { .number($0) } ?? leaf
            default: leaf
            }
        }
        return moved == json ? recorded.body : Array(moved.text().utf8)
    }

    private func text(_ text: String, _ lens: TimeLens?, _ bindings: Bindings) -> String {
        PseudonymBindings.actual(lens?.text(text) ?? text, bindings)
    }
}
