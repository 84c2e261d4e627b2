import LeadlineCore
import Testing

/// `match` and `search` with I-Regexp's forms, and with forms in which a pattern could reach out of its group.
@Suite struct JSONPathRegexpTests {
    @Test(
        arguments: [
            ("a.c", ["abc", "a\u{2028}c", "a😀c", "a\u{85}c"], ["a\nc", "a\rc", "xabc", "abcx", "abc\n"]),
            ("a[.]c", ["a.c"], ["abc"]), ("a[^.]c", ["abc", "a\nc"], ["a.c"]), (#"a[\].]c"#, ["a]c", "a.c"], ["abc"]),
            (#"\p{Lu}\P{Lu}"#, ["Éa", "Z1"], ["ÉA", "aa"]), (#"[\p{L}\p{Nd}-]+"#, ["aé5-"], ["a_"]),
            ("[:a:]", [":", "a"], ["b"]), ("[^:a:]", ["b"], [":"]), ("[=]", ["="], [":"]), ("[].]", ["]", "."], ["a"]),
            ("[^].]", ["a"], ["]", "."]), ("[[:digit:]]", ["5"], [":"]), ("a|bc", ["a", "bc"], ["ac", "abc"]),
            ("(a|b)c", ["ac", "bc"], ["a", "c"]), ("a{2,3}", ["aa", "aaa"], ["a", "aaaa"]), ("", [""], ["a"]),
            ("^a$", ["a"], ["a\n", "\na"]), (#"\(\.\)"#, ["(.)"], ["(a)"]), ("a#b c", ["a#b c"], ["a"]),
            (#"\n\r\t"#, ["\n\r\t"], ["nrt"]), (#"\d+"#, ["42"], ["x"]), ("é", ["\u{E9}"], ["e\u{301}"]),
        ] as [(String, [String], [String])])
    func matchesWholeTexts(pattern: String, matching: [String], others: [String]) throws {
        let texts = JSON.array((matching + others).map { .string($0) })
        let document: JSON = ["texts": texts, "pattern": .string(pattern)]
        let literal = "'" + pattern.replacing("\\", with: "\\\\") + "'"
        for pattern in [literal, "$.pattern"] {
            let path = try JSONPath(parsing: "$.texts[?match(@, \(pattern))]")
            #expect(try path.nodes(in: document) == matching.map { .string($0) })
        }
    }

    @Test(
        arguments: [
            ("b.", ["abc"], ["ab", "ab\n"]), ("a$", ["ba"], ["a\n", "ab"]), ("^b", ["bc"], ["ab", "a\nb"]),
            ("[a-c]", ["xb"], ["x"]), ("x|y$", ["xa", "ay"], ["ya"]), ("", ["", "a"], []),
        ] as [(String, [String], [String])])
    func searchesInTexts(pattern: String, matching: [String], others: [String]) throws {
        let texts = JSON.array((matching + others).map { .string($0) })
        let path = try JSONPath(parsing: "$[?search(@, '\(pattern)')]")
        #expect(try path.nodes(in: texts) == matching.map { .string($0) })
    }

    @Test(arguments: [
        "(", ")", "a)(b", "a)|(?:b", "[", "[a", #"a\"#, "*", "a**b)", "(*CRLF)a", "(*UTF)a", "a{2,1}", #"\p{Foo}"#,
        "(?#",
        "(?x)a # ", #"\Qa"#, "[z-a]", #"[\"#, #"\C"#, "[^", "[^]", "a(?:", "^(a+)+$",
    ])
    func whatIsNoPatternNeverMatches(pattern: String) throws {
        let text = JSON.string(String(repeating: "a", count: 40) + "b")
        let document: JSON = ["texts": [text, "a", "", "b", "ab", "a)(b"], "pattern": .string(pattern)]
        for function in ["match", "search"] {
            let query = "$.texts[?\(function)(@, $.pattern)]"
            let found = try JSONPath(parsing: query).nodes(in: document)
            // Only the last pattern is one; it takes too many steps on the first text.
            #expect(found == (pattern == "^(a+)+$" ? ["a"] : []))
        }
    }

    @Test func patternsMayDifferFromNodeToNode() throws {
        let document: JSON = [
            ["t": "ab", "p": "a."], ["t": "ab", "p": "b."], ["t": "\u{E9}", "p": "e\u{301}"], ["t": 1],
        ]
        let found = try JSONPath(parsing: "$[?match(@.t, @.p)]").paths(in: document)
        #expect(found == ["$[0]"])
        #expect(
            try JSONPath(parsing: "$[?search(@.t, 1) || match(1, 'a') || match(@.t, null)]").nodes(in: document) == [])
        let both = try JSONPath(parsing: "$[?search(@.t, value($..[1].p)) && match(@.t, $[0].p)]")
        #expect(try both.paths(in: document) == [])
    }
}
