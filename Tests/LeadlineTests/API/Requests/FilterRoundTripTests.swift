import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

@testable import LeadlineMock

/// A condition is one tree in four forms: words, JSON, a query string and the tree itself. None loses anything.
@Suite("Conditions go from each form into the others")
struct FilterRoundTripTests {
    private static let place = SourceLocation(source: Source(name: "drawn", text: ""), range: 0..<0)
    private static let draws = 300

    private static func filter(in command: String) throws -> Filter {
        let (commands, diagnostics) = CommandParser.parse(excerpt(command), context: .prompt)
        #expect(diagnostics.isEmpty, "\(command)")
        guard case .request(let request)? = commands.first?.action, case .filter(let filter) = request.selector else {
            throw VectorError("no request with a where: \(command)")
        }
        return try Evaluator(Names([:])).filter(filter, type: FilterGenerator.type)
    }

    @Test(arguments: 0..<4) func wordsAreReadAgain(seed: Int) throws {
        var generator = FilterGenerator(seed: seed, fewestParts: 2)
        var sentences = 0
        for _ in 0..<Self.draws {
            let filter = generator.filter()
            let words = filter.words(type: FilterGenerator.type)
            #expect(try Self.filter(in: "find leads where \(words) limit 5") == filter, "\(words)")
            if !words.hasPrefix("{") { sentences += 1 }
        }
        #expect(sentences > Self.draws / 3, "most are sentences: \(sentences)")
    }

