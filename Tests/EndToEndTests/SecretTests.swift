import Foundation
import TestSupport
import Testing

/// A secret stands in no output, however it is written there.
@Suite struct SecretTests {
    private static let secret = "s3cr/t +\"wörd\"&x=1"
    private static let variables = ["LEADLINE_SECRET_TOKEN": secret, "LEADLINE_SECRET_PIN": "48213"]

    /// What must not be found: as it is, in JSON, in a URL, in a form, in base64 at each place.
    private static let forms: [String] = {
        let percent = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let base64 = (0..<3).map { offset in
            let encoded = Data((String(repeating: "x", count: offset) + secret).utf8).base64EncodedString()
            return String(encoded.dropFirst(4).prefix(16))
        }
        return [secret, secret.replacing("\"", with: "\\\""), percent, "s3cr%2Ft", "s3cr/t", "wörd", "48213"] + base64
    }()

    private func expectNoSecret(_ run: LeadlineProcess.Run, sourceLocation: SourceLocation = #_sourceLocation) {
        for form in Self.forms {
            #expect(!run.output.contains(form), "\(form)\n\(run.output)", sourceLocation: sourceLocation)
            #expect(!run.error.contains(form), "\(form)\n\(run.error)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [[], ["-v"], ["-q"], ["--color", "always"], ["--list"]])
    func `a row that fails does not show it`(_ options: [String]) throws {
        let encoded = Self.secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let base64 = Data("user:\(Self.secret)".utf8).base64EncodedString()
        let process = try LeadlineProcess(
            files: shared("enquiry.json").merging([
                "x.leadline.yaml": scenario(
                    "Secrets",
                    """
                    params: { basic: none, encoded: none }
                    table: |
                      | case |
                      | {{secret.PIN}} |
                    steps:
                      - name: send {{secret.TOKEN}}
                        do: |
                          create leads from enquiry.json message={{secret.TOKEN}} name="pin {{secret.PIN}}" \\
                            fields.basic={{basic}} header X-Token={{secret.TOKEN}}
                        check:
                          - outcome is created
                          - doc.message is not {{secret.TOKEN}}
                          - doc.name is {{secret.TOKEN}}
                          - request.headers.x-token is "x"
                          - secret.PIN is 1
                      - do: request GET /api/v1/leads?token={{encoded}}
                        expect: request.url is "x"

                    """)
            ]) { $1 })
        let arguments = ["run", "x.leadline.yaml", "--var", "basic=\(base64)", "--var", "encoded=\(encoded)"] + options
        let run = try process.run(arguments, environment: Self.variables)
        #expect(run.status == (options == ["--list"] ? 0 : 1), "\(run.error)")
        expectNoSecret(run)
        if options.isEmpty || options == ["-v"] {
            #expect(run.output.contains("$LEADLINE_SECRET_TOKEN"))
            expectGolden(transcript(["run", "x.leadline.yaml"] + options, run), "runs/secrets\(options.joined()).txt")
        }
    }

    @Test func `a script does not show it`() throws {
        let process = try LeadlineProcess(files: shared("enquiry.json"))
        let commands = [
            "use dealerstudio",
            "create leads from enquiry.json message={{secret.TOKEN}} header X-Token={{secret.TOKEN}}",
            "show", "show request", "show request.doc.message", "show request.headers", "show curl", "show body",
            "show secret.TOKEN", "explain create leads message={{secret.TOKEN}}", "check doc.message is x",
            "let t={{secret.TOKEN}}", "check t is x", "create leads page_id={{secret.TOKEN}}",
        ]
        for options in [[], ["-v"], ["-q"]] {
            let run = try process.run(options + commands.flatMap { ["-c", $0] }, environment: Self.variables)
            #expect(run.status != 0)
            expectNoSecret(run)
            #expect(run.output.contains("$LEADLINE_SECRET_TOKEN"))
        }
    }

    @Test func `a mistake in a file does not show it`() throws {
        let text = scenario("Typed it in", "steps:\n  - do: create leads nmae=\"48213\" as 48213\n")
        let run = try LeadlineProcess(files: ["48213.leadline.yaml": text])
            .run(["run", "."], environment: Self.variables)
        #expect(run.status == 2)
        expectNoSecret(run)
        #expect(run.error.contains("$LEADLINE_SECRET_PIN"))
    }
}
