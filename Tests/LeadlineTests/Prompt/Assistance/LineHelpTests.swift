import LeadlineLanguage
import LeadlinePrompt
import Testing

@Suite struct LineHelpTests {
    // MARK: Colours

    @Test(arguments: [
        ("create leads name=Ada", "command:create value:leads field:name comparison:= value:Ada"),
        ("create leads name=\"Ada L\"", "command:create value:leads field:name comparison:= quoted:\"Ada L\""),
        ("use drivly # x", "command:use value:drivly comment:# x"),
        ("let a=1; expect {{a}}", "command:let placeholder:a comparison:= value:1 command:expect placeholder:{{a}}"),
        (
            "create leads name=x{{now}}y -> b",
            "command:create value:leads field:name comparison:= value:x placeholder:{{now}} value:y keyword:-> placeholder:b"
        ),
        (
            "use drivly; find customers where email is not a@b.c and phone exists limit 5",
            "command:use value:drivly command:find value:customers keyword:where field:email comparison:is not value:a@b.c "
                + "keyword:and field:phone comparison:exists keyword:limit value:5"
        ),
        ("expect body is a text", "command:expect field:body comparison:is keyword:a text"),
        ("explain send as full", "command:explain command:send keyword:as value:full"),
        (
            "fault status 503 on create leads",
            "command:fault keyword:status value:503 keyword:on keyword:create value:leads"
        ),
        ("clock advance 3d 1s", "command:clock keyword:advance value:3d 1s"),
        (
            "mock create leads from {\"a\": 1}",
            "command:mock command:create value:leads keyword:from quoted:\"a\" value:1"
        ),
        ("create leads\ndraft", "command:create value:leads command:draft"),
        ("create leads name=\"Ada", "command:create value:leads field:name comparison:= quoted:\"Ada"),
        ("create leads name={{no", "command:create value:leads field:name comparison:= placeholder:{{no"),
    ])
    func `parts have the colours of what they are`(_ text: String, _ parts: String) throws {
        #expect(try AssistanceBench().parts(text).joined(separator: " ") == parts)
    }

    // MARK: Problems

    @Test(arguments: [
        ("cre", ""), ("crate leads", "crate"), ("foo", "foo"), ("create lead", ""), ("create lead ", "lead"),
        ("create customers ", "customers"), ("delete leads ", "leads"), ("create leads nam", ""),
        ("create leads nam=1 ", "nam"), ("create leads nam=1", "nam"), ("create leads zzz", "zzz"),
        ("create leads phone=abc", "abc"), ("create leads phone=0412", ""), ("create leads phone=0412 ", "0412"),
        ("create leads phone=abc zip=1 email=", "abc zip"), ("create leads category=Sur", ""),
        ("create leads category=Sur ", "Sur"), ("create leads category=Surf", "Surf"),
        ("create leads page_id=abc", "abc"), ("create leads send_customer_email=t", ""),
        ("create leads send_customer_email=no", "no"), ("create leads id=5 ", "id"),
        ("create leads name= x", "="), ("create; draft", ";"), ("create leads as ful", ""),
        ("create leads as fulle", "fulle"), ("create leads sort name ", "sort name"),
        ("create leads from no.json ", "no.json"), ("create leads name={{lead.x}} ", "lead.x"),
        ("create leads name={{env.HOME}} ", ""), ("use drivly; find customers where emial = x", "emial"),
        ("use drivly; find customers where createdAt > soon", "soon"), ("use foo ", "foo"),
        ("use drivly; find customers where email ~ x", "~"), ("expect nam is 1", "nam"), ("expect nam ", "nam"),
        ("expect bod", ""),
        ("use drivly; find customers where emial ", "emial"),
        ("expect outcome is creatd ", ""), ("find leads where", "leads"), ("update leads/1", ""),
        ("mock create lead ", "lead"), ("mock delete leads/1", ""), ("create leads name=\"Ada\nfoo", ""),
        ("create leads name=a limit 5", "limit 5"),
    ])
    func `what cannot be right is a problem`(_ text: String, _ problems: String) throws {
        #expect(try AssistanceBench().problems(text).joined(separator: " ") == problems)
    }

    @Test func `names and outcomes are judged by what was sent`() throws {
        let bench = try AssistanceBench(CompletionCase.Past.created.rawValue)
        #expect(bench.problems("expect outcome is creatd ") == ["creatd"])
        #expect(bench.problems("create leads name={{lead.name}} ") == [])
        #expect(bench.problems("create leads name={{lead.nam}} ") == ["lead.nam"])
        #expect(bench.problems("create leads -> a; create leads name={{a.nam}} ") == [])
        #expect(bench.problems("expect doc.nam is 1") == [])
    }

