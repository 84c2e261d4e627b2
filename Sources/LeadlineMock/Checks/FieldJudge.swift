import LeadlineAPI
import LeadlineCore

/// Finds what is wrong with a document, in the words of the description.
struct FieldJudge {
    let facts: CollectionFacts

    /// Problems in the order of the validator, relations behind them; none twice.
    func problems(in document: JSONObject, schema: Schema, state: MockState) -> [FieldProblem] {
        let missing = facts.relations.compactMap { problem($0, document, state) }
        let judged = JSON.object(document).judged(by: schema)
        let violations = SchemaValidator.violations(of: judged, against: schema).filter { violation in
            // Who the relation points to is the relation's to say.
            !violation.isAdvice && !missing.contains { $0.field == violation.path }
                && !isServers(violation.path, schema)
        }
        return violations.map(problem) + missing
    }

    /// Whether only the server writes a place: what is missing there is not the client's fault.
    private func isServers(_ path: String, _ schema: Schema) -> Bool {
        schema.part(at: path.split(separator: ".")[...])?.isReadOnly ?? false
    }

    private func problem(_ violation: Violation) -> FieldProblem {
        let message = facts.mock.messages[violation.keyword] ?? facts.mock.messages["other"] ?? violation.message
        return FieldProblem(field: violation.path, message: message, detail: violation.sentence)
    }

    private func problem(
        _ relation: MockDescription.Relation, _ document: JSONObject, _ state: MockState
    ) -> FieldProblem? {
        let detail: String
        switch relation.named(by: document, state, facts.api) {
        case .known: return nil
        case .nothing: detail = "none is named"
        case .unknown(let field): detail = "there is none with this '\(field)'"
        }
        return FieldProblem(field: relation.name, message: relation.missingMessage, detail: detail)
    }
}
