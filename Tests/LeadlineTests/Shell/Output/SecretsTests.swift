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

    // MARK: What is personal

    @Test func `what is personal is masked where it is shown, and stays in commands that are run again`() {
        let secrets = Secrets(variables: [:])
        secrets.learn(keys, of: profile)
        secrets.learn(personal: ["1990-04-01", "D1234567"])
        #expect(secrets.redactor("1990-04-01 d1234567 geheim-4711") == "••• ••• <key full>")
        #expect(secrets.placeholders("1990-04-01 geheim-4711") == "1990-04-01 <key full>")
        #expect(secrets.all.map(\.value) == ["geheim-4711"])
    }

    @Test func `as many as come are all masked, those that are learnt between two texts too`() {
        let secrets = Secrets(variables: [:])
        let redactor = secrets.redactor
        for number in 0..<300 {
            secrets.learn(personal: ["licence-\(number + 1000)"])
            #expect(redactor("licence-1000 licence-\(number + 1000)") == "••• •••")
        }
        #expect(redactor((1000..<1300).map { "licence-\($0)" }.joined()) == String(repeating: "•••", count: 300))
    }
}
