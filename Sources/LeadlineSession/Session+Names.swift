package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

extension Session {
    /// A value with its placeholders filled in, so that it can be read in another scope: a parameter of `run`.
    package func resolved(_ value: Value) throws(Diagnostic) -> Value? {
        guard case .word(let word) = value, word.isBare, word.text.literal == nil else {
            if case .word(let word) = value, word.isBare { return value }
            return Value(json: try evaluator.json(of: value, as: .any), at: value.location)
        }
        if try evaluator.isEmptyCell(value) { return nil }
        guard let placeholder = word.text.lonePlaceholder else {
            let text = try evaluator.text(of: word.text)
            return .word(Word(quoting: .bare, text: Template(literal: text, word.text.location)))
        }
        switch try evaluator.datum(of: placeholder) {
        case .json(let json): return Value(json: json, at: value.location)
        case .time(let time): return Value(json: .string(time.text), at: value.location)
        case .duration(let duration):
            return .word(Word(quoting: .bare, text: Template(literal: DurationText.text(duration), value.location)))
        case .word(let written): return written
        }
    }

    /// Looks names up as sentences do; those of the answer and `request` in an earlier exchange, if one is given.
    package func scope(of earlier: Exchange? = nil) -> any Scope { SessionScope(session: self, earlier: earlier) }

    /// What the API description says of the value at a path (`doc.email`); nil when it says nothing.
    package func schema(at path: [PathKey]) -> Schema? { SessionScope(session: self).schema(at: path) }

    /// What is known of the types in `bound`.
    package var boundSchema: Schema { Schema(members: bindings.compactMapValues(\.schema)) }

    /// All bound names as one object: what `run FILE -> made` binds.
    package var bound: JSON {
        var object = JSONObject()
        for (name, binding) in bindings.sorted(by: { $0.key < $1.key }) {
            guard let datum = binding.datum, let json = try? evaluator.json(of: datum, as: .any, for: nil) else {
                continue
            }
            object[name] = json
        }
        return .object(object)
    }
}
