import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Writes the texts of a command anew and leaves all else as it is.
struct CommandRewriter {
    enum Place {
        /// Where the id of a document of this collection is due.
        case id(String)
        case value
        case file
    }

    /// nil: the text stays.
    let rewrite: (Template, Place) -> Template?
    /// Whether a field of the request takes a file.
    var takesFile: (Path) -> Bool = { _ in false }
    /// The cell that is written where a placeholder is a whole value; nil: the placeholder stays.
    var cell: (Placeholder) -> Session.Cell? = { _ in nil }

    func callAsFunction(_ command: Command) -> Command {
        var command = command
        switch command.action {
        case .request(let request): command.action = .request(self.request(request))
        case .mock(let request, let times):
            command.action = .mock(self.request(request), times: times.map { value($0) })
        case .raw(let request): command.action = .raw(raw(request))
        case .send(let clauses): command.action = .send(clauses.map(clause))
        case .page(let direction, let clauses): command.action = .page(direction, clauses.map(clause))
        case .resend(let number, let clauses): command.action = .resend(number, clauses.map(clause))
        case .new(let collection, let parts): command.action = .new(collection, parts.compactMap(part))
        case .set(let parts): command.action = .set(parts.compactMap(part))
        case .add(let path, let values): command.action = .add(self.path(path), values.map { value($0) })
        case .unset(let paths): command.action = .unset(paths.map(path))
        case .bind(let assignments): command.action = .bind(assignments.map(assignment))
        case .run(let file, let parameters, let result):
            command.action = .run(
                file: value(file, .file), parameters: parameters.map(assignment), result: result)
        case .clock(.set(let time)?): command.action = .clock(.set(value(time)))
        case .clock(.advance(let time)?): command.action = .clock(.advance(duration(time)))
        case .fault(let plan): command.action = .fault(fault(plan))
        case .judge(let kind, let predicate): command.action = .judge(kind, self.predicate(predicate))
        default: break
        }
        return command
    }

    private func request(_ request: Request) -> Request {
        var request = request
        switch request.selector {
        case .none: break
        case .id(let word): request.selector = .id(self.word(word, .id(request.collection.value)))
        case .filter(.predicate(let predicate)):
            request.selector = .filter(.predicate(self.predicate(predicate, idsOf: request.collection.value)))
        case .filter(.json(let template, let location)): request.selector = .filter(.json(json(template), location))
        }
        request.parts = request.parts.compactMap(part)
        request.clauses = request.clauses.map(clause)
        return request
    }

    private func raw(_ request: RawRequest) -> RawRequest {
        var request = request
        request.url = value(request.url)
        request.clauses = request.clauses.map(clause)
        switch request.body {
        case nil: break
        case .json(let value): request.body = .json(self.value(value))
        case .text(let value): request.body = .text(self.value(value))
        case .form(let parts): request.body = .form(parts.compactMap(part))
        }
        return request
    }

    /// nil: an empty cell leaves it out.
    private func part(_ part: Part) -> Part? {
        switch part {
        case .assign(let path, let value):
            if let cell = cell(of: value), cell.value == nil { return nil }
            return .assign(self.path(path), self.value(value, takesFile(path) ? .file : .value))
        case .from(let value): return .from(self.value(value, .file))
        }
    }

    private func path(_ path: Path) -> Path {
        let steps = path.steps.map { step in
            if case .name(let name) = step, name.literal == nil, let new = rewrite(name, .value) {
                Path.Step.name(new)
            } else {
                step
            }
        }
        return Path(steps: steps, location: path.location)
    }

    private func fault(_ plan: FaultPlan) -> FaultPlan {
        var plan = plan
        switch plan.kind {
        case .latency(let time): plan.kind = .latency(duration(time))
        case .status(let code): plan.kind = .status(value(code))
        case .lostAnswer, .reset, .malformed, .rateLimit: break
        }
        if case .times(let count) = plan.repetition { plan.repetition = .times(value(count)) }
        return plan
    }

    private func duration(_ duration: DurationValue) -> DurationValue {
        guard case .placeholder(let placeholder) = duration, case .word(let word)? = cell(placeholder)?.value else {
            return duration
        }
        if let inner = word.text.lonePlaceholder { return .placeholder(inner) }
        guard let text = word.text.literal, let time = try? DurationText.parse(text) else { return duration }
        return .literal(Located(time, placeholder.location))
    }

    private func clause(_ clause: Clause) -> Clause {
        var clause = clause
        switch clause.kind {
        case .sort(let value): clause.kind = .sort(self.value(value))
        case .limit(let value): clause.kind = .limit(self.value(value))
        case .page(let value): clause.kind = .page(self.value(value))
        case .depth(let value): clause.kind = .depth(self.value(value))
        case .locale(let value): clause.kind = .locale(self.value(value))
        case .fallbackLocale(let value): clause.kind = .fallbackLocale(self.value(value))
        case .header(let name, let value): clause.kind = .header(name, self.value(value))
        case .key, .bind: break
        }
        return clause
    }

