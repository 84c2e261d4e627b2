import LeadlineCore
import LeadlineLanguage

/// Draws syntax trees as the parser makes them: what no text can say is not drawn.
struct TreeGenerator {
    var random: SeededRandom
    /// How much deeper values and predicates may nest.
    private var budget = 3
    private let place = SourceLocation(source: Source(name: "drawn", text: ""), range: 0..<0)

    init(seed: Int) { random = SeededRandom(seed: seed) }

    // MARK: - Drawing

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }

    private mutating func chance(_ parts: Int) -> Bool { random.below(parts) == 0 }

    private mutating func some<Element>(
        _ range: ClosedRange<Int>, _ draw: (inout Self) -> Element
    ) -> [Element] {
        (0..<(range.lowerBound + random.below(range.count))).map { _ in draw(&self) }
    }

    private mutating func nested<Element>(_ draw: (inout Self) -> Element) -> Element {
        budget -= 1
        defer { budget += 1 }
        return draw(&self)
    }

    private mutating func characters(_ alphabet: String, _ range: ClosedRange<Int>) -> String {
        let alphabet = Array(alphabet)
        return String(some(range) { $0.pick(alphabet) })
    }

    private func located<Value>(_ value: Value) -> Located<Value> { Located(value, place) }

    private func template(_ parts: [Template.Part]) -> Template {
        var joined: [Template.Part] = []
        for part in parts {
            if case .text(let text) = part, text.isEmpty { continue }
            if case .text(let text) = part, case .text(let before)? = joined.last {
                joined[joined.count - 1] = .text(before + text)
            } else {
                joined.append(part)
            }
        }
        return Template(parts: joined, location: place)
    }
}

// MARK: - Words

extension TreeGenerator {
    mutating func name() -> Located<String> { located(pick(["lead", "a", "x-1", "made_of", "notes", "is", "sort"])) }

    mutating func path(settable: Bool = false) -> Path {
        var steps: [Path.Step] = [.name(pathName(first: true))]
        steps += some(0...2) { generator in
            switch generator.random.below(4) {
            case 0: .index(generator.random.below(settable ? 9 : 12) - (settable ? 0 : 3))
            case 1: .name(generator.quotedTemplate(placeholders: generator.budget > 0))
            default: .name(generator.pathName(first: false))
            }
        }
        return Path(steps: steps, location: place)
    }

    private mutating func pathName(first: Bool) -> Template {
        if budget > 0, chance(8) {
            return template([
                .text(characters("ab", 0...2)), .placeholder(placeholder()), .text(characters("cd", 0...2)),
            ])
        }
        return template([
            .text(pick(["a", "not", "é", "x-y", "limit", "docs", "a:b", "_id", "and", "where", "fields"]))
        ])
    }

    /// Any text, blanks, quotes, braces and line ends in it.
    private mutating func anyText() -> String { characters("ab {}\"'\\\n\t,;[]().#->|é😀\u{1}/=", 0...6) }

    private mutating func quotedTemplate(placeholders: Bool) -> Template {
        template(
            some(1...3) { generator in
                placeholders && generator.chance(3)
                    ? .placeholder(generator.placeholder()) : .text(generator.anyText())
            })
    }

    mutating func placeholder() -> Placeholder {
        nested { generator in
            generator.budget = min(generator.budget, 0)
            let subject: Subject =
                generator.chance(6)
                ? generator.query("$.docs[?@.a == 'x y'].id") : .path(generator.path())
            var shift: Placeholder.Shift?
            if generator.chance(3) {
                let offset: Placeholder.Offset =
                    generator.chance(2) ? .duration(generator.duration()) : .path(generator.path())
                shift = Placeholder.Shift(isNegative: generator.chance(2), offset: offset)
            }
            return Placeholder(subject: subject, shift: shift, location: generator.place)
        }
    }

    mutating func duration() -> Duration { .milliseconds(random.below(400_000_000)) }

