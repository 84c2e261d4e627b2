import LeadlineCore
import Testing

@Suite struct SuggestionTests {
    private static let names = [
        "steps", "setup", "serial", "table", "tags", "targets", "teardown", "name", "known-issue",
    ]

    @Test(arguments: [
        ("stesp", "steps"), ("STEPS", "steps"), ("step", "steps"), ("tabel", "table"), ("tear", "teardown"),
        ("nmae", "name"),
        ("knownissue", "known-issue"), ("taggs", "tags"), ("target", "targets"),
    ])
    func findsWhatWasMeant(written: String, meant: String) {
        #expect(Suggestion.closest(to: written, in: Self.names) == meant)
    }

    @Test(arguments: ["", "x", "qwertz", "do", "zzzzz", String(repeating: "a", count: 1000)])
    func saysNothingWhereNothingIsNear(written: String) {
        #expect(Suggestion.closest(to: written, in: Self.names) == nil)
    }

    @Test func makesTheHelp() {
        #expect(Suggestion.help(for: "stesp", in: Self.names) == "did you mean 'steps'?")
        #expect(Suggestion.help(for: "qwertz", in: Self.names) == nil)
        #expect(Suggestion.help(for: "qwertz", in: ["a", "b", "c"]) == "one of a, b, c")
        #expect(Suggestion.help(for: "qwertz", in: ["a"]) == "only a")
        #expect(Suggestion.help(for: "qwertz", in: []) == nil)
    }
}

@Suite struct DisplayTextTests {
    @Test func makesTextsHarmless() {
        #expect(DisplayText.harmless("a\n\tb é日😀") == "a\n\tb é日😀")
        #expect(DisplayText.harmless("\u{1B}[31m\u{7F}\u{9B}\r\0") == #"\u{1B}[31m\u{7F}\u{9B}\u{0D}\u{00}"#)
        #expect(DisplayText.harmless("a\r\nb") == "a\\u{0D}\nb")
        #expect(DisplayText.harmless("\u{202E}abc\u{2066}") == #"\u{202E}abc\u{2066}"#)
        #expect(DisplayText.harmlessLine("a\n\tb") == #"a\n\tb"#)
    }

    @Test func `harmless JSON is the same JSON`() throws {
        let json = JSON.string("a\u{7F}\u{9B}é\u{202E}\u{E0041}😀\n\u{1B}")
        let text = DisplayText.harmless(json: json.text())
        #expect(text == #""a\u007f\u009bé\u202e\udb40\udc41😀\n\u001b""#)
        #expect(try JSON(parsing: text) == json)
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("😀", 2), ("👨‍👩‍👧", 2), ("🇦🇺", 2), ("❤️", 2), ("ｱ", 1),
        ("한", 2),
        ("Ａ", 2), ("\u{200B}", 0), ("…", 1),
    ])
    func measuresColumns(text: String, width: Int) {
        #expect(DisplayText.width(text) == width)
    }
}

@Suite struct SeededRandomTests {
    @Test func numbersNeverChange() {
        // The first numbers of the reference implementation for the seed 1234567.
        var random = SeededRandom(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
        #expect(stableHash("") == 0xCBF2_9CE4_8422_2325)
        #expect(stableHash("foobar") == 0x8594_4171_F739_67E8)
    }

    @Test func forksAreIndependent() {
        var random = SeededRandom(seed: 42)
        var first = random.fork("row 1")
        var same = random.fork("row 1")
        var other = random.fork("row 2")
        let number = first.next()
        #expect(number == same.next())
        #expect(number != other.next())
        #expect(number != random.next())
        #expect((0..<1000).allSatisfy { _ in (0..<7).contains(random.below(7)) })
        #expect(random.below(0) == 0)
    }
}
