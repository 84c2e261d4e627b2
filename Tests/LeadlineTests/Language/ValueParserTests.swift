import LeadlineCore
import LeadlineLanguage
import Testing

@Suite("Values, texts, durations and sentences that stand alone")
struct ValueParserTests {
    @Test(arguments: [
        ("  Call me; please #5 ", "bare Call me; please #5"), ("\" x \"", "double  x "), ("'a b'", "single a b"),
        ("0412345678", "bare 0412345678"), ("a | b, c]", "bare a | b, c]"), ("it's \"so\"", "bare it's \"so\""),
        ("x -> y", "bare x -> y"), ("null", "bare null"),
    ])
    func aCellKeepsItsBlanks(text: String, expected: String) throws {
        guard case .word(let word) = try ValueParser.value(excerpt(text), as: .cell) else {
            Issue.record("no word")
            return
        }
        #expect("\(word.quoting) \(word.text.literal ?? "")" == expected)
    }

    @Test func cellsHoldListsObjectsAndPlaceholders() throws {
        let texts = ["[a, \"b c\"]", "{\"a\": [1, {{x}}]}", "{{a}} and {{b.c}}", "{{row.x}}"]
        let printed = try texts.map { CommandPrinter.text(try ValueParser.value(excerpt($0), as: .cell)) }
        #expect(printed == ["[a, \"b c\"]", "{\"a\": [1, {{x}}]}", "\"{{a}} and {{b.c}}\"", "{{row.x}}"])
    }

    @Test(arguments: [
        ("", "value expected, found the end", 1), ("\"a\" b", "the end of the value expected, found 'b'", 5),
        ("[a] b", "the end of the value expected, found 'b'", 5), ("{{x", "'{{' is never closed", 1),
    ])
    func badCells(text: String, message: String, column: Int) {
        let error = #expect(throws: Diagnostic.self) { try ValueParser.value(excerpt(text), as: .cell) }
        #expect(error?.message == message)
        #expect(error?.location?.position.column == column)
    }

    @Test func aPlainValueHasNoBlanks() throws {
        #expect(CommandPrinter.text(try ValueParser.value(excerpt("a#b"), as: .plain)) == "a#b")
        let error = #expect(throws: Diagnostic.self) { try ValueParser.value(excerpt("a b"), as: .plain) }
        #expect(error?.message == "the end of the value expected, found 'b'")
    }

    @Test func templates() throws {
        let template = try ValueParser.template(excerpt("A \"lead\" of {{row.name}}; {{now - 3d}} # x"))
        #expect(template.placeholders.map { CommandPrinter.text($0) } == ["{{row.name}}", "{{now - 3d}}"])
        #expect(try ValueParser.template(excerpt("")).literal == "")
    }

    @Test func durations() throws {
        guard case .literal(let duration) = try ValueParser.duration(excerpt(" 2d 23h 59m 59s ")) else {
            Issue.record("no duration")
            return
        }
        #expect(duration.value == .seconds(259_199))
        #expect(throws: Diagnostic.self) { try ValueParser.duration(excerpt("2 days")) }
        #expect(throws: Diagnostic.self) { try ValueParser.duration(excerpt("a{{x}}")) }
    }

    @Test func paths() throws {
        #expect(CommandPrinter.text(try ValueParser.path(excerpt(" a[\"b\"][-1].c "))) == "a.b[-1].c")
        #expect(throws: Diagnostic.self) { try ValueParser.path(excerpt("a b")) }
    }

    @Test func sentencesMayHaveLineEndsAroundThem() throws {
        #expect(CommandPrinter.text(try PredicateParser.sentence(excerpt("\n a is 1 # x\n\n"))) == "a is 1")
        let error = #expect(throws: Diagnostic.self) { try PredicateParser.sentence(excerpt("a is 1\nb is 2")) }
        #expect(error?.message == "one sentence expected, found a second one")
        #expect(error?.location?.position.line == 2)
    }

    @Test func filters() throws {
        #expect(
            CommandPrinter.text(try PredicateParser.filter(excerpt("source = leadline-test")))
                == "source is leadline-test")
        #expect(CommandPrinter.text(try PredicateParser.filter(excerpt("{\"a\": {}}"))) == "{\"a\": {}}")
    }

    @Test func bothReadingsOfAComparisonAreKept() throws {
        guard case .test(let test) = try PredicateParser.sentence(excerpt("took < 1m  30s")),
            case .compare(.lessThan, let operand) = test.operation, case .word(let word) = operand.value
        else {
            Issue.record("no comparison")
            return
        }
        #expect(operand.duration == .seconds(90))
        #expect(word.text.literal == "1m 30s")
    }
}