    private mutating func durationValue() -> DurationValue {
        chance(3) ? .placeholder(placeholder()) : .literal(located(duration()))
    }

    mutating func word(_ extra: String = "") -> Word {
        switch random.below(6) {
        case 0: return Word(quoting: .double, text: quotedTemplate(placeholders: true))
        case 1:
            let text = anyText().filter { $0 != "'" }
            return Word(quoting: .single, text: template([.text(text)]))
        case 2: return Word(quoting: .bare, text: template([.placeholder(placeholder())]))
        default: return Word(quoting: .bare, text: bareText(extra))
        }
    }

    private mutating func bareText(_ extra: String) -> Template {
        var parts: [Template.Part] = [
            .text(pick(["a", "é", "-", "7", "not", "null", "a", "an", "is"])),
            .text(characters("ab5'\"}:@+|\\%&?$~*-." + extra, 0...4)),
        ]
        if chance(4) { parts += [.placeholder(placeholder()), .text(characters("b'}", 0...2))] }
        let joined = template(parts)
        // `->` stands in no bare word.
        let hasArrow = joined.parts.contains { if case .text(let text) = $0 { text.contains("->") } else { false } }
        return hasArrow ? template([.text("a")]) : joined
    }

    /// `extra` are characters that a bare word may have in this place only.
    mutating func value(_ extra: String = "[](),=<>/#") -> Value {
        guard budget > 0 else { return .word(word(extra.filter { $0 != "#" })) }
        switch random.below(8) {
        case 0: return .list(nested { generator in generator.some(0...3) { $0.value("[") } }, place)
        case 1: return .object(jsonObject(), place)
        default: return .word(word(extra))
        }
    }

    private mutating func list() -> Value {
        chance(3)
            ? .word(Word(quoting: .bare, text: template([.placeholder(placeholder())])))
            : .list(nested { generator in generator.some(0...3) { $0.value("[") } }, place)
    }

    private mutating func count() -> Value {
        let isPlaceholder = chance(3)
        let part: Template.Part = isPlaceholder ? .placeholder(placeholder()) : .text(String(random.below(99)))
        return .word(Word(quoting: .bare, text: template([part])))
    }
}

// MARK: - JSON

extension TreeGenerator {
    mutating func jsonObject() -> JSONTemplate {
        let names = ["a", "b c", "{{", "é\"", ""].shuffled(using: &random).prefix(random.below(4))
        let members = names.map { name in
            JSONTemplate.Member(name: located(name), value: nested { $0.jsonTemplate() })
        }
        var plain: [JSONObject.Member] = []
        for member in members {
            if case .json(let value) = member.value { plain.append(JSONObject.Member(member.name.value, value)) }
        }
        return plain.count == members.count
            ? .json(.object(JSONObject(uniqueMembers: plain))) : .object(members)
    }

    private mutating func jsonTemplate() -> JSONTemplate {
        switch random.below(budget > 0 ? 8 : 4) {
        case 0: return .placeholder(placeholder())
        case 1: return .json(.number(JSONNumber(pick([0, -5, 123_456_789]))))
        case 2: return .json(pick([.null, true, false, .string("{{x}}"), .string("a\n\"")]))
        case 3:
            let text = template([.text(anyText()), .placeholder(placeholder())])
            return .string(text)
        case 4, 5: return jsonObject()
        default:
            let elements = nested { generator in generator.some(0...2) { $0.jsonTemplate() } }
            let plain = elements.compactMap { if case .json(let value) = $0 { value } else { nil } }
            return plain.count == elements.count ? .json(.array(plain)) : .array(elements)
        }
    }
}

// MARK: - Predicates

extension TreeGenerator {
    mutating func predicate(_ isFilter: Bool) -> Predicate {
        guard budget > 0 else { return .test(test(isFilter)) }
        switch random.below(4) {
        case 0: return .and(nested { generator in generator.some(2...3) { $0.predicate(isFilter) } })
        case 1: return .or(nested { generator in generator.some(2...3) { $0.predicate(isFilter) } })
        default: return .test(test(isFilter))
        }
    }

