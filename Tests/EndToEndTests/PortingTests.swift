import Foundation
import LeadlineCore
import TestSupport
import Testing

/// `leadline import` and `leadline export`: what comes in from other programs, and what they read.
@Suite struct PortingTests {
    private static let servers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Servers")

    // MARK: - curl in

    private static let copies: [(name: String, text: String)] = [
        (
            "chrome-bash",
            #"""
            curl 'https://commerce.driv.ly/api/leads' \
              -H 'accept: */*' \
              -H 'accept-language: en-AU,en;q=0.9' \
              -H 'authorization: users API-Key 5e1f0c2a9b' \
              -H 'content-type: application/json' \
              -b 'session=abc; theme=dark' \
              -H 'sec-ch-ua: "Chromium";v="140"' \
              -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64)' \
              --data-raw $'{"firstName":"Ada","lastName":"O\'Brien","phone":"0412345678","reason":"wow\u0021"}' ;
            curl 'https://commerce.driv.ly/api/customers?where\[or\]\[0\]\[email\]\[equals\]=a%40b.com&where\[or\]\[1\]\[consumerIncome\]\[greater_than\]=50000&limit=10&sort=-createdAt' -H 'Authorization: <api-key>'
            """#
        ),
        (
            "chrome-cmd",
            #"""
            curl ^"https://dashboard.dealerstudio.com.au/api/v1/leads/1001^" ^
              -X ^"PATCH^" ^
              -H ^"authorization: Bearer mock-read-only-key^" ^
              -H ^"content-type: application/json^" ^
              --data-raw ^"^{^\^"lead^\^":^{^\^"message^\^":^\^"100^% ^^ sure^\^",^\^"tags^\^":^[^\^"vip^\^"^]^}^}^"
            """#
        ),
        (
            "other-server",
            #"curl -X PUT 'https://example.com/x?a=1' -H 'X-Api-Key: hunter2hunter2' -u me:pass --json '{"a": 1.0}'"#
        ),
    ]

    @Test func `curl commands become commands`() throws {
        for (name, text) in Self.copies {
            let process = try LeadlineProcess(files: ["copied.txt": text])
            let run = try process.run("import", "curl", "copied.txt")
            for secret in ["5e1f0c2a9b", "hunter2", "session=abc", "bWU6cGFzcw"] {
                #expect(!(run.output + run.error).contains(secret), "\(name)")
            }
            expectGolden(transcript(["import", "curl", "copied.txt"], run), "porting/import-\(name).txt")
            let scenario = try process.run("import", "curl", "copied.txt", "-o", "x.leadline.yaml")
            #expect(scenario.status == 0, "\(scenario.error)")
            let lint = try process.shell("LEADLINE_SECRET_DRIVLY_KEY=geheim-1 leadline lint x.leadline.yaml")
            #expect(lint.status == (name == "other-server" ? 2 : 0), "\(lint.output)\(lint.error)")
            let again = try process.run("import", "curl", "copied.txt", "-o", "x.leadline.yaml")
            #expect(again.status == 2 && again.error.contains("nothing is overwritten"))
        }
    }

    // MARK: - out, and in again

    private static let scenario = """
        leadline: 1
        name: A lead is changed
        api: dealerstudio
        table: |
          | case | message     |
          | one  | it's 100% ! |
          | two  | two         |
        steps:
          - do: create leads from enquiry.json message={{row.message}} -> lead
            expect: outcome is created
          - do: update leads/{{lead.id}} set message="call\\nback" as read-only
            check: outcome is updated
        """

    @Test(arguments: ["curl", "leadline", "har"]) func `a row that fails is exported`(_ kind: String) throws {
        let process = try LeadlineProcess(
            files: shared("enquiry.json").merging(["x.leadline.yaml": Self.scenario]) { $1 })
        let run = try process.run("export", kind, "x.leadline.yaml:6")
        #expect(run.status == 0, "\(run.error)")
        if kind == "har" {
            let har = try JSON(parsing: run.output)
            #expect(har["log"]?["entries"]?.array?.count == 2)
        } else {
            expectGolden(transcript(["export", kind, "x.leadline.yaml:6"], run), "porting/export-\(kind).txt")
        }
    }

    @Test func `a recording becomes a scenario that passes`() throws {
        let process = try LeadlineProcess(
            files: shared("enquiry.json").merging(["x.leadline.yaml": Self.scenario]) { $1 })
        #expect(try process.run("export", "har", "x.leadline.yaml:6", "-o", "case.har").status == 0)
        let run = try process.run("import", "har", "case.har", "-o", "case.leadline.yaml")
        #expect(run.status == 0, "\(run.error)")
        let text = try process.shell("cat case.leadline.yaml").output
        expectGolden(text, "porting/imported-har.leadline.yaml")
        let passed = try process.run("run", "case.leadline.yaml")
        #expect(passed.status == 0, "\(passed.output)")
    }

    // MARK: - Real curl

    private static let alphabet = Array("ab '\"\\$`!%^&|;<>(){}[]#~*?=,:@\n\t\r\u{1B}\u{85}\u{202E}é東😀-".unicodeScalars)

    private static func text(_ random: inout SeededRandom, _ allowed: (Unicode.Scalar) -> Bool = { _ in true })
        -> String
    {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int(random.next() % 12) {
            let scalar = alphabet[Int(random.next() % UInt64(alphabet.count))]
            if allowed(scalar) { text.append(scalar) }
        }
        return String(text)
    }

    private static func request(_ random: inout SeededRandom, _ number: Int) -> (har: JSON, body: [UInt8]) {
        let value = text(&random) { $0.value >= 0x20 && $0.value < 0x7F }.trimmingCharacters(in: .whitespaces)
        let query = PercentEncoding.encode(text(&random), keeping: "[]{}*'!")
        let body = Array(text(&random).utf8)
        let method = ["POST", "PATCH", "PUT", "DELETE"][number % 4]
        let type = number % 3 == 0 ? "application/json" : "text/plain; charset=utf-8"
        let post: JSON = ["mimeType": .string(type), "text": .string(String(decoding: body, as: UTF8.self))]
        let fields: JSON = [
            ["name": "X-Number", "value": .string(String(number))], ["name": "X-Text", "value": .string(value)],
            ["name": "Content-Type", "value": .string(type)], ["name": "Accept", "value": "*/*"],
            ["name": "User-Agent", "value": "test"],
        ]
        let request: JSON = [
            "method": .string(method), "url": .string("http://127.0.0.1:9/p\(number)?q=\(query)"), "headers": fields,
            "postData": body.isEmpty ? .null : post,
        ]
        return (request, body)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "there is no /usr/bin/curl"))
    func `bash and curl send what was exported`() throws {
        var random = SeededRandom(seed: 7)
        let requests = (1...40).map { Self.request(&random, $0) }
        let entries = requests.map { request, _ -> JSON in
            var request = request.object ?? JSONObject()
            if request["postData"] == JSON.null { request["postData"] = nil }
            return [
                "startedDateTime": "2026-03-02T09:00:00.000Z", "time": 1, "request": .object(request),
                "response": ["status": 200, "headers": [], "content": ["size": 0, "mimeType": ""]],
            ]
        }
        let har: JSON = ["log": ["version": "1.2", "entries": .array(entries)]]
        let process = try LeadlineProcess(files: ["all.har": har.text()])
        let script = """
            mkfifo ready && leadline export curl all.har > commands.sh || exit 1
            python3 '\(Self.servers.path)/keep_requests.py' ready \(requests.count) sent.jsonl & port=$(cat ready)
            sed -i "s/127\\.0\\.0\\.1:9/127.0.0.1:$port/" commands.sh
            printf 'silent\\nshow-error\\n' > .curlrc
            CURL_HOME=. bash commands.sh < /dev/null; wait; cat sent.jsonl
            """
        let run = try process.shell(script)
        #expect(run.error.isEmpty && run.status == 0, "\(run.error)")
        let sent = try run.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
        #expect(sent.count == requests.count)
        for (kept, (wanted, body)) in zip(sent, requests) {
            let name = Comment(rawValue: wanted.text())
            #expect(kept["method"] == wanted["method"], name)
            #expect("http://127.0.0.1:9\(kept["target"]?.string ?? "")" == wanted["url"]?.string, name)
            #expect(Base64.decode(kept["body"]?.string ?? "") == body, name)
            let fields = kept["fields"]?.array ?? []
            for field in wanted["headers"]?.array ?? [] where field["name"] != "Content-Type" || !body.isEmpty {
                #expect(fields.contains([field["name"] ?? .null, field["value"] ?? .null]), name)
            }
        }
    }

    // MARK: - OpenAPI

    private static let document = """
        openapi: 3.0.3
        info: { title: Tool Shed, version: "1" }
        paths:
          /tools:
            get: { responses: { "200": { description: all } } }
          /tools/{id}:
            get:
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              responses: { "200": { description: one } }
          /tools/{id}/sharpen:
            post:
              parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
              responses: { "200": { description: done } }
        """

    @Test(
        arguments: [
            ("none", nil), ("other keys", "# ours\nmax-affected: 5 # few\n"),
            ("a list", "apis:\n  # first\n  - library.yaml # here\n\nmax-affected: 5\n"),
            ("one line", "apis: [library.yaml] # here\n"), ("one", "apis: library.yaml\n"),
        ] as [(String, String?)]) func `a description is added to the project`(_ name: String, _ project: String?)
        throws
    {
        var files = OwnAPITests.files.filter { $0.key == "library.yaml" }
        files["shed.yaml"] = Self.document
        files["leadline.yaml"] = project
        let process = try LeadlineProcess(files: files)
        let run = try process.run("import", "openapi", "shed.yaml")
        #expect(run.status == 0, "\(run.error)")
        let text = try process.shell("cat leadline.yaml").output
        let golden = "\(transcript(["import", "openapi", "shed.yaml"], run))\n--- leadline.yaml\n\(text)"
        expectGolden(golden, "porting/import-openapi-\(name.replacing(" ", with: "-")).txt")
        #expect(try process.run("api", "list").output.contains("Tool Shed"))
        let again = try process.run("import", "openapi", "shed.yaml")
        #expect(again.status == 2)
    }

    @Test func `what is no OpenAPI document is told with its places`() throws {
        let process = try LeadlineProcess(files: [
            "old.yaml": "swagger: '2.0'\ninfo: { title: Old, version: '1' }\npaths: {}\n",
            "bad.yaml": Self.document.replacing("type: string", with: "type: strnig"),
        ])
        for file in ["old.yaml", "bad.yaml"] {
            let run = try process.run("import", "openapi", file)
            #expect(run.status == 2)
            expectGolden(transcript(["import", "openapi", file], run), "porting/import-openapi-\(file).txt")
            #expect(try process.shell("ls").output == "bad.yaml\nold.yaml\n")
        }
    }
}