    @Test func groupsOfOneNeedNoWords() {
        let test = Filter.test(FilterTest(field: "title", operation: "equals", operand: "x"))
        #expect(
            Filter.and([.or([test]), test]).words(type: FilterGenerator.type) == "title is \"x\" and title is \"x\"")
    }

    /// What a sentence would say otherwise is said in JSON.
    @Test(arguments: [
        (#"{"title": {"equals": 5}}"#, #"{"title": {"equals": 5}}"#),
        (#"{"{{x}}": {"equals": "{{y}}"}}"#, #"{"\u007b{x\u007d}": {"equals": "\u007b{y\u007d}"}}"#),
        (#"{"a b": {"exists": true}}"#, #"{"a b": {"exists": true}}"#),
        (#"{"title": {"equals": "{{y}}"}}"#, #"title is "\u007b{y\u007d}""#),
        (#"{"scores": {"equals": 5}}"#, "scores is 5"), (#"{"scores": {"equals": [5]}}"#, "scores is [5]"),
    ])
    func wordsOrJSON(_ json: String, _ words: String) throws {
        let filter = try Filter(json: JSON(parsing: json), at: Self.place)
        #expect(filter.words(type: FilterGenerator.type) == words)
        #expect(try Self.filter(in: "find leads where \(words)") == filter)
    }

    @Test func jsonIsReadAgain() throws {
        var generator = FilterGenerator(seed: 11)
        for _ in 0..<Self.draws {
            let filter = generator.filter()
            #expect(try Filter(json: JSON(parsing: filter.json.text()), at: Self.place) == filter)
            let pasted = CommandPrinter.text(.json(.json(filter.json), Self.place))
            #expect(try Self.filter(in: "find leads where \(pasted)") == filter, "\(pasted)")
        }
    }

    @Test(arguments: PayloadProfile.allCases) func serversReadWhatIsSent(profile: PayloadProfile) throws {
        var generator = FilterGenerator(seed: 12)
        var sent = 0
        for _ in 0..<Self.draws {
            let filter = generator.filter()
            guard let pairs = try? PayloadFilterEncoding().pairs(for: filter, in: FilterGenerator.document) else {
                continue
            }
            sent += 1
            let read = PayloadQueryString(profile).parse("?" + pairs.encoded)["where"] ?? .null
            #expect(try Self.split(Filter(json: read, at: Self.place)) == Self.asTexts(filter), "\(pairs.readable)")
            let parts = pairs.encoded.split(separator: "&").map { PercentEncoding.decode($0) }
            #expect(parts.joined(separator: "&") == pairs.readable)
        }
        #expect(sent > Self.draws / 3, "most are sent: \(sent)")
    }

    @Test func sentencesAndJSONAskTheSame() throws {
        let api = try #require(try APICatalog.api(named: "drivly"))
        let operation = try #require(api.operations.first { $0.name == "leads.find" })
        let builder = RequestBuilder(
            base: BaseURL(origin: "https://mock.test", path: api.basePath), userAgent: "leadline/9", runID: "run00001")
        var generator = FilterGenerator(seed: 13, fewestParts: 2)
        for _ in 0..<Self.draws {
            let filter = generator.filter()
            func request(_ condition: String) throws -> Result<HTTPRequest, UnsupportedFilter> {
                var call = Call(operation)
                call.filter = try Self.filter(in: "find leads where \(condition)")
                do throws(UnsupportedFilter) {
                    return .success(try builder.request(call, of: api))
                } catch {
                    return .failure(error)
                }
            }
            let words = filter.words(type: FilterGenerator.type)
            let pasted = CommandPrinter.text(.json(.json(filter.json), Self.place))
            #expect(try request(words) == request(pasted), "\(words)")
        }
    }

    @Test func commandsArePrintedAsTheyAre() throws {
        var generator = FilterGenerator(seed: 14, fewestParts: 2)
        for _ in 0..<Self.draws {
            let filter = generator.filter()
            let words = "delete leads where \(filter.words(type: FilterGenerator.type))"
            let (commands, _) = CommandParser.parse(excerpt(words), context: .prompt)
            let printed = try CommandPrinter.text(#require(commands.first))
            #expect(printed == words)
            #expect(try Self.filter(in: printed) == filter)
        }
    }

    // MARK: What is refused

    @Test(arguments: FilterGenerator.unspeakable) func namesThatServersLose(field: String) {
        let filter = Filter.test(FilterTest(field: field, operation: "equals", operand: "x"))
        #expect(throws: UnsupportedFilter.self) { try PayloadFilterEncoding().pairs(for: filter, in: nil) }
    }

    /// Beside another condition each of these would vanish without a word, and more documents match.
    @Test(arguments: [
        ("point", "within", "{}"), ("point", "within", #"{"type": "Polygon", "coordinates": []}"#),
        ("title", "in", "[[]]"), ("title", "in", "[{}]"), ("title", "in", "[]"), ("owner", "equals", #"{"5": "x"}"#),
        ("owner", "equals", #"{"constructor": "x"}"#), ("owner", "not_in", "[null]"), ("owners", "in", #"["a", null]"#),
        ("title", "in", "[null]"),
    ])
    func valuesThatServersLose(_ field: String, _ operation: String, _ operand: String) throws {
        let lost = FilterTest(field: field, operation: operation, operand: try JSON(parsing: operand))
        let kept = FilterTest(field: "title", operation: "equals", operand: "x")
        #expect(throws: UnsupportedFilter.self) {
            try PayloadFilterEncoding().pairs(for: .and([.test(kept), .test(lost)]), in: FilterGenerator.document)
        }
    }

    // MARK: Types

    /// The condition with the texts that travel in place of values.
    private static func asTexts(_ filter: Filter) -> Filter {
        switch filter {
        case .and(let parts): .and(parts.map(asTexts))
        case .or(let parts): .or(parts.map(asTexts))
        case .test(let test):
            .test(
                FilterTest(
                    field: test.field, operation: test.operation,
                    operand: test.operand == .null ? "null" : VectorRunner.texts(test.operand)))
        }
    }

    /// Long lists travel as one text, which servers split.
    private static func split(_ filter: Filter) -> Filter {
        switch filter {
        case .and(let parts): return .and(parts.map(split))
        case .or(let parts): return .or(parts.map(split))
        case .test(var test):
            if ["in", "not_in", "all"].contains(test.operation), let text = test.operand.string {
                test.operand = .array(text.split(separator: ",").map { .string(String($0)) })
            }
            return .test(test)
        }
    }
}
