package import LeadlineCore

/// Visits every subject of a command or sentence: those that stand left in tests and those inside placeholders.
package struct SyntaxVisitor {
    /// A subject of a test is judged by what is missing; one in a placeholder must be there. A placeholder that is the
    /// whole value of a part may be empty: the part is left out then.
    package enum Role: Sendable { case test, placeholder, part }

    private let visitSubject: (Subject, Role) -> Void

    package init(_ visitSubject: @escaping (Subject, Role) -> Void) { self.visitSubject = visitSubject }

    // MARK: Commands

    package func visit(_ command: Command) {
        switch command.action {
        case .request(let request): visit(request)
        case .mock(let request, let times):
            visit(request)
            times.map(visit)
        case .raw(let raw): visit(raw)
        case .send(let clauses), .page(_, let clauses), .resend(_, let clauses): clauses.forEach(visit)
        case .new(_, let parts), .set(let parts): parts.forEach(visit)
        case .add(let path, let values):
            visit(path)
            values.forEach(visit)
        case .unset(let paths), .table(let paths): paths.forEach(visit)
        case .bind(let assignments): assignments.forEach { visit($0.value) }
        case .run(let file, let parameters, _):
            visit(file)
            parameters.forEach { visit($0.value) }
        case .target(.live(let value)), .target(.replay(let value)): visit(value)
        case .clock(.advance(let duration)?): visit(duration)
        case .clock(.set(let value)?): visit(value)
        case .fault(let plan): visit(plan)
        case .judge(_, let predicate): visit(predicate)
        case .explain(let inner?): visit(inner)
        case .show(_, .subject(let subject)?): visit(subject, .test)
        case .history(let predicate?): visit(predicate)
        case .open(let value): visit(value)
        case .save(let value, let last):
            visit(value)
            last.map(visit)
        case .curl, .undo, .redo, .edit, .fill, .draft, .use, .target(.mock), .clock(nil), .faultOff, .mockReset,
            .explain(nil), .show, .diff, .history(nil), .help, .tour, .exit:
            break
        }
    }

    private func visit(_ request: Request) {
        switch request.selector {
        case .none: break
        case .id(let word): visit(word.text)
        case .filter(.predicate(let predicate)): visitFilter(predicate)
        case .filter(.json(let template, _)): visit(template)
        }
        request.parts.forEach(visit)
        request.clauses.forEach(visit)
    }

    private func visit(_ raw: RawRequest) {
        visit(raw.url)
        raw.clauses.forEach(visit)
        switch raw.body {
        case nil: break
        case .json(let value), .text(let value): visit(value)
        case .form(let parts): parts.forEach(visit)
        }
    }

    private func visit(_ plan: FaultPlan) {
        switch plan.kind {
        case .latency(let duration): visit(duration)
        case .status(let value): visit(value)
        case .lostAnswer, .reset, .malformed, .rateLimit: break
        }
        if case .times(let value) = plan.repetition { visit(value) }
    }

    private func visit(_ part: Part) {
        switch part {
        case .from(let value): visit(value)
        case .assign(let path, let value):
            visit(path)
            if case .word(let word) = value, word.isBare, let placeholder = word.text.lonePlaceholder,
                placeholder.shift == nil
            {
                visit(placeholder.subject, .part)
            } else {
                visit(value)
            }
        }
    }

    private func visit(_ clause: Clause) {
        switch clause.kind {
        case .sort(let value), .limit(let value), .page(let value), .depth(let value), .locale(let value),
            .fallbackLocale(let value), .key(let value), .header(_, let value):
            visit(value)
        case .bind: break
        }
    }

    // MARK: Sentences

    package func visit(_ predicate: Predicate) {
        switch predicate {
        case .and(let parts), .or(let parts): parts.forEach(visit)
        case .test(let test):
            visit(test.subject, .test)
            visit(test.operation)
        }
    }

    /// In `where` the left sides are fields of the server's documents, not names of the language.
    private func visitFilter(_ predicate: Predicate) {
        predicate.tests.forEach { test in
            if case .path(let path) = test.subject { visit(path) }
            visit(test.operation)
        }
    }

    private func visit(_ operation: Test.Operation) {
        operation.value.map(visit)
        switch operation {
        case .equals(_, let except), .notEquals(_, let except): except.forEach(visit)
        default: break
        }
    }

    private func visit(_ subject: Subject, _ role: Role) {
        visitSubject(subject, role)
        if case .path(let path) = subject { visit(path) }
    }

    // MARK: Values

    package func visit(_ value: Value) {
        switch value {
        case .word(let word): visit(word.text)
        case .list(let elements, _): elements.forEach(visit)
        case .object(let template, _): visit(template)
        }
    }

    package func visit(_ template: Template) {
        for placeholder in template.placeholders { visit(placeholder) }
    }

    private func visit(_ template: JSONTemplate) {
        switch template {
        case .json: break
        case .placeholder(let placeholder): visit(placeholder)
        case .string(let text): visit(text)
        case .array(let elements): elements.forEach(visit)
        case .object(let members): members.forEach { visit($0.value) }
        }
    }

    package func visit(_ duration: DurationValue) {
        if case .placeholder(let placeholder) = duration { visit(placeholder) }
    }

    private func visit(_ placeholder: Placeholder) {
        visit(placeholder.subject, .placeholder)
        if case .path(let path)? = placeholder.shift?.offset { visit(.path(path), .placeholder) }
    }

    private func visit(_ path: Path) {
        for step in path.steps { if case .name(let name) = step { visit(name) } }
    }
}

extension Predicate {
    /// The tests of the sentence, left to right.
    package var tests: [Test] {
        switch self {
        case .and(let parts), .or(let parts): parts.flatMap(\.tests)
        case .test(let test): [test]
        }
    }
}

extension Test.Operation {
    /// The value to the right of the operator.
    package var value: Value? {
        switch self {
        case .equals(let value, _), .notEquals(let value, _), .isIn(let value), .isNotIn(let value), .all(let value),
            .contains(let value), .notContains(let value), .like(let value), .notLike(let value), .near(let value),
            .within(let value), .intersects(let value), .hasItems(let value), .matches(.value(let value)),
            .notMatches(.value(let value)):
            value
        case .compare(_, let operand): operand.value
        case .isType, .isNotType, .exists, .notExists, .conforms, .matches(.literal), .notMatches(.literal): nil
        }
    }
}

extension Command {
    /// The names that the command binds.
    package var boundNames: [Located<String>] {
        func names(_ clauses: [Clause]) -> [Located<String>] {
            clauses.compactMap { if case .bind(let name) = $0.kind { name } else { nil } }
        }
        return switch action {
        case .request(let request), .mock(let request, _): names(request.clauses)
        case .raw(let raw): names(raw.clauses)
        case .send(let clauses), .page(_, let clauses), .resend(_, let clauses): names(clauses)
        case .bind(let assignments): assignments.map(\.name)
        case .run(_, _, let result): result.map { [$0] } ?? []
        default: []
        }
    }
}

extension Value {
    /// The elements of a list, or the value itself.
    package var elements: [Value] { if case .list(let elements, _) = self { elements } else { [self] } }
}
