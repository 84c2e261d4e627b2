import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// What is written as a curl command is read as the same request.
@Suite struct CurlTextTests {
    private static let alphabet = Array("ab '\"\\$`!%^&|;<>(){}[]#~*?=,:@\n\t\r\u{1B}\u{85}\u{202E}é東😀-".unicodeScalars)

    private func text(_ random: inout SeededRandom, _ allowed: (Unicode.Scalar) -> Bool = { _ in true }) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int(random.next() % 12) {
            let scalar = Self.alphabet[Int(random.next() % UInt64(Self.alphabet.count))]
            if allowed(scalar) { text.append(scalar) }
        }
        return String(text)
    }

    private func request(_ random: inout SeededRandom) -> HTTPRequest {
        let query = PercentEncoding.encode(text(&random), keeping: "[]{}*'!\\")
        var request = HTTPRequest(
            method: ["POST", "PATCH", "GET", "HEAD"][Int(random.next() % 4)], origin: "https://x.test",
            target: "/p?q=\(query)")
        let value = text(&random) { $0.value >= 0x20 && $0.value != 0x7F }
        request.fields.append("X-Text", String(value.drop { $0 == " " }))
        if request.method != "GET", request.method != "HEAD" { request.body = Array(text(&random).utf8) }
        if random.next() % 4 == 0, !request.body.isEmpty { request.body += [0, 0xFF] }
        if random.next() % 3 > 0, !request.body.isEmpty { request.fields.append("Content-Type", "application/json") }
        return request
    }

    @Test func `a random request is read back as it is`() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<500 {
            let request = request(&random)
            let text = CurlText.command(for: request)
            let copied = try CopiedCommands(Source(name: "curl", text: text))
            let command = try #require(copied.all.first)
            let curl = try CurlCommand(command.words, at: command.location) { _, _ throws(Diagnostic) in
                command.input ?? []
            }
            #expect(curl.method == request.method, "\(text)")
            #expect(curl.url.origin + curl.url.target == request.url, "\(text)")
            #expect(curl.fields == request.fields, "\(text)")
            #expect(curl.body == request.body, "\(text)")
        }
    }

    @Test func `files of a form are named`() throws {
        let parts = [
            MultipartPart(name: "lead[name]", bytes: Array("@Ada;type=x".utf8)),
            MultipartPart(
                name: "lead[files][0]", fileName: "a;\"b\".pdf", contentType: "application/pdf", bytes: [0, 1, 0xFF]),
            MultipartPart(
                name: "other", fileName: "../../etc/passwd", contentType: "text/plain", bytes: Array("x".utf8)),
        ]
        var request = HTTPRequest(method: "POST", origin: "https://x.test", target: "/")
        request.fields = HTTPFields(["Content-Type": "multipart/form-data; boundary=b"])
        request.body = Multipart.encode(parts, boundary: "b")
        let text = CurlText.command(for: request)
        #expect(!text.contains("@../"), "a recording names no file of whoever runs it: \(text)")
        let copied = try CopiedCommands(Source(name: "curl", text: text))
        let command = try #require(copied.all.first)
        let curl = try CurlCommand(command.words, at: command.location) { path, _ throws(Diagnostic) in
            path == "passwd" ? Array("x".utf8) : [0, 1, 0xFF]
        }
        let type = try #require(curl.fields["Content-Type"].flatMap { MediaType(parsing: $0) })
        #expect(try Multipart.parse(curl.body, boundary: try #require(type["boundary"])) == parts)
    }

    @Test(arguments: [
        ("it's", #"'it'\''s'"#), ("a\nb", "'a\nb'"), ("a\u{1B}[2J'\\", #"$'a\033[2J\'\\'"#),
        ("\u{202E}é", #"$'\342\200\256é'"#), ("\r\n", #"$'\r\n'"#), ("", "''"),
    ]) func `a word in quotes`(_ text: String, _ quoted: String) {
        #expect(CurlText.quoted(text) == quoted)
    }
}
