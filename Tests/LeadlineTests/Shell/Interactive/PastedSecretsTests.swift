import Testing

@testable import LeadlineShell

@Suite struct PastedSecretsTests {
    @Test(arguments: [
        ("curl -H 'Authorization: Bearer typedSECRET123456' https://commerce.driv.ly/api/leads", ["typedSECRET123456"]),
        (
            "curl https://x.test -b 'sid=abc123def; theme=dark' -H 'X-Api-Key: k-778899'",
            ["abc123def", "dark", "k-778899"]
        ),
        ("curl -u ada:geheim77 https://x.test", ["YWRhOmdlaGVpbTc3", "geheim77"]),
        ("request GET /leads header Authorization=\"users API-Key 9988776655\"", ["9988776655"]),
        ("find leads header X-Trace=t-1", []),
        ("curl -H 'Authorization: Bearer <api-key>' https://commerce.driv.ly/api/leads", []),
        ("find leads where name = Bearer", []),
        ("curl -H", []),
    ])
    func `what lets somebody in is found in a typed line`(line: String, values: [String]) {
        #expect(Set(PastedSecrets.values(in: line)) == Set(values))
    }
}
