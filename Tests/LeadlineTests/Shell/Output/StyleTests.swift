import LeadlineShell
import Testing

@Suite struct StyleTests {
    @Test(
        arguments: [
            (nil, ["TERM": "xterm"], true), (nil, [:], false), ("never", ["FORCE_COLOR": "1"], false),
            ("always", ["NO_COLOR": "1"], true), ("auto", ["NO_COLOR": "1", "FORCE_COLOR": "1"], false),
            (nil, ["NO_COLOR": "", "TERM": "xterm"], true), (nil, ["ACCESSIBLE": "1", "TERM": "xterm"], false),
            (nil, ["CLICOLOR": "0"], false), (nil, ["TERM": "dumb"], false), (nil, ["FORCE_COLOR": "0"], false),
        ] as [(String?, [String: String], Bool)])
    func onATerminal(option: String?, variables: [String: String], isOn: Bool) {
        #expect(Style(option: option, variables: variables, isTerminal: true).isOn == isOn)
    }

    @Test(
        arguments: [
            (nil, [:], false), ("always", [:], true), (nil, ["FORCE_COLOR": "1"], true),
            (nil, ["FORCE_COLOR": "0"], false),
            (nil, ["CLICOLOR_FORCE": "1", "TERM": "dumb"], true), (nil, ["CLICOLOR_FORCE": "0"], false),
        ] as [(String?, [String: String], Bool)])
    func elsewhere(option: String?, variables: [String: String], isOn: Bool) {
        #expect(Style(option: option, variables: variables, isTerminal: false).isOn == isOn)
    }

    @Test func wordsAreQuotedForAShell() {
        #expect(ShellQuoting.line(["leadline", "run", "a/b-c.yaml:3"]) == "leadline run a/b-c.yaml:3")
        #expect(ShellQuoting.line(["--case", "it's $HOME", ""]) == #"--case 'it'\''s $HOME' ''"#)
    }
}
