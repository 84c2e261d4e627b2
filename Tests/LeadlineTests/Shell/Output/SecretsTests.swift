import LeadlineAPI
import LeadlineCore
import LeadlineLive
import LeadlineShell
import Testing

@Suite struct SecretsTests {
    private let profile = Profile(
        name: "staging",
        services: [
            "drivly": Profile.Service(
                base: BaseURL(origin: "https://a.example", path: ""),
                keys: [("full", .variable("A")), ("mock", .open("open-mock-key")), ("none", .noHeader)])
        ],
        connection: ConnectionSettings(), writes: .free, rate: nil)

    private let keys = ResolvedKeys(values: [
        "drivly": [("full", "geheim-4711"), ("mock", "open-mock-key"), ("none", nil)]
    ])

    @Test func `a redactor takes out what is learnt after it was made`() {
        let secrets = Secrets(variables: ["LEADLINE_SECRET_PIN": "48213"])
        let (shown, kept) = (secrets.redactor, secrets.placeholders)
        #expect(shown("geheim-4711 48213") == "geheim-4711 $LEADLINE_SECRET_PIN")
        secrets.learn(keys, of: profile)
        #expect(shown("Bearer geheim-4711 48213") == "Bearer <key full> $LEADLINE_SECRET_PIN")
        #expect(kept("Bearer geheim-4711 48213") == "Bearer <key full> {{secret.PIN}}")
        // "geheim-4711" in base64.
        #expect(shown("Z2VoZWltLTQ3MTE=").hasPrefix("<key full>"))
    }

    @Test func `keys of a mock are no secrets`() {
        let secrets = Secrets(variables: [:])
        secrets.learn(keys, of: profile)
        #expect(secrets.all.map(\.shown) == ["<key full>"])
        #expect(secrets.redactor("open-mock-key") == "open-mock-key")
    }

    @Test func `what is learnt twice is known once`() {
        let secrets = Secrets(variables: [:])
        for _ in 0..<3 { secrets.learn(keys, of: profile) }
        #expect(secrets.all.map(\.value) == ["geheim-4711"])
    }

    @Test func `a console takes it out of what it writes`() {
        let scripted = ScriptedEnvironment()
        let environment = scripted.environment([])
        let console = Console(environment, color: nil)
        environment.secrets.learn(keys, of: profile)
        console.write("a geheim-4711\n")
        console.note("b geheim-4711\n")
        #expect(scripted.output == "a <key full>\n")
        #expect(scripted.error == "b <key full>\n")
    }
}
