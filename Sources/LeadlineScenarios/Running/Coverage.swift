package import LeadlineAPI
import LeadlineCore
import LeadlineSession

/// What the rows of a run touched of the APIs that they use: a fold over its events.
package struct Coverage: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case operations
        /// That an operation's description speaks of.
        case outcomes
        /// Of closed lists, in documents that are sent.
        case values
        case parameters
    }

    /// Something that can be touched.
    package struct Item: Sendable, Equatable {
        /// The operation, or the field of a closed list: `leads.create`, `leads.category`.
        package var place: String
        /// The outcome, value or parameter; nil for the operation itself.
        package var name: String?
    }

    /// Things of one kind in one API.
    package struct Section: Sendable {
        package var api: String
        package var kind: Kind
        package var touched: Int
        package var total: Int
        /// In the order of the description. An operation that was never called stands for all that is its own.
        package var untouched: [Item]
    }

    private let apis: [API]
    /// Of the APIs that are in use, by their names.
    private var touched: [String: Touched] = [:]

    /// `names`: the APIs that the selected scenarios are written for; those that they turn to besides are added.
    package init(of names: Set<String>, in apis: [API]) {
        self.apis = apis
        for name in names { use(name) }
    }

    package mutating func consume(_ event: RunEvent) {
        guard case .rowFinished(let result) = event else { return }
        for event in result.events {
            guard case .command(_, .exchange(let exchange)) = event, let name = exchange.apiName,
                let operation = exchange.operation
            else { continue }
            if touched[name] == nil { use(name) }
            touched[name]?.count(exchange, operation)
        }
    }

    private mutating func use(_ name: String) {
        guard let api = apis.first(where: { $0.name == name }) else { return }
        touched[name] = Touched(api)
    }

    package var sections: [Section] {
        apis.flatMap { api in touched[api.name].map { $0.sections(of: api) } ?? [] }
    }
}

/// What was touched of one API.
private struct Touched {
    private struct Calls {
        var outcomes: Set<String> = []
        var parameters: Set<String> = []
    }

    private struct Entry {
        var item: Coverage.Item
        var isTouched: Bool
        /// Whether an operation to which it belongs was called.
        var isWithinReach = true

        init(_ place: String, _ name: String? = nil, isTouched: Bool, isWithinReach: Bool = true) {
            item = Coverage.Item(place: place, name: name)
            self.isTouched = isTouched
            self.isWithinReach = isWithinReach
        }
    }

    private var calls: [String: Calls] = [:]
    /// Texts of values by field.
    private var values: [String: Set<String>] = [:]
    private let lists: [String: [(field: String, list: ClosedList)]]

    init(_ api: API) {
        lists = api.operations.reduce(into: [:]) { lists, operation in
            lists[operation.name] = operation.body?.schema.closedLists.map {
                ("\(operation.collection).\($0.name)", $0)
            }
        }
    }

    mutating func count(_ exchange: Exchange, _ operation: LeadlineAPI.Operation) {
        calls[operation.name, default: Calls()].outcomes.insert(exchange.answer.outcome)
        for parameter in operation.parameters where exchange.request.gives(parameter) {
            calls[operation.name]?.parameters.insert(parameter.name)
        }
        guard let lists = lists[operation.name], !lists.isEmpty, let document = exchange.sentDocument else { return }
        for (field, list) in lists {
            list.visit(document) { values[field, default: []].insert($0.plainText) }
        }
    }

    func sections(of api: API) -> [Coverage.Section] {
        Coverage.Kind.allCases.map { kind in
            let entries =
                switch kind {
                case .operations: api.operations.map { Entry($0.name, isTouched: calls[$0.name] != nil) }
                case .outcomes: api.operations.flatMap { outcomes(of: $0, api) }
                case .values: listedValues(api)
                case .parameters: api.operations.flatMap(parameters)
                }
            return Coverage.Section(
                api: api.name, kind: kind, touched: entries.count(where: \.isTouched), total: entries.count,
                untouched: entries.filter { !$0.isTouched && $0.isWithinReach }.map(\.item))
        }
    }

    private func outcomes(of operation: LeadlineAPI.Operation, _ api: API) -> [Entry] {
        let calls = calls[operation.name]
        return api.describedOutcomes(of: operation).map { name in
            Entry(
                operation.name, name, isTouched: calls?.outcomes.contains(name) ?? false, isWithinReach: calls != nil)
        }
    }

    private func parameters(of operation: LeadlineAPI.Operation) -> [Entry] {
        let calls = calls[operation.name]
        return operation.parameters.map(\.name).map { name in
            Entry(
                operation.name, name, isTouched: calls?.parameters.contains(name) ?? false, isWithinReach: calls != nil)
        }
    }

    /// Operations that send the same field share its list.
    private func listedValues(_ api: API) -> [Entry] {
        let called = Set(calls.keys.flatMap { lists[$0] ?? [] }.map(\.field))
        var seen: Set<String> = []
        return api.operations.flatMap { lists[$0.name] ?? [] }.flatMap { field, list in
            list.values.map(\.plainText).filter { seen.insert("\(field) \($0)").inserted }.map { value in
                Entry(
                    field, value, isTouched: values[field]?.contains(value) ?? false,
                    isWithinReach: called.contains(field))
            }
        }
    }
}

extension JSON {
    fileprivate var plainText: String { string ?? text() }
}

extension HTTPRequest {
    /// Whether a request holds a parameter; `where[…]` is one of `where`.
    fileprivate func gives(_ parameter: LeadlineAPI.Operation.Parameter) -> Bool {
        switch parameter.place {
        case .path: true
        case .header: fields[parameter.name] != nil
        case .query: queryPairs.contains { $0.name.prefix { $0 != "[" } == parameter.name }
        }
    }
}

extension Exchange {
    /// The document that was sent, without envelope; also of a request that was written as it is, if it is JSON.
    fileprivate var sentDocument: JSON? {
        if let requestDocument { return requestDocument }
        guard !request.body.isEmpty, let json = try? JSON(parsing: request.body) else { return nil }
        return operation?.body?.envelope.flatMap { json.object?[$0] } ?? json
    }
}