    /// A subject that is a query; a path, which fails the comparison, where the query cannot be read.
    mutating func query(_ text: String) -> Subject {
        guard let query = try? JSONPath(parsing: text) else { return .path(path()) }
        return .jsonPath(located(query))
    }

    private mutating func test(_ isFilter: Bool) -> LeadlineLanguage.Test {
        let isQuery = !isFilter && chance(6)
        let subject: Subject = isQuery ? query("$..a[?@.b=='(;']") : .path(path())
        let operation = isFilter || chance(2) ? commonOperation(isFilter) : sentenceOperation()
        return LeadlineLanguage.Test(subject: subject, operation: operation, location: place)
    }

    /// The characters of bare words that a sentence can hold.
    private mutating func sentenceValue() -> Value { value("[],/!") }

    private mutating func commonOperation(_ isFilter: Bool) -> LeadlineLanguage.Test.Operation {
        let except = isFilter || !chance(3) ? [] : some(1...3) { $0.path() }
        switch random.below(isFilter ? 13 : 8) {
        case 0: return .equals(sentenceValue(), except: except)
        case 1: return .notEquals(sentenceValue(), except: except)
        case 2: return .compare(pick([.greaterThan, .greaterThanEqual, .lessThan, .lessThanEqual]), operand())
        case 3: return .isIn(list())
        case 4: return .isNotIn(list())
        case 5: return .all(list())
        case 6: return chance(2) ? .exists : .notExists
        case 7: return .contains(sentenceValue())
        case 8: return .like(sentenceValue())
        case 9: return .notLike(sentenceValue())
        case 10: return .near(sentenceValue())
        case 11: return .within(sentenceValue())
        default: return .intersects(sentenceValue())
        }
    }

    private mutating func sentenceOperation() -> LeadlineLanguage.Test.Operation {
        switch random.below(6) {
        case 0: return .isType(pick(LeadlineLanguage.Test.TypeName.allCases))
        case 1: return .isNotType(pick(LeadlineLanguage.Test.TypeName.allCases))
        case 2: return .notContains(sentenceValue())
        case 3: return .hasItems(count())
        case 4: return .conforms
        default:
            guard chance(2), let pattern = try? Pattern("a(b|\\/)") else { return .notMatches(.value(sentenceValue())) }
            return .matches(.literal(located(pattern), written: "/a(b|\\/)/im"))
        }
    }

    private mutating func operand() -> LeadlineLanguage.Test.Operand {
        guard chance(2) else { return LeadlineLanguage.Test.Operand(value: .word(word("[]!")), duration: nil) }
        let duration = duration()
        let text = template([.text(DurationText.text(duration))])
        return LeadlineLanguage.Test.Operand(value: .word(Word(quoting: .bare, text: text)), duration: duration)
    }
}

// MARK: - Commands

extension TreeGenerator {
    mutating func command() -> Command {
        let action = action()
        let pipe = chance(8) ? located("jq '.a; #' | less") : nil
        return Command(action: action, location: place, name: located(""), pipe: pipe)
    }

