import LeadlineCore

/// Why a field is refused.
struct PayloadProblem: Sendable {
    /// Of the field in the document: `items.0.label`.
    var path: String
    /// With those of the fields around it: `Items 1 > Label`. What the database finds has none.
    var label: String?
    var message: String
}

extension PayloadError {
    /// What a validation found, which is not empty. `id` is that of a document that exists.
    static func validation(
        _ problems: [PayloadProblem], slug: String, id: JSON?, profile: PayloadProfile
    ) -> PayloadError {
        let names = problems.map { profile == .v3 ? $0.label ?? $0.path : $0.path }.joined(separator: ", ")
        let message =
            problems.count == 1
            ? "The following field is invalid: \(names)" : "The following fields are invalid: \(names)"
        let reasons = problems.map { "\($0.path): \($0.message)" }.joined(separator: "; ")
        return PayloadError(
            status: 400, name: "ValidationError",
            data: profile == .v3 ? data(problems, slug: slug, id: id) : list(problems), message: message,
            reason: reasons)
    }

    private static func data(_ problems: [PayloadProblem], slug: String, id: JSON?) -> JSON {
        let errors = problems.map { problem in
            var error = JSONObject()
            if let label = problem.label { error["label"] = .string(label) }
            error["message"] = .string(problem.message)
            error["path"] = .string(problem.path)
            return JSON.object(error)
        }
        var data = JSONObject()
        data["id"] = id
        data["collection"] = .string(slug)
        data["errors"] = .array(errors)
        return .object(data)
    }

    private static func list(_ problems: [PayloadProblem]) -> JSON {
        .array(problems.map { ["field": .string($0.path), "message": .string($0.message)] })
    }
}
