import LeadlineCore
import Testing

@testable import LeadlineRecordings

@Suite struct SecretRedactionTests {
    private static let secret = "s3cr3t/\"K+y=9x"
    private static let known = [RecordingRedactor.Secret(name: "key full", value: secret)]

    /// The secret in one form each.
    @Test(arguments: [
        secret, "s3cr3t/\\\"K+y=9x", #"s3cr3t\/\"K+y=9x"#, #"s3cr3t\/\u0022K+y=9x"#,
        #"\u0073\u0033cr3t\u002f\u0022K\u002By=9x"#, "s3cr3t%2F%22K%2By%3D9x", "s3cr3t%2f%22K%2by%3d9x",
        "s3cr3t%2f%22K%2By=9x", "s3cr3t%252F%2522K%252By%253D9x", "s3cr3t/&quot;K+y=9x", "s3cr3t&#47;&#x22;K+y=9x",
        #"{\"a\":\"{\\\"b\\\":\\\"s3cr3t/\\\\\\\"K+y=9x\\\"}\"}"#, "7333637233742f224b2b793d3978",
        "7333637233742F224B2B793D3978", "dTpzM2NyM3QvIksreT05eA==", "eDpzM2NyM3QvIksreT05eA",
        "eHk6czNjcjN0LyJLK3k9OXg=",
        "eHl6OnMzY3IzdC8iSyt5PTl4",
        "s3cr3t/=22K+y=3D9x", "s3cr3t/=22K+=\r\ny=3d9x", #"s3cr3t/\"K+=\r\ny=3D9x"#, #"\1633cr3t/\42K+y=9x"#,
        "s3\u{200B}cr\u{200C}3t/\"K\u{200D}+y\u{FEFF}=\u{AD}9x", #"s3\u200bcr3t/\"K+y=9x"#,
        "s3cr3t/%22K%E2%80%8B%2By=9x",
        "s\u{0}3\u{0}c\u{0}r\u{0}3\u{0}t\u{0}/\u{0}\"\u{0}K\u{0}+\u{0}y\u{0}=\u{0}9\u{0}x\u{0}",
    ])
    func aKnownSecretIsTakenOutInEveryFormAndPlace(form: String) throws {
        let search = ValueSearch([ValueSearch.Value(Self.secret)])
        let places = [
            RedactionBench.exchange(body: form), RedactionBench.exchange(answer: "before \(form) after"),
            RedactionBench.exchange(fields: ["X-Note": form]), RedactionBench.exchange("GET", "/a?q=\(form)"),
            RedactionBench.exchange(body: JSON.object(JSONObject(["deep": ["text": .string(form)]])).text()),
            RedactionBench.exchange(body: JSON.object(JSONObject([form: 1])).text()),
        ]
        for exchange in places {
            let before = RedactionBench.file(RedactedRecording.of(exchange))
            #expect(!search.values(in: before).isEmpty, "the search does not see \(form)")
            let text = try RedactionBench.text(exchange, secrets: Self.known)
            #expect(search.values(in: Array(text.utf8)).isEmpty, "\(form) is left in \(text)")
        }
    }

