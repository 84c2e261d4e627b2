import LeadlineCore
import Testing

@testable import LeadlineMock

/// Bodies in all forms that servers of the two versions read, or do not.
struct PayloadBodyTests {
    private static let text = PayloadField("text", .text)

    private static func send(_ body: String, _ type: String?, _ profile: PayloadProfile) -> WritingBench.Answer {
        var bench = WritingBench([text], profile)
        return bench.send("POST", "things", bytes: Array(body.utf8), type: type)
    }

    private static let json = "application/json"
    private static let multipart = "multipart/form-data; boundary=b"

    @Test(arguments: [
        ("{\"text\":\"a\"}", json), ("{\"text\":\"a\"}", "application/json;charset=x"),
        ("--b\r\nContent-Disposition: form-data; name=\"_payload\"\r\n\r\n{\"text\":\"a\"}\r\n--b--\r\n", multipart),
    ])
    func readByAllVersions(_ body: String, _ type: String) {
        #expect(Self.send(body, type, .v3).document["text"] == "a")
        #expect(Self.send(body, type, .v2).document["text"] == "a")
    }

    @Test(arguments: [
        ("text=a", "application/x-www-form-urlencoded"),
        ("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na\r\n--b--\r\n", multipart),
    ])
    func formsAreReadBy2x(_ body: String, _ type: String) {
        #expect(Self.send(body, type, .v3).status == 500)
        #expect(Self.send(body, type, .v2).document["text"] == "a")
    }

    @Test(
        arguments: [
            ("{\"text\":\"a\"}", nil), ("{\"text\":\"a\"}", "text/plain"),
            ("{\"text\":\"a\"}", "application/vnd.api+json"),
        ] as [(String, String?)])
    func otherTypesAreNotRead(_ body: String, _ type: String?) {
        #expect(Self.send(body, type, .v3).message == "Something went wrong.")
        let answer = Self.send(body, type, .v2)
        #expect(answer.status == 201)
        #expect(answer.document["text"] == nil)
    }

    @Test(arguments: ["null", "5", "\"a\"", "true"])
    func onlyObjectsAndListsAreDocuments(_ body: String) {
        #expect(Self.send(body, Self.json, .v3).status == 500)
        #expect(Self.send(body, Self.json, .v2).status == 400)
    }

    @Test func listsAndNothingAreEmptyDocuments() {
        for profile in PayloadProfile.allCases {
            #expect(Self.send("[1]", Self.json, profile).status == 201)
            #expect(Self.send("", Self.json, profile).status == 201)
        }
    }

    /// Messages of V8 when 2.x was current.
    @Test(arguments: [
        ("{ invalid", "Unexpected token i in JSON at position 2"), ("{\"a\":", "Unexpected end of JSON input"),
        (" null", "Unexpected token n in JSON at position 1"),
    ])
    func whatIsNoJSON(_ body: String, _ message: String) {
        #expect(Self.send(body, Self.json, .v2).message == message)
        let isNull = body == " null"
        #expect(Self.send(body, Self.json, .v3).message == (isNull ? "Something went wrong." : "Invalid JSON"))
    }

    @Test func expressTakesSoMuch() {
        let body = "{\"text\":\"\(String(repeating: "a", count: 30_000))\"\(String(repeating: " ", count: 80_000))}"
        #expect(Self.send(body, Self.json, .v2).status == 413)
        #expect(Self.send(body, Self.json, .v3).status == 201)
    }

    /// What cannot be read is told before anything else.
    @Test func bodiesAreReadFirst() {
        var bench = WritingBench([Self.text], hidden: ["things"])
        #expect(bench.send("POST", "things", bytes: Array("{".utf8), type: Self.json).status == 400)
        #expect(bench.send("PATCH", "things/1", bytes: Array("{".utf8), type: Self.json).status == 400)
        #expect(bench.send("POST", "things", [:]).status == 403)
    }
}
