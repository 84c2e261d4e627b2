import LeadlineCore
import Testing

@testable import LeadlineSession

/// What browsers copy is read as it was sent.
@Suite struct CopiedCommandsTests {
    /// Each of them breaks a quoting that is not exact.
    static let traps = [
        "plain", "it's", #"say "hi""#, "wow!", "100%", "%PATH%", "%41", "a^b", "^^", "$HOME ${x} $(ls)", "`id`", #"\"#,
        #"C:\x\"#, #"\\"quoted\\""#, "line\nline", "line\r\nline", "tab\there", "\u{7F}\u{1B}[2J", "grün 東京 😀", "{}[]",
        "a;b&c|d<e>f", "#no comment", "a=b@c,d", "'!'\"%^\n$`é", "trailing\\", "()*?~", "--data", "{{x}}",
    ]

    private func words(_ text: String) throws -> [String] {
        let copied = try CopiedCommands(Source(name: "copied.txt", text: text))
        #expect(copied.all.count == 1)
        return copied.all.first?.words.map(\.value) ?? []
    }

    @Test(arguments: traps) func `Chrome, bash`(_ text: String) throws {
        let copy = "curl 'https://x.test/a' \\\n  -H 'a: b' \\\n  --data-raw \(BrowserCopies.chromePosix(text))"
        #expect(try words(copy) == ["https://x.test/a", "-H", "a: b", "--data-raw", text])
    }