    @Test func whatARecordingItselfShowsIsNamed() throws {
        let exchange = try RedactionBench.redacted(
            RedactionBench.exchange(
                "POST", "/login?access_token=abc123def456&page=2",
                fields: [
                    "Authorization": "Bearer zzTop-998877", "Cookie": "sid=9f8e7d6c5b4a; theme=dark",
                    "X-Api-Key": "k-445566778899", "Content-Type": "application/json",
                ],
                body: #"{"user":{"password":"hunter22","refresh_token":"rt-0099887766"},"page":2}"#,
                answerFields: ["Set-Cookie": "sid=aabbccddeeff0011; Path=/; HttpOnly"],
                answer: #"{"token":"tok-5544332211","echo":"Bearer zzTop-998877, hunter22"}"#))
        #expect(exchange.request.target == "/login?access_token=%3Ctoken%201%3E&page=2")
        #expect(exchange.request.fields["Authorization"] == "Bearer <key 1>")
        #expect(exchange.request.fields["Cookie"] == "sid=<cookie 1>; theme=<cookie 2>")
        #expect(exchange.request.fields["X-Api-Key"] == "<key 2>")
        #expect(exchange.sentBody == #"{"user":{"password":"<password 1>","refresh_token":"<token 2>"},"page":2}"#)
        #expect(exchange.answerFields["Set-Cookie"] == "sid=<cookie 3>; Path=/; HttpOnly")
        #expect(exchange.answerBody == #"{"token":"<token 3>","echo":"Bearer <key 1>, <password 1>"}"#)
    }

    @Test func aKeyHasItsName() throws {
        var exchange = RedactionBench.exchange(fields: ["Authorization": "zzTop-998877"], answer: "zzTop-998877")
        exchange.key = "full"
        let redacted = try RedactionBench.redacted(exchange)
        #expect(redacted.request.fields["Authorization"] == "<key full>")
        #expect(redacted.answerBody == "<key full>")
    }

    @Test func basicCredentialsAreTwoSecrets() throws {
        let redacted = try RedactionBench.redacted(
            RedactionBench.exchange(
                fields: ["Authorization": "Basic \(Base64.encode("ada:opensesame1".utf8))"],
                answer: "opensesame1 was wrong"))
        #expect(redacted.request.fields["Authorization"] == "Basic <key 1>")
        #expect(redacted.answerBody == "<password 1> was wrong")
    }

    @Test(arguments: [
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "AKIAIOSFODNN7EXAMPLE", "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQDOuKdsj1Ul6j0K\n-----END PRIVATE KEY-----",
    ])
    func someSecretsAreKnownByTheirShape(secret: String) throws {
        let text = try RedactionBench.text(RedactionBench.exchange(answer: "see \(secret) there"))
        for line in secret.split(separator: "\n") where !line.hasPrefix("-") { #expect(!text.contains(line)) }
        #expect(text.contains("see ") && text.contains(" there"))
    }

    @Test(arguments: ["pw: hunter22", "my password: hunter22.", "Passwort: hunter22 (alt)"])
    func passwordsInSentencesAreTakenOut(sentence: String) throws {
        let body = JSON.object(JSONObject(["message": .string(sentence)])).text()
        #expect(try !RedactionBench.text(RedactionBench.exchange(body: body)).contains("hunter22"))
    }

    @Test func usersInURLsHaveNoPasswords() throws {
        let exchange = RedactionBench.exchange("GET", "/", origin: "https://ada:opensesame1@shop.test")
        #expect(try !RedactionBench.text(exchange).contains("opensesame1"))
    }

    @Test func jsonThatWasCutOffIsSearchedByItsLook() throws {
        let exchange = RedactionBench.exchange(
            answerFields: ["Content-Type": "application/json"], answer: #"{"items":[{"token":"abc123def456ghi","na"#)
        #expect(try !RedactionBench.text(exchange).contains("abc123def456ghi"))
    }

    @Test func bodiesThatCannotBeReadAreLeftOut() throws {
        var exchange = RedactionBench.exchange(answerFields: ["Content-Type": "image/png", "Content-Length": "4"])
        exchange.result = .success(
            HTTPResponse(
                status: 200, fields: HTTPFields(["Content-Type": "image/png", "Content-Length": "4"]),
                body: [0xFF, 0xD8, 0, 1]))
        let redacted = try RedactionBench.redacted(exchange)
        #expect(redacted.answerBody == "<image/png, 4 bytes>")
        #expect(redacted.answerFields["Content-Length"] == "20")
    }

    @Test func aCanaryStopsTheFile() throws {
        let redactor = try RedactionBench.redactor(canaries: [.init(name: "LEADLINE_CANARY_A", value: "tweet-4711")])
        let recording = Recording([RedactionBench.exchange(answer: #"{"a":{"b":"dHdlZXQtNDcxMQ=="}}"#)])
        let failure = #expect(throws: RedactionFailure.self) {
            try redactor.artefact(of: recording, written: RedactionBench.file)
        }
        #expect(failure?.places == ["the canary 'LEADLINE_CANARY_A' at 'a.b' in the answer of exchange 1"])
        #expect(failure?.diagnostic.message.contains("tweet") == false)
    }

    @Test func aWriterThatPutsASecretBackIsStopped() throws {
        let redactor = try RedactionBench.redactor(secrets: Self.known)
        #expect(throws: RedactionFailure.self) {
            try redactor.artefact(of: Recording([RedactionBench.exchange()])) { _ in Array(Self.secret.utf8) }
        }
    }

    @Test(arguments: [
        "<key full>", "<token 2>", "<cookie 1>", "<$LEADLINE_SECRET_PIN>", "<key of its own>", "%3Ctoken%202%3E",
        "%3Ctoken+2%3E", "%253Ctoken%25202%253E", #"\u003ctoken 2\u003e"#,
    ])
    func whatStandsInThePlaceOfASecretIsNone(placeholder: String) throws {
        let redactor = try RedactionBench.redactor(secrets: [.init(name: "key full", value: placeholder)])
        var recording = Recording([
            RedactionBench.exchange(
                "GET", "/a?limit=2&token=\(PercentEncoding.encode(placeholder))",
                fields: ["X-Api-Key": placeholder, "Cookie": "sid=\(placeholder)"],
                body: JSON.object(JSONObject(["refresh_token": .string(placeholder)])).text(),
                answer: "token=\(placeholder)")
        ])
        recording.capsule = Capsule(
            scenario: "steps:\n  - do: GET /a?limit=2&token=\(PercentEncoding.encode(placeholder))\n"
                + "    token: \(JSON.string(placeholder).text())\n",
            clock: Timestamp(microseconds: 0), notes: ["the token=\(placeholder)"])
        let redacted = try redactor.redacted(recording)
        #expect(redacted.recording == recording)
        #expect(try redactor.artefact(of: recording, written: RedactionBench.file).redacted.recording == recording)
    }

    @Test func aNewSecretHasANumberOfItsOwn() throws {
        let exchange = try RedactionBench.redacted(
            RedactionBench.exchange("GET", "/a?token=abc123def456&next_token=%3Ctoken%201%3E"))
        #expect(exchange.request.target == "/a?token=%3Ctoken%202%3E&next_token=%3Ctoken%201%3E")
    }

    @Test func aCaseIsSavedAgainAsItIs() throws {
        var recording = Recording([
            RedactionBench.exchange(
                "GET", "/a?limit=2&token=abc123def456", fields: ["Authorization": "Bearer zzTop-998877"],
                answer: #"{"email":"theodora.v@bigpond.example","name":"Theodora Vandermolen"}"#)
        ])
        recording.capsule = Capsule(
            scenario: "- do: GET /a?limit=2&token=abc123def456\n  email: theodora.v%40bigpond.example\n",
            clock: Timestamp(microseconds: 0), notes: [])
        let redactor = try RedactionBench.redactor()
        let once = try redactor.redacted(recording).recording
        #expect(once.capsule?.scenario.contains("abc123def456") == false)
        var again = once
        again.capsule?.notes.append("seen twice")
        let saved = try redactor.artefact(of: again, written: RedactionBench.file)
        let twice = saved.redacted.recording
        #expect(twice == again)
        #expect(
            saved.redacted.counts.text
                == "nothing new; masked before: 1 key, 1 token, \(once.pseudonyms.count) personal values")
        #expect(try redactor.redacted(twice).recording == twice)
    }

    @Test func whatIsRedactedStaysAsItIs() throws {
        let exchange = RedactionBench.exchange(
            fields: ["Authorization": "Bearer <key full>", "Cookie": "sid=<cookie 1>"],
            body: #"{ "token": "<token 1>" }"#)
        #expect(try RedactionBench.redacted(exchange) == exchange)
    }
}

extension RedactedRecording {
    /// As nobody redacted it.
    static func of(_ exchange: RecordedExchange) -> RedactedRecording {
        RedactedRecording(recording: Recording([exchange]), counts: RedactionCounts())
    }
}
