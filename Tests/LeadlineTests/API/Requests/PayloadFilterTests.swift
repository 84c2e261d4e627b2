import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

/// How a `where` travels to Payload's servers, and what is never sent to them. The forms themselves are tested against
/// vectors of the real `qs`, see `PayloadVectorTests`.
@Suite struct PayloadFilterTests {
    private let document: Schema

    init() throws {
        let api = try #require(try APICatalog.api(named: "drivly"))
        document = try #require(api.collection("leads")).document
    }

    private func filter(_ json: String) throws -> Filter {
        let source = Source(name: "where", text: json)
        return try Filter(json: try JSON(parsing: json), at: SourceLocation(source: source, range: 0..<0))
    }

    private func pairs(_ json: String) throws -> [QueryPair] {
        try PayloadFilterEncoding().pairs(for: try filter(json), in: document)
    }

    @Test func `several conditions travel as one list`() throws {
        let sent = try pairs(#"{"email": {"like": "a+b"}, "year": {"greater_than": 2019, "less_than": 2024.0}}"#)
        #expect(
            sent.readable == "where[and][0][email][like]=a+b&where[and][1][year][greater_than]=2019"
                + "&where[and][2][year][less_than]=2024")
        #expect(sent.encoded.hasPrefix("where%5Band%5D%5B0%5D%5Bemail%5D%5Blike%5D=a%2Bb&"))
    }

    @Test func `null is a word, as every version reads it`() throws {
        #expect(try pairs(#"{"searches": {"equals": null}}"#).readable == "where[searches][equals]=null")
    }

    @Test func `long lists are one text, but for dates and texts with commas`() throws {
        func list(_ element: (Int) -> String, count: Int) throws -> [QueryPair] {
            let elements = (0..<count).map { "\"\(element($0))\"" }.joined(separator: ",")
            return try pairs(#"{"model": {"in": ["# + elements + "]}}")
        }
        #expect(try list({ "m\($0)" }, count: 50).count == 50)
        let long = try list({ "m\($0)" }, count: 51)
        #expect(long.count == 1 && long[0].value.hasPrefix("m0,m1,m2,"))
        #expect(try list({ "m,\($0)" }, count: 51).count == 51)
        #expect(try list({ "2024-01-01T00:00:\($0 % 10 + 10)Z" }, count: 51).count == 51)
    }

    @Test(arguments: [
        (#"{"email": {"in": []}}"#, "an empty list behind 'in' means every document"),
        (#"{"email": {"eqals": "x"}}"#, "unknown operator 'eqals' of the field 'email'"),
        (#"{"email": {"equals": null}}"#, "servers cannot tell null from an empty text in the field 'email'"),
        (#"{"email": {"equals": {"a": 1}}}"#, "'equals' of the field 'email' takes no object"),
        (#"{"email": {"exists": "yes"}}"#, #"'exists' takes true or false, found "yes""#),
        (#"{"a[b]": {"equals": 1}}"#, "a query string cannot name the field 'a[b]'"),
        (
            #"{"createdAt": {"less_than": "soon"}}"#,
            #""soon" is no time for servers, and they skip a condition with it"#
        ),
        (
            #"{"createdAt": {"in": ["2024-01-01", "never"]}}"#,
            #""never" is no time for servers, and they skip a condition with it"#
        ),
        (
            #"{"id": {"not_equals": "5"}}"#,
            #""5" is no id of 24 hexadecimal digits, and 'not_equals' with it means every document"#
        ),
        (
            #"{"id": {"not_in": ["65a000000000000000000001", "x"]}}"#,
            #""x" is no id of 24 hexadecimal digits, and 'not_in' with it means every document"#
        ),
        (
            #"{"createdAt": {"greater_than": 1700000000000}}"#,
            "1700000000000 is no time for servers, and they skip a condition with it"
        ),
        (#"{"createdAt": {"like": "x"}}"#, #""x" is no time for servers, and they skip a condition with it"#),
        (
            #"{"createdAt": {"less_than": "2024-01-01T00:00:00+02"}}"#,
            #""2024-01-01T00:00:00+02" is no time for servers, and they skip a condition with it"#
        ),
        (
            #"{"_id": {"not_equals": "x"}}"#,
            #""x" is no id of 24 hexadecimal digits, and 'not_equals' with it means every document"#
        ),
        (#"{"id": {"exists": true}}"#, "servers take 'exists' of an id for an id, and find nothing"),
        (#"{"constructor": {"equals": "x"}}"#, "a query string cannot name the field 'constructor'"),
    ]) func `what servers would read otherwise is refused`(json: String, reason: String) throws {
        let refusal = try #require(throws: UnsupportedFilter.self) { try pairs(json) }
        #expect(refusal.reason == reason)
    }

    @Test func `depth and number of parts have limits`() throws {
        func nested(_ levels: Int) -> String {
            levels == 0 ? #"{"email": {"equals": "x"}}"# : #"{"and": ["# + nested(levels - 1) + "]}"
        }
        #expect(try pairs(nested(4)).count == 1)
        #expect(try #require(throws: UnsupportedFilter.self) { try pairs(nested(5)) }.reason.contains("12 levels deep"))
        func many(_ count: Int) -> String {
            #"{"or": ["# + (0..<count).map { #"{"year": {"equals": \#($0)}}"# }.joined(separator: ",") + "]}"
        }
        #expect(try pairs(many(1000)).count == 1000)
        #expect(try #require(throws: UnsupportedFilter.self) { try pairs(many(1001)) }.reason.contains("1001 parts"))
    }

    @Test func `what finds nothing, or finds by id, is sent`() throws {
        for json in [
            #"{"id": {"equals": "5"}}"#, #"{"email": {"equals": ""}}"#, #"{"year": {"not_equals": 5}}"#,
            #"{"createdAt": {"exists": false}}"#, #"{"createdAt": {"greater_than": "2024-02-29"}}"#,
            #"{"unknown": {"equals": "x"}}"#, #"{"email": {"like": ""}}"#,
        ] {
            #expect(try !pairs(json).isEmpty, "\(json)")
        }
    }
}
