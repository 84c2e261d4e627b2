import LeadlineShell
import Testing

@Suite struct RedactCommandTests {
    private static let har = #"""
        {"log":{"version":"1.2","creator":{"name":"Firefox","version":"128"},"pages":[{"startedDateTime":\#
        "2026-01-01T00:00:00.000Z","id":"page_1","title":"Theodora Vandermolen - CRM","pageTimings":{}}],"entries":[{\#
        "startedDateTime":"2026-01-01T00:00:00.000Z","time":12,"request":{"method":"POST",\#
        "url":"https://dashboard.dealerstudio.com.au/api/v1/leads","httpVersion":"HTTP/1.1","cookies":[],"headers":[\#
        {"name":"Authorization","value":"Bearer live-key-90210"},{"name":"Content-Type","value":"application/json"}],\#
        "queryString":[],"postData":{"mimeType":"application/json","text":\#
        "{\"lead\":{\"name\":\"Theodora Vandermolen\",\"email\":\"theodora@bigpond.example\"}}"},"headersSize":-1,\#
        "bodySize":-1},"response":{"status":201,"statusText":"Created","httpVersion":"HTTP/1.1","cookies":[],\#
        "headers":[{"name":"Content-Type","value":"application/json"}],"content":{"size":9,"mimeType":\#
        "application/json","text":"{\"id\":7,\"note\":\"tweet-4711\"}"},"redirectURL":"","headersSize":-1,"bodySize":9},\#
        "cache":{},"timings":{"send":0,"wait":12,"receive":0},"_initiator":{"stack":"live-key-90210"}}]}}
        """#

    @Test func aCopyIsWrittenWithoutSecretsAndPeople() throws {
        let environment = ScriptedEnvironment(files: ["customer.har": Self.har])
        #expect(environment.run("redact", "customer.har") == .success)
        let text = try #require(environment.written["customer.redacted.har"])
        for part in ["Theodora", "Vandermolen", "bigpond", "live-key-90210", "CRM"] { #expect(!text.contains(part)) }
        #expect(text.contains("Bearer <key 1>") && text.contains("@example.test"))
        #expect(environment.error.hasPrefix("wrote customer.redacted.har\nredacted: 1 key, "))
        #expect(environment.error.hasSuffix(" forms: clean\n"))
    }

    @Test func nothingIsWrittenWhereACanaryIsLeft() {
        let environment = ScriptedEnvironment(
            files: ["customer.har": Self.har], variables: ["LEADLINE_CANARY_BIRD": "tweet-4711"])
        #expect(environment.run("redact", "customer.har", "-o", "safe.har") == .refused)
        #expect(environment.written["safe.har"] == nil)
        #expect(environment.error.contains("the canary 'LEADLINE_CANARY_BIRD' at 'note' in the answer of exchange 1"))
        #expect(!environment.error.contains("tweet"))
    }

    @Test func nothingIsOverwritten() {
        let environment = ScriptedEnvironment(files: ["customer.har": Self.har, "safe.har": "{}"])
        #expect(environment.run("redact", "customer.har", "-o", "safe.har") == .nothingSent)
        #expect(environment.error.contains("'safe.har' exists already"))
    }
}
