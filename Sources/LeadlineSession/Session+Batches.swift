package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// The requests of `create COLLECTION from FILE.csv`, one for each row, before any of them is sent.
package struct Batch: Sendable {
    let api: API
    let operation: LeadlineAPI.Operation
    let options: RequestOptions
    let command: Command
    /// As it was named.
    let file: String
    let documents: [ComposedDocument]
    /// One for each row, of which each does what the row does; none where there are too many.
    let commands: [Command]
    /// Columns that the API description does not know.
    package let warnings: [Diagnostic]

    /// Whether `from` means the rows of a file by this name, not one document.
    package static func isTable(_ name: String) -> Bool { name.lowercased().hasSuffix(".csv") }

    /// What is said where only one document can stand.
    package static func misplaced(_ name: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "'from' takes one document here, '\(name)' holds rows", at: location,
            help: "'create COLLECTION from FILE.csv' makes a request for each row")
    }

    /// For `explain`, which shows one request.
    var note: String {
        documents.count == 1
            ? "of the only row of \(file)" : "of the first of \(documents.count) rows of \(file): each is a request"
    }
}

/// What became of the requests of a file's rows.
package struct BatchResult: Sendable {
    package struct Row: Sendable {
        /// From 1, without the names of the columns.
        package var number: Int
        package var outcome: String
        package var status: Int?
        /// Of the document that the answer holds.
        package var id: JSON?
        /// What the API says is wrong; nil after a success.
        package var reason: String?

        package init(number: Int, outcome: String, status: Int?, id: JSON?, reason: String? = nil) {
            self.number = number
            self.outcome = outcome
            self.status = status
            self.id = id
            self.reason = reason
        }

        package var isSuccess: Bool { Outcome.successes.contains(outcome) }
    }

    /// Those that were sent, in the order of the file.
    package var rows: [Row] = []
    /// Rows of the file.
    package var total: Int
    package var firstFailure: Exchange?
    /// A command for each row of the file, and what was sent for it where the session keeps exchanges; none where the file
    /// has more rows than are `repeatable`.
    package var commands: [Command] = []
    package var exchanges: [Exchange] = []

    /// More rows than that nobody wants to have as commands.
    package static let repeatable = 50

    package init(total: Int) { self.total = total }

    /// Whether somebody stopped it before the last row.
    package var wasStopped: Bool { rows.count < total }
    package var failureCount: Int { rows.count { !$0.isSuccess } }
}

extension Session {
    /// What a `create` sends when it names a CSV file; nil when it names none. The whole file is read and checked: errors
    /// mean that nothing of it can be sent.
    package func batch(_ request: Request, _ command: Command) throws(Diagnostic) -> Batch? {
        guard request.verb == .create else { return nil }
        var found: (place: Int, name: String)?
        for (place, part) in request.parts.enumerated() {
            guard case .from(let value) = part, let name = try fileName(of: value), Batch.isTable(name) else {
                continue
            }
            guard found == nil else {
                throw Diagnostic(
                    .error, .conflictingParts, "a command takes the rows of one file", at: value.location,
                    help: "write a command for each file")
            }
            found = (place, name)
        }
        guard let (place, name) = found else { return nil }
        let api = try chosenAPI(for: command)
        let operation = try operation(of: request, in: api)
        let location = request.parts[place].location
        let table = DocumentRows(try table(name, at: location), schema: operation.body?.schema)
        if let mistake = table.diagnostics.filter({ $0.severity == .error }).joined { throw mistake }
        var documents: [ComposedDocument] = []
        var commands: [Command] = []
        for row in table.rows {
            var composed = ComposedDocument()
            let parts = request.parts[..<place] + row + request.parts[(place + 1)...]
            try composer(for: operation).apply(Array(parts), to: &composed)
            documents.append(composed)
            if table.rows.count <= BatchResult.repeatable { commands.append(command.sending(request, Array(parts))) }
        }
        return Batch(
            api: api, operation: operation, options: try RequestOptions(request.clauses, session: self),
            command: command, file: name, documents: documents, commands: commands,
            warnings: table.diagnostics)
    }

    /// The text of a CSV file.
    private func table(_ name: String, at location: SourceLocation) throws(Diagnostic) -> Source {
        let path = Paths.join(folder, name)
        return try Source(name: path, bytes: try resources.file(path, at: location))
    }

    /// The name in a `from`; nil for an object.
    private func fileName(of value: Value) throws(Diagnostic) -> String? {
        guard case .word(let word) = value else { return nil }
        if word.isBare, word.text.lonePlaceholder != nil { return try evaluator.json(of: value, as: .text).string }
        return try evaluator.text(of: word.text)
    }

    /// Sends a request for each row, whatever became of those before it; stops between two when it is asked to.
    package func send(_ batch: Batch) throws(Diagnostic) -> CommandResult {
        var result = BatchResult(total: batch.documents.count)
        result.commands = batch.commands
        var documents: [JSON] = []
        if let refused = try refusal(of: batch) { return .exchange(refused) }
        hasConsent = true
        defer { hasConsent = false }
        for row in batch.documents.indices where !isCancelled() {
            guard case .exchange(let exchange) = try dispatch(try prepared(batch, row: row)) else { continue }
            let answer = exchange.answer
            let line = BatchResult.Row(
                number: row + 1, outcome: answer.outcome, status: answer.status, id: answer.document?["id"],
                reason: answer.reasons.first)
            result.rows.append(line)
            if keepsExchanges, !batch.commands.isEmpty { result.exchanges.append(exchange) }
            if line.isSuccess {
                if let document = answer.document { documents.append(document) }
            } else if result.firstFailure == nil {
                result.firstFailure = exchange
            }
        }
        if let name = batch.options.binding {
            let schema = batch.api.documentSchema(of: batch.operation).map { Schema(listOf: $0) }
            bind(name, Binding(datum: .json(.array(documents)), schema: schema))
        }
        return .batch(result)
    }

    /// What becomes of a file whose rows may not be sent; nil when they may. All of them, or none.
    private func refusal(of batch: Batch) throws(Diagnostic) -> Exchange? {
        guard target.kind == .live else { return nil }
        var rows: [Outgoing] = []
        for row in batch.documents.indices { rows.append(try prepared(batch, row: row).outgoing) }
        do { try permit(rows) } catch {
            guard let first = rows.first else { return nil }
            let exchange = refused(first, error)
            remember(exchange)
            documentSchema = nil
            return exchange
        }
        return nil
    }

    func prepared(_ batch: Batch, row: Int) throws(Diagnostic) -> Prepared {
        var call = Call(batch.operation)
        call.document = batch.documents[row].document
        call.files = batch.documents[row].attachments
        var prepared = try prepared(call, batch.api, batch.options, batch.command)
        // The name is for all documents together.
        prepared.binding = nil
        return prepared
    }
}

extension Command {
    /// The request with other parts, and without a name for its answer, which is that of all rows together.
    fileprivate func sending(_ request: Request, _ parts: [Part]) -> Command {
        var command = self
        var request = request
        request.parts = parts
        request.clauses.removeAll { if case .bind = $0.kind { true } else { false } }
        command.action = .request(request)
        command.pipe = nil
        return command
    }
}

extension [Diagnostic] {
    /// The first with the places of the next ones; nil when there is none.
    fileprivate var joined: Diagnostic? {
        guard var first else { return nil }
        first.notes += dropFirst().prefix(8).map { other in
            (other.location.map { "\($0.description): " } ?? "") + other.message
        }
        if count > 9 { first.notes.append("and \(count - 9) more") }
        return first
    }
}
