package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// Finds the operation that a command means.
package struct OperationLookup {
    package let api: API

    package init(api: API) { self.api = api }

    /// The operation of a request. `text` gives the id's text; it is asked only where the id decides.
    package func operation(
        of request: Request, text: (Word) throws(Diagnostic) -> String
    ) throws(Diagnostic) -> LeadlineAPI.Operation {
        let name = request.collection
        guard api.collection(name.value) != nil else {
            throw Diagnostic(
                .error, .unknownCollection, "unknown collection '\(name.value)' of '\(api.name)'", at: name.location,
                help: Suggestion.help(for: name.value, in: api.collections.map(\.name)))
        }
        switch request.selector {
        case .none: return try find(request, .none)
        case .filter: return try find(request, .filter)
        case .id(let word):
            if let operation = api.operation(request.verb, on: name.value, selecting: .id) { return operation }
            return try find(request, .document(try text(word)))
        }
    }

    /// An operation by verb alone, for `fault … on create leads`.
    package func operations(_ verb: Request.Verb, on collection: String) -> [LeadlineAPI.Operation] {
        api.operations.filter { $0.verb == verb && $0.collection == collection }
    }

    private func find(_ request: Request, _ selection: LeadlineAPI.Operation.Selection) throws(Diagnostic)
        -> LeadlineAPI.Operation
    {
        if let operation = api.operation(request.verb, on: request.collection.value, selecting: selection) {
            return operation
        }
        let own = api.operations.filter { $0.collection == request.collection.value }
        let means = own.map { "\($0.verb.rawValue) \($0.collection)\($0.selection.suffix)" }
        throw Diagnostic(
            .error, .unknownOperation,
            "'\(api.name)' has no '\(request.verb.rawValue) \(request.collection.value)\(selection.suffix)'",
            at: request.collection.location, label: "not described",
            help:
                "it has \(means.joined(separator: ", ")); 'request METHOD PATH' sends anything, 'mock …' acts on the mock's store"
        )
    }
}

extension LeadlineAPI.Operation.Selection {
    /// How a command writes it behind the collection.
    package var suffix: String {
        switch self {
        case .none: ""
        case .id: "/ID"
        case .filter: " where …"
        case .document(let name): "/\(name)"
        }
    }
}
