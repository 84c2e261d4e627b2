import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import Testing

/// A bare word of the command line.
func word(_ text: String) -> Value {
    let location = SourceLocation(source: Source(name: "test", text: text), range: 0..<text.utf8.count)
    return .word(Word(quoting: .bare, text: Template(literal: text, location: location)))
}

@Suite("What a value becomes")
struct PlaceholderTests {
    /// What a part sends: written in the command, from a cell, from a parameter and by `let`.
    private static let rows: [(part: String, written: String, sent: String)] = [
        // text
        ("name", "2024", #""2024""#), ("name", "true", #""true""#), ("name", "007", #""007""#),
        ("name", "3d", #""3d""#),
        ("name", "+61", #""+61""#), ("name", "null", "null"), ("name", #""null""#, #""null""#), ("name", "''", #""""#),
        ("name", "[urgent]", #"["urgent"]"#), ("name", #"{"phone": 412}"#, #"{"phone":412}"#),
        // number, integer, boolean
        ("page_id", "12", "12"), ("page_id", #""12""#, #""12""#), ("page_id", "null", "null"), ("page_id", "-0", "-0"),
        ("payment_attributes.amount", "1.0", "1.0"),
        ("payment_attributes.amount", "12345678901234567890123", "12345678901234567890123"),
        ("golden", "true", "true"), ("golden", #""true""#, #""true""#),
        // list of text
        ("tags", "vip", #"["vip"]"#), ("tags", #"["vip", "7"]"#, #"["vip","7"]"#),
        ("tags", #"[vip, {"a": 1}]"#, #"["vip",{"a":1}]"#),
        // no known type
        ("fields.x", "5", "5"), ("fields.x", "-1.50", "-1.50"), ("fields.x", "61412345678", "61412345678"),
        ("fields.x", "007", #""007""#), ("fields.x", "0412345678", #""0412345678""#), ("fields.x", ".5", #"".5""#),
        ("fields.x", "3d", #""3d""#), ("fields.x", "true", "true"), ("fields.x", "True", #""True""#),
        ("fields.x", #""5""#, #""5""#), ("fields.x", "[5, a]", #"[5,"a"]"#),
    ]

    @Test(arguments: PlaceholderTests.rows)
    func isTheSameWhereverItIsWritten(_ part: String, _ written: String, _ sent: String) {
        let provider = RecordingProvider()
        var bench = Workbench(
            scenario(
                """
                table: |
                  | cell |
                  | \(written) |
                steps:
                  - do: |
                      let bound=\(written)
                      create leads \(part)=\(written)
                      create leads \(part)={{row.cell}}
                      create leads \(part)={{bound}}
                    check: outcome exists
                """))
        bench.provider = provider
        #expect(bench.run().summary.passed == 1)
        let members = part.split(separator: ".").reversed().reduce(sent) { #"{"\#($1)":\#($0)}"# }
        #expect(provider.requests == Array(repeating: #"POST /api/v1/leads {"lead":\#(members)}"#, count: 3))
    }

    @Test func aListKeepsItsWordsUntilItsPlaceIsKnownOnlyWhereItIsWritten() {
        let table = "| tags |\n  | [vip, 7] |"
        #expect(
            sent("tags=[vip, 7] fields.x=[vip, 7]", table: table) == [
                #"{"lead":{"tags":["vip","7"],"fields":{"x":["vip",7]}}}"#
            ])
        #expect(
            sent("tags={{row.tags}} fields.x={{row.tags}}", table: table) == [
                #"{"lead":{"tags":["vip","7"],"fields":{"x":["vip",7]}}}"#
            ])
    }

    /// Sends what parts make of `{{x}}` alone and in a text, behind a lead with known fields.
    private func sent(_ parts: String, table: String = "| n |\n  | 1 |", secrets: [String: String] = [:]) -> [String] {
        let provider = RecordingProvider()
        var bench = Workbench(
            scenario(
                """
                params: { param: 5, nothing: }
                table: |
                  \(table)
                setup:
                  - do: create leads from lead.json page_id=12 tags=[a, b] fields.ref="007" -> lead
                steps:
                  - do: create leads \(parts)
                    check: outcome exists
                """))
        bench.provider = provider
        bench.variables = ["NUMBER": "5", "EMPTY": ""]
        bench.secrets = secrets
        let run = bench.run()
        return run.results.flatMap(\.failures).map(\.headline)
            + provider.requests.dropFirst().map { String($0.dropFirst("POST /api/v1/leads ".count)) }
    }

    @Test func anAnswerKeepsItsTypesAlone() {
        #expect(
            sent(
                "name={{lead.page_id}} message={{lead.name}} tags={{lead.tags}} fields={{lead.fields}} golden={{lead.page_id}}"
            ) == [
                #"{"lead":{"name":12,"message":"Ada Lovelace","tags":["a","b"],"fields":{"ref":"007"},"golden":12}}"#
            ])
    }

    @Test func inATextItBecomesText() {
        #expect(
            sent(#"name=no-{{lead.page_id}} message="{{lead.name}}, {{lead.page_id}}" page_id=1{{lead.page_id}}"#) == [
                #"{"lead":{"name":"no-12","message":"Ada Lovelace, 12","page_id":112}}"#
            ])
        #expect(sent("name=\"{{lead.tags}}\"") == ["a list cannot be part of a text"])
        #expect(sent("name=x{{lead.fields}}") == ["an object cannot be part of a text"])
    }

    @Test func aVariableAndASecretActAsIfWrittenThere() {
        #expect(
            sent("name={{env.NUMBER}} page_id={{env.NUMBER}} message={{secret.KEY}}", secrets: ["KEY": "s3cret"]) == [
                #"{"lead":{"name":"5","page_id":5,"message":"s3cret"}}"#
            ])
        #expect(sent("page_id={{param}} name={{param}}") == [#"{"lead":{"page_id":5,"name":"5"}}"#])
    }

    @Test func emptyCellsAndParametersLeaveOutAPart() {
        let table = "| a | b |\n  |   | x |"
        #expect(
            sent("name={{row.a}} message={{row.b}} tags={{nothing}} stocknum={{env.EMPTY}}", table: table) == [
                #"{"lead":{"message":"x"}}"#
            ])
        #expect(sent("name=a{{row.a}}", table: table) == ["'row.a' is empty"])
        #expect(sent("name=[{{row.a}}]", table: table) == ["'row.a' is empty"])
        #expect(sent("name=x as {{row.a}}", table: table) == ["'row.a' is empty"])
    }

    @Test func timesMoveByDurations() {
        let table = "| age | since |\n  | 1d 2h | 2026-03-01T12:00:00+11:00 |"
        #expect(
            sent(#"name={{now}} message="{{now - row.age}}" stocknum={{row.since + 90m}}"#, table: table) == [
                #"{"lead":{"name":"2026-01-01T00:00:00.000Z","message":"2025-12-30T22:00:00.000Z","#
                    + #""stocknum":"2026-03-01T02:30:00.000Z"}}"#
            ])
        #expect(sent("name={{lead.name + 1d}}") == [#"'lead.name' is no time: "Ada Lovelace""#])
        #expect(sent("name={{now + lead.name}}") == [#""Ada Lovelace" is no duration"#])
    }

    @Test func namesOfFieldsMayBePlaceholders() {
        let table = "| field | value |\n  | page_id | 7 |\n  | name | 7 |\n  | tags | 7 |"
        let all = sent("{{row.field}}={{row.value}}", table: table).filter { !$0.contains("Ada") }
        #expect(all == [#"{"lead":{"page_id":7}}"#, #"{"lead":{"name":"7"}}"#, #"{"lead":{"tags":["7"]}}"#])
    }

    @Test func whatIsMissingIsAnErrorInAPlaceholder() {
        #expect(sent("name={{lead.message}}") == ["there is no 'lead.message' here"])
        #expect(sent("name={{lead.tags[2]}}") == ["there is no 'lead.tags[2]' here"])
        #expect(sent("name={{doc.id.x}}") == ["there is no 'doc.id.x' here"])
    }

    @Test func runIDIsOfEightCharactersAndStable() throws {
        let first = try #require(sent("name={{run.id}}").first)
        #expect(sent("name={{run.id}}") == [first])
        #expect(first.wholeMatch(of: /\{"lead":\{"name":"[a-z2-9]{8}"\}\}/) != nil)
    }
}
