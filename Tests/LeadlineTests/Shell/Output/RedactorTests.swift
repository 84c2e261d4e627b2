import LeadlineShell
import Testing

@Suite struct RedactorTests {
    private let redactor = Secrets(variables: [
        "LEADLINE_SECRET_KEY": "s3cret/\"t+ken", "LEADLINE_SECRET_SHORT": "1234", "OTHER": "visible-value",
    ]).redactor

    @Test(arguments: [
        (#"Bearer s3cret/"t+ken."#, "Bearer $LEADLINE_SECRET_KEY."),
        (#"{"key": "s3cret/\"t+ken"}"#, #"{"key": "$LEADLINE_SECRET_KEY"}"#),
        (#"{"key": "s3cret\/\"t+ken"}"#, #"{"key": "$LEADLINE_SECRET_KEY"}"#),
        ("key=s3cret%2F%22t%2Bken&x=1", "key=$LEADLINE_SECRET_KEY&x=1"),
        ("key=s3cret%2f%22t%2bken", "key=$LEADLINE_SECRET_KEY"),
        ("a visible-value, 1234", "a visible-value, 1234"),
    ])
    func aSecretIsTakenOut(text: String, shown: String) { #expect(redactor(text) == shown) }

    /// `x:SECRET`, `xy:SECRET` and `xyz:SECRET` in base64, and the first for URLs.
    @Test(arguments: ["eDpzM2NyZXQvInQra2Vu", "eHk6czNjcmV0LyJ0K2tlbg==", "eHl6OnMzY3JldC8idCtrZW4="])
    func alsoInsideOfBase64(text: String) {
        let shown = redactor(text)
        #expect(shown.contains("$LEADLINE_SECRET_KEY"))
        #expect(!shown.contains("cmV0") && !shown.contains("NyZXQ"))
    }

    @Test func theLongerSecretWins() {
        let redactor = Secrets(variables: ["LEADLINE_SECRET_A": "abcdef", "LEADLINE_SECRET_B": "abcdefgh"]).redactor
        #expect(redactor("abcdefgh abcdef") == "$LEADLINE_SECRET_B $LEADLINE_SECRET_A")
    }

    @Test func secretsAreFoundByTheirNames() {
        #expect(Secrets.named(["LEADLINE_SECRET_A": "x", "B": "y"]) == ["A": "x"])
    }
}
