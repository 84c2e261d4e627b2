import LeadlineCore
import TestSupport
import Testing

@Suite struct PercentEncodingTests {
    @Test func encodes() {
        #expect(PercentEncoding.encode("aZ09-._~") == "aZ09-._~")
        #expect(PercentEncoding.encode("a+b@x.com é/?#[]%") == "a%2Bb%40x.com%20%C3%A9%2F%3F%23%5B%5D%25")
        #expect(PercentEncoding.encode("where[a]", keeping: "[]") == "where[a]")
    }

    @Test(arguments: [
        ("a%2Bb", "a+b"), ("%c3%A9", "é"), ("100%", "100%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("a+b", "a+b"),
        ("%FF", "\u{FFFD}"),
    ])
    func decodes(written: String, meant: String) {
        #expect(PercentEncoding.decode(written[...]) == meant)
    }

    @Test func roundTrips() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            let text = randomText(&random)
            #expect(PercentEncoding.decode(PercentEncoding.encode(text)[...], plusIsBlank: true) == text)
        }
        #expect(PercentEncoding.decode("a+b%2B", plusIsBlank: true) == "a b+")
    }
}

@Suite struct URLPartsTests {
    @Test(arguments: [
        ("https://commerce.driv.ly/api/leads?limit=1", "https://commerce.driv.ly", "/api/leads?limit=1", 443),
        ("HTTP://LocalHost:8080", "http://localhost:8080", "/", 80),
        ("http://[::1]:80/a#b", "http://[::1]:80", "/a", 80),
        ("http://a?x=[1]", "http://a", "/?x=[1]", 80), ("https://a:/", "https://a", "/", 443),
        ("http://127.0.0.1/%20", "http://127.0.0.1", "/%20", 80),
    ])
    func splits(url: String, origin: String, target: String, standardPort: Int) throws {
        let parts = try URLParts(parsing: url)
        #expect(parts.origin == origin)
        #expect(parts.target == target)
        #expect(parts.effectivePort == parts.port ?? standardPort)
    }

    @Test(arguments: [
        ("①", "a URL that begins with 'https://' or 'http://' expected"),
        ("①ftp://a", "a URL that begins with 'https://' or 'http://' expected"),
        ("①localhost:80/a", "a URL that begins with 'https://' or 'http://' expected"),
        ("http://①", "a host expected in the URL"), ("http://①/a", "a host expected in the URL"),
        ("http://a①@b", "a URL without a user name expected, found '@'"),
        ("http://a①é/", "a character of a host name expected, found 'é'"),
        ("http://①[::1", "this address has no closing ']'"),
        ("http://[①x]", "a character of a host name expected, found 'x'"),
        ("http://[::1]①a", "':' and a port expected, found 'a'"),
        ("http://a:①0", "a port from 1 to 65535 expected, found '0'"),
        ("http://a:①65536/", "a port from 1 to 65535 expected, found '65536'"),
        ("http://a:①-1", "a port from 1 to 65535 expected, found '-1'"),
        ("http://a/①é", "percent-encoding in the URL expected, found 'é'"),
        ("http://a/b① c", "percent-encoding in the URL expected, found ' '"),
    ])
    func explainsErrors(marked: String, message: String) {
        let input = MarkedText(marked)
        let error = #expect(throws: TextSyntaxError.self) { try URLParts(parsing: input.text) }
        #expect(error == TextSyntaxError(offset: input[1], message: message))
    }
}
