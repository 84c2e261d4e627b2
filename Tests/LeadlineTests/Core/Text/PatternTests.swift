import LeadlineCore
import Testing

@Suite struct PatternTests {
    @Test(
        arguments: [
            ("b+", "", "aabbc", 2..<4), ("^a", "", "ba", nil), ("B", "i", "abc", 1..<2), ("^b", "m", "a\nb", 2..<3),
            ("a.b", "s", "a\nb", 0..<3), ("a.b", "", "a\nb", nil), ("a b # c", "x", "ab", 0..<2),
            (".b", "", "日b", 0..<4),
            ("É", "i", "é", 0..<2), ("", "", "", 0..<0), ("$", "", "é", 2..<2), (#"a\Kb"#, "", "ab", 1..<2),
        ] as [(String, String, String, Range<Int>?)])
    func finds(pattern: String, flags: String, text: String, range: Range<Int>?) throws {
        #expect(try Pattern(pattern, flags: Set(flags)).firstMatch(in: text) == range)
        #expect(try Pattern(pattern, flags: Set(flags)).matches(text) == (range != nil))
    }

    @Test func explainsErrors() {
        #expect(throws: PatternError(offset: 3, message: "missing closing parenthesis")) { try Pattern("a(b") }
        #expect(throws: PatternError(offset: 0, message: "one of the flags i, m, s, x expected, found 'g'")) {
            try Pattern("a", flags: ["g", "i"])
        }
        #expect(throws: PatternError.self) { try Pattern(#"\C"#) }
    }

    @Test func givesUpOnEndlessBacktracking() throws {
        let pattern = try Pattern("^(a+)+$")
        #expect(throws: PatternFailure.matchLimit) { try pattern.matches(String(repeating: "a", count: 40) + "b") }
    }

    @Test func deepMatchesNeedNoStack() throws {
        let pattern = try Pattern("^(?:(a)|b)*c")
        let text = String(repeating: "ab", count: 20_000)
        let found = Result { try pattern.matches(text + "c") }
        switch found {
        case .success(let found): #expect(found)
        case .failure(let error): #expect(error as? PatternFailure == .matchLimit)
        }
    }

    @Test(arguments: [("", true), ("04", true), ("0412", true), ("04123", false), ("x", false)])
    func tellsWhatMayStillMatch(_ text: String, _ isPossible: Bool) throws {
        #expect(try Pattern("^[0-9]{4}$").canMatch(beginningWith: text) == isPossible)
    }

    @Test func servesManyThreads() async throws {
        let pattern = try Pattern(#"\d+"#)
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<200 {
                group.addTask { (try? pattern.firstMatch(in: "lead \(number)"))??.count ?? -1000 }
            }
            return await group.reduce(0, +)
        }
        #expect(sum == 10 + 90 * 2 + 100 * 3)
    }
}