    private mutating func action() -> Command.Action {
        switch random.below(24) {
        case 0...4: return .request(request())
        case 5: return .raw(rawRequest())
        case 6: return .curl(some(1...3) { $0.located($0.anyText()) })
        case 7: return .send(clauses())
        case 8: return .page(pick([.next, .prev]), clauses())
        case 9: return .new(located("leads"), parts(0...3))
        case 10: return .set(parts(1...4))
        case 11: return .add(path(settable: true), some(1...3) { $0.value("[](),=<>/") })
        case 12: return .unset(some(1...2) { $0.path() })
        case 13: return .bind(some(1...2) { $0.assignment() })
        case 14:
            return .run(
                file: value("[](),=<>/"), parameters: some(0...2) { $0.assignment() }, result: chance(2) ? name() : nil)
        case 15: return .clock(pick([nil, .set(value("/")), .advance(durationValue())]))
        case 16: return .fault(fault())
        case 17:
            let request = request()
            return .mock(request, times: request.verb == .create && chance(2) ? count() : nil)
        case 18: return .judge(pick([.expect, .check]), predicate(false))
        case 19: return .explain(chance(3) ? nil : explained())
        case 20: return .history(chance(3) ? nil : predicate(false))
        case 21: return .table(some(0...2) { $0.path() })
        case 22: return .show(chance(2) ? random.below(99) : nil, pick([nil, .curl, .timing, .subject(.path(path()))]))
        default:
            return pick([
                .undo, .redo, .edit, .fill, .draft, .exit, .mockReset, .faultOff, .help(["where"]), .target(.mock),
                .target(.live(value("/"))), .target(.replay(value("/"))), .use(name()),
                .diff(.number(3), .name(name())), .save(value("/"), last: chance(2) ? count() : nil), .open(value("/")),
            ])
        }
    }

    private mutating func explained() -> Command {
        let request = request()
        return Command(action: .request(request), location: place, name: located(request.verb.rawValue))
    }

    private mutating func assignment() -> Assignment { Assignment(name: name(), value: value()) }

    private mutating func parts(_ range: ClosedRange<Int>) -> [Part] {
        var index = 0
        return some(range) { generator in
            if generator.chance(4) { return .from(generator.value("[](),=<>/")) }
            // Different first names, so that no part contradicts another.
            index += 1
            var path = generator.path(settable: true)
            path.steps[0] = .name(generator.template([.text("f\(index)")]))
            return .assign(path, generator.value())
        }
    }

    private mutating func clauses(_ names: [ClauseName] = ClauseName.allCases) -> [Clause] {
        let chosen = names.shuffled(using: &random).prefix(random.below(4))
        return chosen.map { name in
            let kind: Clause.Kind =
                switch name {
                case .sort: .sort(value("/,"))
                case .limit: .limit(count())
                case .page: .page(count())
                case .depth: .depth(count())
                case .locale: .locale(value("/,"))
                case .fallbackLocale: .fallbackLocale(value("/,"))
                case .key: .key(value("/,"))
                case .header: .header(located("X-Name"), value())
                case .bind: .bind(self.name())
                }
            return Clause(kind: kind, location: place)
        }
    }

    private mutating func request() -> Request {
        let verb = pick(Request.Verb.allCases)
        let filter: Request.Selector = .filter(
            chance(4) ? .json(jsonObject(), place) : .predicate(nested { $0.predicate(true) }))
        let id: Request.Selector = .id(word("[]/,=<>()"))
        let selector: Request.Selector =
            switch verb {
            case .create: .none
            case .get: id
            case .find: chance(2) ? .none : filter
            case .update, .delete: chance(2) ? id : filter
            }
        let parts = verb == .create ? parts(0...3) : verb == .update ? parts(1...3) : []
        return Request(
            verb: verb, collection: located("leads"), selector: selector, parts: parts, clauses: clauses())
    }

    private mutating func rawRequest() -> RawRequest {
        let body: RawRequest.Body? = pick([nil, .json(value("/")), .text(value("/")), .form(parts(1...3))])
        return RawRequest(
            method: located("POST"), url: value("/=?,"), clauses: clauses([.key, .header, .bind]), body: body)
    }

    private mutating func fault() -> FaultPlan {
        FaultPlan(
            kind: pick([
                .latency(durationValue()), .status(count()), .lostAnswer, .reset, .malformed, .rateLimit,
            ]),
            verb: located(pick(Request.Verb.allCases)), collection: located("leads"),
            repetition: pick([.once, .times(count()), .always]))
    }
}
