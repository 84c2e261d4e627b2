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
        // A find is the same operation with and without a filter.
        case .filter: return try find(request, request.verb == .find ? .none : .filter)
        case .id(let word):
            // A fixed path goes before one with an id in the same place.
            if api.operations.contains(where: { $0.collection == name.value && $0.selection.isDocument }),
                let fixed = api.operation(request.verb, on: name.value, selecting: .document(try text(word)))
            {
                return fixed
            }
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
    fileprivate var isDocument: Bool { if case .document = self { true } else { false } }

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
