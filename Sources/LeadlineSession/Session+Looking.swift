package import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage

/// One side of a `diff`.
package enum Comparand: Sendable {
    /// With its number, and what its documents look like.
    case exchange(Int, Exchange, Schema?)
    /// A name and what it stands for.
    case value(String, JSON, Schema?)

    package var title: String {
        switch self {
        case .exchange(let number, let exchange, _):
            "\(number) \(exchange.request.method) \(PercentEncoding.decode(exchange.request.path))"
        case .value(let name, _, _): name
        }
    }

    /// What is compared with a value: of an exchange the document, the documents, or the body.
    package var value: JSON {
        switch self {
        case .exchange(_, let exchange, _):
            exchange.answer.document ?? exchange.answer.documents ?? exchange.answer.body ?? .null
        case .value(_, let json, _): json
        }
    }

    package var schema: Schema? {
        switch self {
        case .exchange(_, _, let schema), .value(_, _, let schema): schema
        }
    }
}

extension Session {
    /// What `diff` compares: an exchange by its number, or what a name is bound to.
    func comparand(_ reference: ExchangeReference, _ command: Command) throws(Diagnostic) -> Comparand {
        switch reference {
        case .number(let number):
            let exchange = try exchange(number, command)
            return .exchange(number, exchange, documentSchema(of: exchange))
        case .name(let name):
            guard let binding = bindings[name.value] else {
                throw Diagnostic(
                    .error, .unknownName, "'\(name.value)' is bound to nothing", at: name.location,
                    help: Suggestion.help(for: name.value, in: bindings.keys.sorted()))
            }
            guard let datum = binding.datum else {
                throw Diagnostic(.error, .wrongValue, "'\(name.value)' is empty", at: name.location)
            }
            return .value(name.value, try evaluator.json(of: datum, as: .any, for: nil), binding.schema)
        }
    }

    /// The numbers of the exchanges for which a sentence holds; all without one. The names in it speak of each exchange.
    func exchangeNumbers(where predicate: Predicate?) throws(Diagnostic) -> [Int] {
        guard let predicate else { return Array(1..<(exchanges.count + 1)) }
        var numbers: [Int] = []
        for (index, exchange) in exchanges.enumerated()
        where try Evaluator(SessionScope(session: self, earlier: exchange)).holds(predicate) {
            numbers.append(index + 1)
        }
        return numbers
    }

    /// What the documents of an exchange look like.
    func documentSchema(of exchange: Exchange) -> Schema? {
        guard let operation = exchange.operation else { return nil }
        return resources.catalog.known.first { $0.name == exchange.apiName }?.documentSchema(of: operation)
    }

    /// `table`, `table email phone`.
    func table(_ paths: [Path], _ command: Command) throws(Diagnostic) -> Shown {
        guard let (documents, schema) = tableDocuments else {
            throw Diagnostic(
                .error, .unknownName, "there are no documents to show as a table", at: command.name.location,
                help: "send a 'find' first")
        }
        return .table(documents, schema, columns: try columns(paths, of: documents, schema))
    }

    /// The documents that `table` shows: those of the last answer, or its document, or a list that is its body; with
    /// what they look like. nil: there is nothing of the kind.
    private var tableDocuments: (documents: [JSON], schema: Schema?)? {
        guard let answer else { return nil }
        if let documents = answer.documents?.array { return (documents, documentSchema) }
        if let list = answer.body?.array { return (list, nil) }
        return answer.document.map { ([$0], documentSchema) }
    }

    /// The columns that were named, as paths below a document.
    ///
    /// - Throws: a name that no document has and no description knows.
    private func columns(_ paths: [Path], of documents: [JSON], _ schema: Schema?) throws(Diagnostic) -> [[PathKey]] {
        var columns: [[PathKey]] = []
        for path in paths {
            let keys = try evaluator.keys(of: path)
            guard documents.contains(where: { $0.value(at: keys[...]) != nil }) || schema?.schema(at: keys[...]) != nil
            else {
                let names = documents.first?.object?.members.map(\.name) ?? []
                throw Diagnostic(
                    .error, .unknownName, "no document has '\(PathKey.description(keys))'", at: path.location,
                    help: Suggestion.closest(to: PathKey.description(keys), in: names + (schema?.fieldPaths ?? []))
                        .map { "did you mean '\($0)'?" })
            }
            columns.append(keys)
        }
        return columns
    }
}
