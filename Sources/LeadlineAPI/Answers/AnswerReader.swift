package import LeadlineCore
package import LeadlineLanguage

extension Answer {
    /// Reads what a transport delivered. Everything is decided from the answer alone, never from the key or the clock.
    ///
    /// `method` is that of a request without an operation, whose success is named after it.
    package init(of delivery: Delivery, operation: Operation?, api: API?, method: String = "GET") {
        switch delivery.result {
        case .failure(let failure):
            self.init(outcome: failure.outcome, errors: [["message": .string(failure.reason)]])
        case .success(let response):
            let body = Self.body(of: response)
            let reading = AnswerReading(response: response, body: body, operation: operation, api: api)
            let outcome = reading.outcome(method: method)
            let isSuccess = Outcome.successes.contains(outcome)
            self.init(outcome: outcome, errors: isSuccess ? [] : reading.errors)
            status = response.status
            fields = response.fields
            self.body = body
            document = isSuccess ? reading.document : nil
            documents = reading.documents
        }
        took = delivery.took
    }

    /// What a command on the mock's store came to: an outcome by verb, no status, no headers, no body.
    package init(of control: ControlAnswer, verb: Request.Verb) {
        switch control {
        case .document(nil): self.init(outcome: "not_found")
        case .refused(let reason):
            self.init(outcome: "bad_query", errors: [["message": .string(reason)]])
        case .unsupported(let reason):
            self.init(outcome: "refused", errors: [["message": .string(reason)]])
        case .done, .document, .documents: self.init(outcome: verb.successOutcome)
        }
        if case .document(let found) = control { document = found }
        if case .documents(let found) = control { documents = .array(found) }
    }

    /// JSON where the server says so or where it plainly is; anything else stays the text that came.
    private static func body(of response: HTTPResponse) -> JSON {
        let first = response.body.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        let looksLikeJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        let isJSON =
            looksLikeJSON || response.fields["Content-Type"].flatMap { MediaType(parsing: $0) }?.isJSON ?? false
        if isJSON, let json = try? JSON(parsing: response.body) { return json }
        return .string(String(decoding: response.body, as: UTF8.self))
    }
}

extension TransportFailure {
    fileprivate var outcome: String {
        switch self {
        case .unreachable: "unreachable"
        case .noAnswer: "no_answer"
        }
    }
}

/// One whole answer while it is read.
struct AnswerReading {
    let response: HTTPResponse
    let body: JSON
    let operation: Operation?
    let api: API?

    /// The paths of an answer of no operation: the body itself.
    private var documentPaths: [[String]] {
        guard let operation else { return [[]] }
        return operation.answerDocument ?? api?.answer.document ?? [[]]
    }

    /// The document, when this answer is one of an operation on one.
    var document: JSON? {
        guard operation?.answersSeveral != true else { return nil }
        for path in documentPaths { if let value = body.value(named: path), value.object != nil { return value } }
        return nil
    }

    /// The documents, when this answer is one of an operation on several; a partial failure has some, too.
    var documents: JSON? {
        guard let operation, operation.answersSeveral else { return nil }
        for path in api?.answer.documents ?? [[]] {
            if let value = body.value(named: path), value.array != nil { return value }
        }
        return nil
    }

    var errors: JSON {
        for shape in api?.answer.errors ?? [] {
            if let errors = shape.errors(in: body), !errors.isEmpty { return .array(errors) }
        }
        guard case .string(let text) = body else { return [] }
        let message = text.trimmed
        return message.isEmpty ? [] : [["message": .string(String(message))]]
    }
}

extension Operation {
    /// Whether success is a list of documents.
    package var answersSeveral: Bool { verb == .find || (selection == .filter && verb != .create) }
}

extension AnswerShape.ErrorShape {
    /// The errors of this shape, nil when the body has another.
    fileprivate func errors(in body: JSON) -> [JSON]? {
        switch self {
        case .fieldLists(let path):
            guard let object = body.value(named: path)?.object else { return nil }
            var errors: [JSON] = []
            for member in object.members {
                guard let messages = member.value.array, messages.allSatisfy({ $0.string != nil }) else { return nil }
                errors += messages.map { ["path": .string(member.name), "message": $0] }
            }
            return errors
        case .list(let path, let place, let message):
            guard let list = body.value(named: path)?.array else { return nil }
            return list.compactMap { element in
                let text =
                    switch message {
                    case .member(let name): element[name]
                    case .common(let path): body.value(named: path)
                    }
                return text.map { Self.error(element, place: place, message: $0) }
            }
        case .message(let path):
            return body.value(named: path)?.string.map { [["message": .string($0)]] }
        }
    }

    /// An error tells the field it is about as `path`, a document it is about as `id`.
    private static func error(_ element: JSON, place: String, message: JSON) -> JSON {
        var error = JSONObject()
        if !place.isEmpty, let found = element[place] { error[place == "id" ? "id" : "path"] = found }
        error["message"] = message
        return .object(error)
    }
}

extension JSON {
    /// The value below a list of member names, of which a number may also be the place in a list.
    package func value(named path: [String]) -> JSON? {
        var value = self
        for name in path {
            switch value {
            case .object(let object):
                guard let member = object[name] else { return nil }
                value = member
            case .array(let elements):
                guard let place = Int(name), elements.indices.contains(place) else { return nil }
                value = elements[place]
            default: return nil
            }
        }
        return value
    }
}

extension String {
    /// Without blanks and line ends around it.
    fileprivate var trimmed: Substring {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