    // MARK: Reasons

    @Test(
        arguments: [
            ("create leads phone=abc|", "'phone' must be a phone number of 8 to 15 digits, besides blanks and +()-"),
            ("create leads phone=041|", nil), ("create leads phone=|", nil), ("cre|", nil), ("create leads|", nil),
            ("crate |leads", "command expected, found 'crate': did you mean 'create'?"),
            ("create leads emial=a@b.co |", "'emial' is not in the API description; did you mean 'email'?"),
            ("create leads as fulll |", "unknown key 'fulll': did you mean 'full'?"),
            ("create lead |", "unknown collection 'lead' of 'dealerstudio': did you mean 'leads'?"),
            ("create leads page_id=x|", "'page_id' takes an integer, found 'x': quote it to send it as text: \"x\""),
            ("create leads name={{nwo}} |", "unknown name 'nwo': did you mean 'now'?"),
            ("create leads name=\"open|", nil), ("expect |", nil),
            ("expect status ==|", "operator expected, found '==': write '='"),
        ] as [(String, String?)])
    func `the reason says what is wrong`(_ text: String, _ reason: String?) throws {
        let found = try AssistanceBench().reason(text)
        guard let reason else {
            #expect(found == nil)
            return
        }
        #expect(found?.hasPrefix(reason) ?? false, "\(found ?? "nil")")
    }

    // MARK: Hints

    @Test(
        arguments: [
            ("create|", "COLL [FIELD=VALUE | from FILE]... [CLAUSE]..."),
            (
                "create leads |",
                "email= phone= category= source= FIELD=VALUE... [from FILE] [as KEY] [header NAME=VALUE] [-> NAME]"
            ),
            (
                "create leads email=a@b.co as full |",
                "phone= category= source= FIELD=VALUE... [from FILE] [header NAME=VALUE] [-> NAME]"
            ),
            ("create leads phone=|", "phone= text: Customer Phone Number"),
            (
                "fault |",
                "(off | (latency DURATION | status CODE | lost-answer | reset | malformed | rate-limit) on VERB COLL [times N | always])"
            ),
            ("fault status |", "CODE on VERB COLL [times N | always]"),
            ("update leads/|", "ID [where CONDITION] set FIELD=VALUE... [CLAUSE]..."),
            ("create leads as |", "KEY: the key to send: on the mock full, read-only, other-dealer, unknown, none"),
            ("use |", "API"), ("show |", "[N] [curl | timing | SUBJECT]"), ("let |", "NAME=VALUE..."), ("exit|", nil),
            ("foo |", nil),
            ("create leads # |", nil), ("clock advance |", "DURATION"),
        ] as [(String, String?)])
    func `the hint says what may come`(_ text: String, _ hint: String?) throws {
        #expect(try AssistanceBench().hint(text) == hint)
    }

    // MARK: Enter

    @Test(arguments: [
        ("create leads name=\"a\n|", "a quote is open: close it, or Ctrl-C clears"),
        ("create leads name='a\n|", "a quote is open: close it, or Ctrl-C clears"),
        ("create leads tags=[a,\n|", "'[' is open: close it, or Ctrl-C clears"),
        ("create leads name={{a\n|", "'{{' is open: close it, or Ctrl-C clears"),
    ])
    func `where Enter began a new line the hint says what is open`(_ text: String, _ hint: String) throws {
        #expect(try AssistanceBench().hint(text) == hint)
    }

    @Test(arguments: [
        ("create leads", true), ("", true), ("foo", true), ("create leads name=\"a", false),
        ("create leads name={{a", false), ("create leads tags=[a", false), ("create leads \\", false),
        ("create leads from {\"a\": 1", false),
    ])
    func `an open quote or bracket goes on in the next line`(_ text: String, _ isComplete: Bool) throws {
        #expect(try AssistanceBench().assistance.isComplete(text) == isComplete)
    }

    @Test func `a long text gets no help`() throws {
        let text = "create leads name=" + String(repeating: "a", count: 70_000)
        let assistance = try AssistanceBench().assistance
        #expect(assistance.spans(of: text).isEmpty)
        #expect(assistance.hint(for: text, cursor: 100) == nil)
        #expect(assistance.completions(for: text, cursor: 4).candidates.isEmpty)
        #expect(assistance.isComplete(text))
    }
}
