import LeadlineCore
import LeadlineLanguage
import Testing

/// Sentences judged against a document, and what is said of those that do not hold.
@Suite("Sentences")
struct SentenceTests {
    private static let document: JSON = [
        "text": "Older than 3 days", "word": "5", "number": 5, "float": JSONNumber("1.5").map(JSON.number) ?? .null,
        "flag": true, "none": .null,
        "list": [1, 2, 3], "words": ["a", "b"], "objects": [["id": 1, "tag": "x"], ["id": 2, "tag": "y"]],
        "object": ["a": 1, "b": ["c": 2, "d": 3]], "time": "2026-03-02T09:00:00+11:00", "empty": [], "blank": "",
    ]

    private func evaluator() throws -> Evaluator {
        var names: [String: Datum] = ["doc": .json(Self.document)]
        names["took"] = .duration(.milliseconds(1500))
        names["now"] = .time(try Timestamp(parsing: "2026-03-01T22:00:00Z"))
        names["other"] = .json(["a": 1, "b": ["c": 2, "d": 4]])
        return Evaluator(Names(names))
    }

    private func holds(_ sentence: String) throws -> Bool {
        try evaluator().holds(try PredicateParser.sentence(excerpt(sentence)))
    }

    private func findings(_ sentence: String) throws -> [String] {
        try evaluator().findings(try PredicateParser.sentence(excerpt(sentence))).flatMap { finding in
            ["\(finding.subject) \(finding.expected) <> \(finding.actual)"] + finding.details.map { "  \($0)" }
        }
    }

    @Test(arguments: [
        // equality
        "doc.number is 5", "doc.number = 5.0", "doc.number equals 5e0", "doc.word is \"5\"", "doc.word is not 5",
        "doc.number != \"5\"", "doc.number not_equals 6", "doc.flag is true", "doc.none is null",
        "doc.list is [1, 2, 3]",
        "doc.list is not [3, 2, 1]", "doc.object is {\"b\":{\"d\":3,\"c\":2},\"a\":1}", "doc.empty is []",
        "doc.blank is \"\"", "doc.object is {{other}} except b.d", "doc.object is {{other}} except b",
        "doc.list[-1] is 3",
        // times and durations
        "doc.time is {{now}}", "now is {{doc.time}}", "now is 2026-03-01T22:00:00Z",
        "now is 2026-03-02T09:00:00.000+11:00",
        "took is 1500ms", "took is 1.5s", "took < 2s", "took >= 1s 500ms", "took > 1400ms", "now >= {{doc.time}}",
        "now < {{doc.time + 1s}}", "now > {{now - 1d}}",
        // order
        "doc.number > 4", "doc.number >= 5", "doc.float < 2", "doc.float less_than_equal 1.5", "doc.text > A",
        "doc.text greater_than \"Old\"", "doc.text less_than Z",
        // lists
        "doc.number in [4, 5]", "doc.number not in [4, 6]", "doc.word in [\"5\"]", "doc.word not_in [5]",
        "doc.list all [3, 1]", "doc.words all [a]", "doc.objects all [{\"id\":1,\"tag\":\"x\"}]",
        // being there
        "doc.none exists", "doc.none exists true", "doc.gone not exists", "doc.gone exists false", "doc.blank exists",
        // parts
        "doc.text contains \"3 days\"", "doc.text not contains \"3 Days\"", "doc.text contains \"\"",
        "doc.list contains 2", "doc.list not contains \"2\"", "doc.words contains b",
        "doc.objects contains {\"id\":2}", "doc.objects not contains {\"id\":2,\"tag\":\"x\"}",
        "doc.object contains {\"b\":{\"c\":2}}", "doc.object contains {}", "doc.object not contains {\"a\":2}",
        "doc.number not contains 5", "doc.none not contains x",
        // patterns
        "doc.text matches /older than \\d days/i", "doc.text not matches /older/", "doc.text matches \"3 days$\"",
        "doc.time matches /T09:/",
        // counts and types
        "doc.list has 3 items", "doc.words has 2 items", "doc.empty has 0 items", "doc.text is a text",
        "doc.number is a number", "doc.number is an integer", "doc.float is not an integer", "doc.flag is a boolean",
        "doc.list is a list", "doc.object is an object", "doc.time is a time", "doc.text is not a time",
        "now is a time",
        // joined
        "doc.number is 5 and doc.flag is true", "doc.number is 6 or doc.flag is true",
        "(doc.number is 6 or doc.flag is true) and doc.word is \"5\"",
        "doc.number is 6 or doc.number is 5 and doc.flag is true",
    ])
    func holds(sentence: String) throws {
        #expect(try holds(sentence))
        #expect(try findings(sentence) == [])
    }