    private func assignment(_ assignment: Assignment) -> Assignment {
        Assignment(name: assignment.name, value: value(assignment.value))
    }

    // MARK: Sentences

    /// `idsOf`: in a `where`, whose field `id` takes ids of this collection.
    func predicate(_ predicate: Predicate, idsOf collection: String? = nil) -> Predicate {
        switch predicate {
        case .and(let parts): return .and(parts.map { self.predicate($0, idsOf: collection) })
        case .or(let parts): return .or(parts.map { self.predicate($0, idsOf: collection) })
        case .test(var test):
            var place = Place.value
            if let collection, case .path(let path) = test.subject, path.steps.count == 1, path.first == "id" {
                place = .id(collection)
            }
            test.operation = operation(test.operation, place)
            return .test(test)
        }
    }

    private func operation(_ operation: Test.Operation, _ place: Place) -> Test.Operation {
        func new(_ value: Value) -> Value { self.value(value, place) }
        return switch operation {
        case .equals(let value, let except): .equals(new(value), except: except)
        case .notEquals(let value, let except): .notEquals(new(value), except: except)
        case .compare(let comparison, let operand) where operand.duration == nil:
            .compare(comparison, self.operand(operand.value, place))
        case .isIn(let value): .isIn(new(value))
        case .isNotIn(let value): .isNotIn(new(value))
        case .all(let value): .all(new(value))
        case .contains(let value): .contains(new(value))
        case .notContains(let value): .notContains(new(value))
        case .like(let value): .like(new(value))
        case .notLike(let value): .notLike(new(value))
        case .hasItems(let value): .hasItems(new(value))
        case .near(let value): .near(new(value))
        case .within(let value): .within(new(value))
        case .intersects(let value): .intersects(new(value))
        case .matches(.value(let value)): .matches(.value(new(value)))
        case .notMatches(.value(let value)): .notMatches(.value(new(value)))
        case .isType, .isNotType, .compare, .exists, .notExists, .matches, .notMatches, .conforms: operation
        }
    }

    /// What a cell brings may be a duration, which is written without quotes.
    private func operand(_ value: Value, _ place: Place) -> Test.Operand {
        let new = self.value(value, place)
        guard cell(of: value) != nil, case .word(let word) = new, word.isBare, let text = word.text.literal else {
            return Test.Operand(value: new, duration: nil)
        }
        return Test.Operand(value: new, duration: try? DurationText.parse(text))
    }

    // MARK: Values

    private func value(_ value: Value, _ place: Place = .value) -> Value {
        switch cell(of: value)?.value ?? value {
        case .word(let word): .word(self.word(word, place))
        case .list(let elements, let location): .list(elements.map { self.value($0, place) }, location)
        case .object(let template, let location): .object(json(template), location)
        }
    }

    private func cell(of value: Value) -> Session.Cell? {
        guard case .word(let word) = value, word.isBare else { return nil }
        return word.text.lonePlaceholder.flatMap(cell)
    }

    private func word(_ word: Word, _ place: Place) -> Word {
        guard let text = rewrite(word.text, place) else { return word }
        // What single quotes hold is literal.
        return Word(quoting: word.quoting == .single ? .double : word.quoting, text: text)
    }

    private func json(_ template: JSONTemplate) -> JSONTemplate {
        switch template {
        case .json(let json): self.json(json) ?? template
        case .placeholder(let placeholder): cell(placeholder)?.value.flatMap(json) ?? template
        case .string(let text): rewrite(text, .value).map { .string($0) } ?? template
        case .array(let elements): .array(elements.map { self.json($0) })
        case .object(let members):
            .object(members.map { JSONTemplate.Member(name: $0.name, value: json($0.value)) })
        }
    }

    /// A cell as it stands in JSON; nil where only the run tells.
    private func json(_ value: Value) -> JSONTemplate? {
        switch value {
        case .object(let template, _): json(template)
        case .word(let word) where word.text.lonePlaceholder != nil: word.text.lonePlaceholder.map { .placeholder($0) }
        case .word, .list: (try? Evaluator(Names([:])).json(of: value, as: .any)).map { .json($0) }
        }
    }

    /// nil: nothing in it changes.
    private func json(_ json: JSON) -> JSONTemplate? {
        let source = Source(name: "value", text: "")
        let location = SourceLocation(source: source, range: 0..<0)
        switch json {
        case .string(let text): return rewrite(Template(literal: text, location), .value).map { .string($0) }
        case .array(let elements):
            let new = elements.map { self.json($0) }
            if new.allSatisfy({ $0 == nil }) { return nil }
            return .array(zip(elements, new).map { $1 ?? .json($0) })
        case .object(let object):
            let new = object.members.map { self.json($0.value) }
            if new.allSatisfy({ $0 == nil }) { return nil }
            return .object(
                zip(object.members, new).map { member, value in
                    JSONTemplate.Member(name: Located(member.name, location), value: value ?? .json(member.value))
                })
        case .null, .bool, .number: return nil
        }
    }
}