    @Test(arguments: traps) func `Chrome, cmd`(_ text: String) throws {
        let copy =
            "curl ^\"https://x.test/a^\" ^\n  -H ^\"a: b^\" ^\n  --data-raw \(BrowserCopies.chromeWindows(text))"
        #expect(CopiedCommands.shell(of: copy) == .commandPrompt)
        #expect(
            try words(copy) == [
                "https://x.test/a", "-H", "a: b", "--data-raw", text.replacing("\r\n", with: "\n"),
            ])
    }

    @Test(arguments: traps) func `Chrome, PowerShell`(_ text: String) throws {
        let body = BrowserCopies.chromePowerShell(text)
        let isPlain = text.utf16.allSatisfy { (0x20...0x7E).contains($0) }
        let copy = """
            $session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
            $session.UserAgent = "Mozilla/5.0 (Windows NT 10.0)"
            $session.Cookies.Add((New-Object System.Net.Cookie("sid", "1`$2", "/", "x.test")))
            Invoke-WebRequest -UseBasicParsing -Uri "https://x.test/a" `
            -Method "POST" `
            -WebSession $session `
            -Headers @{
            "authority"="x.test"
              "method"="POST"
              "path"="/a"
              "scheme"="https"
              "accept"="*/*"
              "x-note"=\(BrowserCopies.chromePowerShell("it's \"5%\" $x"))
            } `
            -ContentType "application/json" `
            -Body \(isPlain ? body : "([System.Text.Encoding]::UTF8.GetBytes(\(body)))")
            """
        #expect(
            try words(copy) == [
                "--user-agent", "Mozilla/5.0 (Windows NT 10.0)", "--cookie", "sid=1$2", "--url", "https://x.test/a",
                "--request", "POST", "--header", "accept: */*", "--header", "x-note: it's \"5%\" $x", "--header",
                "Content-Type: application/json", "--data-raw", text,
            ])
    }

    @Test(arguments: traps.filter { !$0.contains("\u{7F}") }) func `Firefox and Safari`(_ text: String) throws {
        if !text.contains("é"), !text.contains("ü") {
            #expect(try words("curl 'https://x.test' --data-raw \(BrowserCopies.firefoxPosix(text))").last == text)
        }
        #expect(try words("curl 'https://x.test' --data-binary \(BrowserCopies.safariPosix(text))").last == text)
    }

    @Test func `older Firefox on Windows closes its quotes around what cmd would take`() throws {
        let copy = "curl \"https://x.test/?a=1\"%\"202\" -H \"X-Note: say \"\"hi\"\"\" --data-raw \"{\"\"a\"\":1}\"^\n"
        #expect(
            try words(copy) == [
                "https://x.test/?a=1%202", "-H", "X-Note: say \"hi\"", "--data-raw", "{\"a\":1}",
            ])
    }

    @Test(arguments: [
        // What people write for each shell.
        (
            "curl.exe -H \"a: b\" -d \"{\\\"x\\\": 1}\" https://x.test",
            ["-H", "a: b", "-d", "{\"x\": 1}", "https://x.test"]
        ),
        ("$ curl https://x.test -d 'a\nb'", ["https://x.test", "-d", "a\nb"]),
        ("curl https://x.test | jq .", ["https://x.test"]),
        ("# a note\ncurl https://x.test  # behind it", ["https://x.test"]),
        (
            "curl.exe https://x.test `\n  -H 'a: it''s' -d \"q`\"q`n\"",
            ["https://x.test", "-H", "a: it's", "-d", "q\"q\n"]
        ),
        (
            "$h = @{ 'X-A' = '1'; \"X-B\" = \"2\" }\n$body = @\"\n{\"a\":1}\n\"@\n"
                + "$r = Invoke-RestMethod 'https://x.test' -Method Post -Headers $h -Body $body\n$r | ConvertTo-Json",
            [
                "--url", "https://x.test", "--request", "POST", "--header", "X-A: 1", "--header", "X-B: 2",
                "--data-raw", "{\"a\":1}",
            ]
        ),
        (
            "$headers = New-Object \"System.Collections.Generic.Dictionary[[String],[String]]\"\n"
                + "$headers.Add(\"X-A\", \"1\")\nInvoke-RestMethod 'https://x.test' -Headers $headers",
            ["--url", "https://x.test", "--header", "X-A: 1"]
        ),
        (
            "$headers = @{}\n$headers[\"X-A\"] = \"1\"\nirm https://x.test -Headers $headers",
            ["--url", "https://x.test", "--header", "X-A: 1"]
        ),
        // What is a sign elsewhere is data here.
        ("curl https://x.test \\\n  -d 'a^\n b `\n ^\"c^\"'", ["https://x.test", "-d", "a^\n b `\n ^\"c^\""]),
        (
            "curl 'https://x.test' -d 'invoke-webrequest $session ^\"'",
            [
                "https://x.test", "-d", "invoke-webrequest $session ^\"",
            ]
        ),
    ]) func `what people write`(_ text: String, _ expected: [String]) throws {
        #expect(try words(text) == expected)
    }

    @Test func `several commands in one text`() throws {
        let posix = try CopiedCommands(Source(name: "a", text: "curl 'https://x.test/1' ;\ncurl 'https://x.test/2'\n"))
        #expect(posix.all.map { $0.words.map(\.value) } == [["https://x.test/1"], ["https://x.test/2"]])
        let windows = try CopiedCommands(
            Source(name: "a", text: "curl ^\"https://x.test/1^\" &\r\ncurl ^\"https://x.test/2^\"\r\n"))
        #expect(windows.all.map { $0.words.map(\.value) } == [["https://x.test/1"], ["https://x.test/2"]])
    }

    @Test(arguments: [
        ("", "syntax: no curl command found in 'copied.txt'"),
        ("wget https://x.test", "syntax: a curl command expected, found 'wget'"),
        ("curl 'https://x.test", "unclosed: \"'\" is never closed"),
        ("curl ^\"https://x.test", "unclosed: '\"' is never closed"),
        ("Invoke-WebRequest -Uri \"https://x.test", "unclosed: '\"' is never closed"),
        (
            "Invoke-WebRequest -Uri https://x.test -Form @{a=1}",
            "unknown-option: the parameter '-Form' is not understood here"
        ),
        ("Invoke-WebRequest -Uri $url -Method Post", "syntax: the parameter '-Uri' needs a value"),
        ("Remove-Item x; Invoke-WebRequest x", "syntax: a command that sends a request expected, found 'Remove-Item'"),
    ]) func `what is no such command`(_ text: String, _ mistake: String) throws {
        do {
            _ = try CopiedCommands(Source(name: "copied.txt", text: text))
            Issue.record("read")
        } catch {
            let first = try #require(error.all.first)
            #expect("\(first.code.rawValue): \(first.message)" == mistake)
        }
    }

    @Test func `damaged texts never trap`() throws {
        let whole = [
            "curl ^\"https://x.test/a^\" ^\n -H ^\"a: ^\\^\"b^\" --data-raw ^\"a^\n\nb^%^A^\"",
            "$session.UserAgent = \"M\"\nInvoke-WebRequest -Uri \"https://x.test\" `\n-Headers @{\n\"a\"=\"`$([char]228)\"\n} -Body @\"\nx\n\"@",
            "echo QUJD | base64 --decode | curl $'\\u00e4\\'' -d @- \\\n 'x'",
        ]
        for text in whole {
            let bytes = Array(text.utf8)
            for cut in bytes.indices {
                for damaged in [bytes[..<cut] + [], bytes[..<cut] + bytes[(cut + 1)...]] {
                    _ = try? CopiedCommands(Source(name: "x", text: String(decoding: damaged, as: UTF8.self)))
                }
            }
        }
    }
}