    @Test(
        arguments: [
            ("doc.number is 6", ["doc.number is 6 <> 5"]),
            ("doc.number is \"5\"", [#"doc.number is "5" (text) <> 5 (number)"#]),
            ("doc.text is 5", [#"doc.text is 5 (number) <> "Older than 3 days" (text)"#]),
            ("doc.number is not 5", ["doc.number is not 5 <> 5"]),
            ("doc.gone is 5", ["doc.gone is 5 <> (missing)"]),
            ("doc.gone is not 5", ["doc.gone is not 5 <> (missing)"]),
            ("doc.gone exists", ["doc.gone exists <> (missing)"]),
            ("doc.none is not null", ["doc.none is not null <> null"]),
            ("doc.none not exists", ["doc.none not exists <> null"]),
            ("doc.text > 5", [#"doc.text > 5 (number) <> "Older than 3 days" (text)"#]),
            ("doc.number >= 6", ["doc.number >= 6 <> 5"]),
            ("took < 1s", ["took < 1s <> 1s 500ms"]),
            ("now > 2026-03-02T00:00:00Z", [#"now > "2026-03-02T00:00:00Z" <> 2026-03-01T22:00:00.000Z"#]),
            ("doc.number in [1, \"5\"]", [#"doc.number in [1,"5"] <> 5"#]),
            ("doc.list all [1, 7]", ["doc.list all [1,7] <> [1,2,3]"]),
            ("doc.text contains \"3 Days\"", [#"doc.text contains "3 Days" <> "Older than 3 days""#]),
            ("doc.list contains \"2\"", [#"doc.list contains "2" <> [1,2,3]"#]),
            ("doc.number contains 5", ["doc.number contains 5 <> 5"]),
            ("doc.text matches /older/", [#"doc.text matches /older/ <> "Older than 3 days""#]),
            ("doc.number matches /5/", ["doc.number matches /5/ <> 5"]),
            ("doc.list has 1 item", ["doc.list has 1 item <> 3 items: [1,2,3]"]),
            ("doc.text has 2 items", [#"doc.text has 2 items <> "Older than 3 days""#]),
            ("doc.float is an integer", ["doc.float is an integer <> 1.5"]),
            ("doc.number is an object", ["doc.number is an object <> 5"]),
            ("doc.number is not an integer", ["doc.number is not an integer <> 5"]),
            // different types: both are named
            ("took > 1", ["took > 1 (number) <> 1s 500ms (duration)"]),
            ("took is 1500", ["took is 1500 (number) <> 1s 500ms (duration)"]),
            ("took is null", ["took is null <> 1s 500ms (duration)"]),
            ("took is 1s", [#"took is "1s" <> 1s 500ms"#]),
            ("doc.number > 2s", ["doc.number > 2s (duration) <> 5 (number)"]),
            ("doc.number is {{took}}", ["doc.number is 1s 500ms (duration) <> 5 (number)"]),
            ("now > 5", ["now > 5 (number) <> 2026-03-01T22:00:00.000Z (time)"]),
            ("now is soon", [#"now is "soon" (text) <> 2026-03-01T22:00:00.000Z (time)"#]),
            ("now is {{took}}", ["now is 1s 500ms (duration) <> 2026-03-01T22:00:00.000Z (time)"]),
            ("doc.number < {{now}}", ["doc.number < 2026-03-01T22:00:00.000Z (time) <> 5 (number)"]),
            ("doc.time is {{now + 1s}}", [#"doc.time is 2026-03-01T22:00:01.000Z <> "2026-03-02T09:00:00+11:00""#]),
            ("doc.none is 5", ["doc.none is 5 (number) <> null"]),
            ("doc.none > 2s", ["doc.none > 2s (duration) <> null"]),
            ("doc.text is null", [#"doc.text is null <> "Older than 3 days" (text)"#]),
            ("doc.gone > 2s", ["doc.gone > 2s <> (missing)"]),
            ("doc.number is 6 and doc.flag is false", ["doc.number is 6 <> 5", "doc.flag is false <> true"]),
            ("doc.number is 6 or doc.flag is false", ["doc.number is 6 <> 5", "doc.flag is false <> true"]),
            ("doc.number is 5 and doc.flag is false", ["doc.flag is false <> true"]),
            (
                "doc.object is {{other}}",
                [
                    #"doc.object is {"a":1,"b":{"c":2,"d":4}} <> {"a":1,"b":{"c":2,"d":3}}"#,
                    "  b.d: expected 4, actual 3",
                    "  (2 equal fields hidden)",
                ]
            ),
            (
                "doc.object is {\"a\":2,\"e\":1} except b.c",
                [
                    #"doc.object is {"a":2,"e":1} except b.c <> {"a":1,"b":{"c":2,"d":3}}"#,
                    "  a: expected 2, actual 1",
                    "  e: expected 1, actual (missing)", #"  b: not expected, actual {"d":3}"#,
                ]
            ),
            (
                "doc.object contains {\"b\":{\"c\":9}}",
                [
                    #"doc.object contains {"b":{"c":9}} <> {"a":1,"b":{"c":2,"d":3}}"#, "  b.c: expected 9, actual 2",
                ]
            ),
        ] as [(String, [String])])
    func tellsWhy(sentence: String, why: [String]) throws {
        #expect(try !holds(sentence))
        #expect(try findings(sentence) == why)
    }

    @Test(arguments: [
        ("gone.a is 1", "unknown name 'gone.a'"), ("doc.number is {{doc.gone}}", "there is no 'doc.gone' here"),
        ("doc.number in 5", "a list expected, found '5'"),
        ("doc.text matches {{doc.list}}", "a regular expression is a text"),
        ("doc.blank is {{doc.text + 1d}}", #"'doc.text' is no time: "Older than 3 days""#),
        ("doc.number is x{{doc.object}}", "an object cannot be part of a text"),
    ])
    func cannotBeJudged(sentence: String, message: String) {
        let error = #expect(throws: Diagnostic.self) { try holds(sentence) }
        #expect(error?.message == message)
    }

    @Test func aPatternThatTakesTooLongIsGivenUp() throws {
        let scope = Names(["doc": .json(["text": .string(String(repeating: "a", count: 40) + "!")])])
        let sentence = try PredicateParser.sentence(excerpt("doc.text matches /^(a+)+$/"))
        let error = #expect(throws: Diagnostic.self) { try Evaluator(scope).holds(sentence) }
        #expect(error?.code == .invalidRegex)
    }

    // MARK: Queries that find nothing

    private func body(_ sentence: String) throws -> Bool {
        let evaluator = Evaluator(Names(["body": .json(["a": [["x": 1], ["x": 2]]])]))
        let sentence = try PredicateParser.sentence(excerpt(sentence))
        let holds = try evaluator.holds(sentence)
        #expect(try evaluator.findings(sentence).isEmpty == holds)
        return holds
    }

    @Test(arguments: [
        "$..y not exists", "$..y has 0 items", "$..y is []", "$..y is a list", "$..x exists", "$..x not contains 3",
        "$..x is not 3", "$..x is not a text",
    ]) func `a query that finds nothing is missing, but for what counts its nodes`(_ sentence: String) throws {
        #expect(try body(sentence))
    }

    @Test(arguments: [
        "$..y exists", "$..y not contains 3", "$..y is not 3", "$..y is not a text", "$..y not matches /3/",
        "$..y not in [3]", "$..y is 3", "$..x not exists",
    ]) func `something missing satisfies no other sentence`(_ sentence: String) throws {
        #expect(try !body(sentence))
    }
}
