import LeadlineCore
import LeadlineLanguage
import Testing

/// What the sentences of the language's description say, as text and the canonical text that it is read as.
@Suite("Commands are read as described")
struct CommandTreeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var written: String
        /// Nil where the text is already canonical.
        var canonical: [String]?

        init(_ written: String, _ canonical: String...) {
            self.written = written
            self.canonical = canonical.isEmpty ? nil : canonical
        }

        var testDescription: String { written }
    }

    static let characters: [Case] = [
        // Ends of commands and lines.
        Case("undo;redo\nedit", "undo", "redo", "edit"),
        Case(";;\r\n ; draft ;\r\n", "draft"),
        Case("set a=1 \\\n  b=2", "set a=1 b=2"),
        Case("set a=1 \\  \r\n  b=2\nundo", "set a=1 b=2", "undo"),
        Case("set a=[1,\n 2]\nundo", "set a=[1, 2]", "undo"),
        Case("set a={\"b\":\r\n 1} c=\"x\ny\"", #"set a={"b": 1} c="x\ny""#),
        Case("expect (a is 1\n or b is 2)\nundo", "expect a is 1 or b is 2", "undo"),
        Case("set a={{\n x }}", "set a={{x}}"),
        Case("\u{FEFF}undo", "undo"),
        // Comments.
        Case("# only a comment"), Case("undo # all the rest; exit", "undo"), Case("undo;# too", "undo"),
        Case("set colour=#fff"), Case("set a=x#y"), Case("set a=[1, # one\n 2]", "set a=[1, 2]"),
        // Quotes open only where a value begins.
        Case("set a=don't b=O'Brien c=5\""), Case(#"set a="say \"x\"" b='it "is" {{literal}}'"#),
        Case(#"set a="\u0041\u00e9\ud83d\ude00\/""#, "set a=\"Aé😀/\""), Case("set a=\"\" b=''"),
        Case("add tags \"a\" 'b'"), Case(#"set x["a.b"].c[0]=1 y['plain']=2"#, #"set x["a.b"].c[0]=1 y.plain=2"#),
        // Bare words.
        Case("set a=a+b@x.com b=01/01/1980 c=+61412 d=a|b e=1,2 f=C:\\x g=https://x/?a=b"),
        Case("set a={{x}}-{{y.z}} b=x{{ now - 3d }}", "set a={{x}}-{{y.z}} b=x{{now - 3d}}"),
        Case("set a={{x}} b=\"{{x}}\" c={{$.a[?@.b == 'c; d'].e}}"),
    ]

    static let grammar: [Case] = [
        // Keywords and fields.
        Case("create leads limit=3 limit 4 from=x from y", "create leads limit=3 from=x from y limit 4"),
        Case(
            "find leads where limit = sort and not = is limit 5", "find leads where limit is sort and not is is limit 5"
        ),
        Case("find leads limit \"abc\" page -1 depth {{n}}"),
        Case("find leads limit 5 where a=b sort -c", "find leads where a is b limit 5 sort -c"),
        Case("update leads set a=1 where b = 2 as full", "update leads where b is 2 set a=1 as full"),
        Case("update leads/\"a b\" set a=1 header X-A=1 header X-A=2 -> x"), Case("delete leads/{{lead.id}}"),
        Case("get leads/a/b depth 0 locale * fallback-locale none as {{k}}"),
        Case("find leads where {\"a\": {\"equals\": {{x}}}} limit 1"),
        Case("send ->lead", "send -> lead"), Case("next page 2; prev", "next page 2", "prev"),
        Case("request GET /api/leads?limit=1 as none -> x"),
        Case(
            "request POST /x json {\"a\": [1.0, {}]} as full",
            "request POST /x as full json {\"a\": [1.0, {}]}"),
        Case("request POST https://x/y form a=1 b=\"2 3\""), Case("request PUT /x body \"text\""),
        Case(
            ##"curl 'a b' "c \" \d" $'\x41\n\101\'' d\ e \# ; undo"##,
            #"curl 'a b' 'c " \d' 'A"# + "\n" + #"A'\''' 'd e' '#'"#, "undo"),
        Case("curl -X GET \\\n  http://x/?a=b&c=d # comment\nundo", "curl -X GET 'http://x/?a=b&c=d'", "undo"),
        Case("curl http://x | jq .", "curl http://x | jq ."),
        // Drafts, names, the target.
        Case("new leads a=1 from x.json"), Case("add a.b[0] vip \"call back\" [1, [2, \"3, 4\"]]"),
        Case("unset a b.c[2]"),
        Case("let a={{now}} b-c_1=\"x\""), Case("run f.leadline.yaml a=1 -> made"), Case("run \"a b.yaml\""),
        Case("use drivly"), Case("target mock"), Case("target live staging"), Case("target replay {{file}}"),
        Case("clock"), Case("clock advance 2d23h 59m 59.5s", "clock advance 2d 23h 59m 59s 500ms"),
        Case("clock advance {{row.age}}"), Case("clock set 2026-03-02T09:00:00+11:00"),
        Case("fault latency 2s on find leads always"), Case("fault status 503 on find customers times 3"),
        Case("fault rate-limit on delete leads"), Case("fault off"),
        Case("mock reset"), Case("mock create leads a=1 times {{n}}"), Case("mock find leads where a is 1 sort id"),
        Case("mock update leads/1 set a=1"), Case("mock delete leads where a is 1"),
        // Looking.
        Case("explain"), Case("explain send as full"), Case("explain curl http://x"), Case("show"), Case("show 3"),
        Case("show 3 body.docs[-1]"), Case("show curl"), Case("show 2 timing"), Case("show $..docs[?@.a == 'b; c'].d"),
        Case("table"), Case("table a b.c | column -t; exit", "table a b.c | column -t; exit"), Case("diff 3 lead"),
        Case("history"), Case("history where status >= 400 and took < 500ms"), Case("save x.leadline.yaml last 6"),
        Case("open last"), Case("open x.leadline.yaml:14"),
        Case("help create where"), Case("exit"),
    ]

    static let sentences: [Case] = [
        Case("expect a is b and (c is d or e is f) and (g is h)", "expect a is b and (c is d or e is f) and g is h"),
        Case("expect (a is b and c is d) or e is f", "expect a is b and c is d or e is f"),
        Case("expect a=b and c!=d and e>=5 and f<5", "expect a is b and c is not d and e >= 5 and f < 5"),
        Case("expect a equals b and c not_equals d and e greater_than 1", "expect a is b and c is not d and e > 1"),
        Case(
            "expect a is not a text and b is an object and c is a",
            "expect a is not a text and b is an object and c is a"),
        Case("expect a = not and b is is", "expect a = not and b is is"),
        Case("expect a is {{b}} except id, x[\"a.b\"].c , d", "expect a is {{b}} except id, x[\"a.b\"].c, d"),
        Case(
            "expect a in [1, \"x, y\", {{z}}] and b not_in {{l}} and c not in []",
            "expect a in [1, \"x, y\", {{z}}] and b not in {{l}} and c not in []"),
        Case(
            "expect a exists true and b exists false and c not exists",
            "expect a exists and b not exists and c not exists"),
        Case(
            "expect took < 1m30s and a > 3d 1s and b <= {{now - row.age}}",
            "expect took < 1m30s and a > 3d 1s and b <= {{now - row.age}}"),
        Case(#"expect a matches /a\/b (c|d)/i and b not matches {{r}} and c matches "x""#),
        Case("expect docs has 2 items and errors has 1 item and doc has {{n}} items"),
        Case("expect a contains b and c not contains {\"d\": 1}"), Case("expect body conforms"),
        Case("expect $.docs[?@.reason != 'x'].id has 1 item and $ is {\"a\": 1}"),
        Case("expect a =#fff"),
        Case(
            "find leads where a like b and c not like d and e not_like f",
            "find leads where a like b and c not like d and e not like f"),
        Case("find leads where near near [1.5, -2, 10, 20] and p within {\"type\": \"Polygon\"}"),
        Case("find leads where a all [x, y] limit 1"),
        Case("find leads where fields.{{row.name}} is 1 and a is null"),
    ]

    /// All of them as they are written.
    static let all = (characters + grammar + sentences).map(\.written)

    @Test(arguments: characters + grammar + sentences)
    func isReadAs(_ example: Case) {
        let (commands, diagnostics) = CommandParser.parse(excerpt(example.written), context: .prompt)
        #expect(diagnostics.isEmpty)
        let expected = example.canonical ?? (example.written.hasPrefix("#") ? [] : [example.written])
        #expect(commands.map { CommandPrinter.text($0) } == expected)
    }

    @Test func everyExampleOfTheTableParses() {
        for entry in CommandTable.all {
            for example in entry.examples {
                let context = entry.contexts.first ?? .prompt
                let (commands, diagnostics) = CommandParser.parse(excerpt(example), context: context)
                #expect(diagnostics.isEmpty, "\(example)")
                #expect(commands.map(\.name.value) == [entry.name])
            }
            #expect(!entry.examples.isEmpty)
        }
    }

    @Test func placesAreThoseOfTheText() throws {
        let text = "undo; update leads/1 set a.b=\"x y\" as full  # note\nexpect a is b"
        let (commands, _) = CommandParser.parse(excerpt(text), context: .prompt)
        let stretches = commands.map {
            text.utf8.dropFirst($0.location.range.lowerBound).prefix($0.location.range.count)
        }
        #expect(
            stretches.map { String($0) ?? "" } == ["undo", "update leads/1 set a.b=\"x y\" as full", "expect a is b"])
    }
}
