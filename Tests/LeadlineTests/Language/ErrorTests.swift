import LeadlineCore
import LeadlineLanguage
import TestSupport
import Testing

@Suite("What is said about commands that cannot be read")
struct ErrorTests {
    @Test(arguments: [CommandErrorCases.text, SentenceErrorCases.text])
    func wholeMessages(cases: String) {
        let inputs = cases.split(separator: "\n").filter { $0.first != " " && $0.first != "^" }
        let texts = inputs.map { input in
            let (_, diagnostics) = CommandParser.parse(excerpt(String(input)), context: .prompt)
            return input + "\n" + diagnostics.map(report).joined()
        }
        let now = texts.joined()
        let isSame = now == cases + "\n"
        #expect(isSame, "\(lineDifference(from: cases + "\n", to: now))")
    }

    private func report(_ diagnostic: Diagnostic) -> String {
        let column = diagnostic.location?.position.column ?? 1
        let padding = String(repeating: " ", count: column - 1)
        var lines = ["\(padding)^ \(diagnostic.code.rawValue): \(diagnostic.message)"]
        lines += diagnostic.notes.map { "\(padding)  note: \($0)" }
        if let help = diagnostic.help { lines.append("\(padding)  help: \(help)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The message and the help of the only diagnostic.
    private func said(
        _ text: String, _ context: CommandContext = .script, isCutAtComment: Bool = false
    ) -> [String] {
        let (_, diagnostics) = CommandParser.parse(excerpt(text), context: context, isCutAtComment: isCutAtComment)
        return diagnostics.map { "\($0.code.rawValue): \($0.message)\($0.help.map { "; " + $0 } ?? "")" }
    }

    @Test func whatIsNotAllowedSaysWhereItIs() {
        #expect(said("fill") == ["not-allowed-here: 'fill' cannot stand in a script; 'fill' works at the prompt only"])
        #expect(
            said("show body | jq .") == [
                "not-allowed-here: a pipe cannot stand in a script; '|' works at the prompt only"
            ])
        #expect(
            said("target mock", .scenario) == [
                "not-allowed-here: 'target' cannot stand in a scenario; 'target' works at the prompt and in scripts only"
            ])
        #expect(
            said("expect a is b", .scenario) == [
                "not-allowed-here: 'expect' cannot stand in a scenario; write the sentence below the step's 'expect:'"
            ])
        let refused = CommandTable.all.filter { !$0.contexts.contains(.scenario) }.map(\.name)
        #expect(
            refused == [
                "resend", "undo", "redo", "edit", "fill", "draft", "target", "expect", "check", "explain", "show",
                "table",
                "diff", "history", "save", "open", "help", "tour", "exit",
            ])
        #expect(
            CommandTable.all.filter { !$0.contexts.contains(.script) }.map(\.name) == [
                "undo", "redo", "edit", "fill", "save", "open", "help", "tour",
            ])
    }

    @Test func oneDiagnosticForEachBadCommand() {
        let text = "set a = 1; undo\r\ncreat x # y; undo\nset b=[1,\n 2 3]; redo\nset c=x\"y; draft"
        let (commands, diagnostics) = CommandParser.parse(excerpt(text), context: .prompt)
        #expect(commands.map(\.name.value) == ["undo", "redo", "set", "draft"])
        #expect(diagnostics.map { $0.location?.description } == ["test:1:7", "test:2:1", "test:4:4"])
    }

    @Test func anOpenQuoteDoesNotSwallowTheRest() {
        let (commands, diagnostics) = CommandParser.parse(excerpt("undo\nset b=\"x\nundo\nset c=1"), context: .prompt)
        #expect(commands.map(\.name.value) == ["undo", "undo", "set"])
        #expect(diagnostics.map(\.message) == ["'\"' is never closed"])
    }

    @Test func aQuoteThatEndsElsewhereSaysWhereItBegan() {
        let (_, diagnostics) = CommandParser.parse(excerpt("set b=\"x\nset c=\"y\""), context: .prompt)
        #expect(diagnostics.first?.message == "a blank after the closing '\"' expected, found 'y\"'")
        #expect(diagnostics.first?.notes == ["it was opened in line 1"])
    }

    @Test func aCommentInBracketsIsNamed() {
        let (_, diagnostics) = CommandParser.parse(excerpt("set b=[1,\n #2]"), context: .prompt)
        #expect(diagnostics.map(\.message) == ["'[' is never closed"])
        #expect(diagnostics.first?.help == "# after a blank begins a comment (line 2): quote it")
    }

    @Test func whatYAMLCutOffIsNamed() {
        let help = "put the whole text in single quotes, or in a block below '|'"
        #expect(
            said("set a=\"ticket", isCutAtComment: true) == [
                "unclosed: '\"' is never closed: the text ends before ' #', where YAML begins a comment; " + help
            ])
        #expect(
            said("set colour=", .scenario, isCutAtComment: true) == [
                "syntax: value expected; the text ends before ' #', where YAML begins a comment; " + help
            ])
        #expect(said("set colour=red", .scenario, isCutAtComment: true) == [])
        let message = #expect(throws: Diagnostic.self) {
            try PredicateParser.sentence(excerpt("doc.message contains"), isCutAtComment: true)
        }?.message
        #expect(message == "value expected; the text ends before ' #', where YAML begins a comment")
    }

    @Test func placesLeadIntoTheYAMLFile() throws {
        let yaml = try parseYAML(
            Source(name: "x.yaml", text: "steps:\n  - do: |\n      undoo\n      set \\\n        a = 1\n"))
        let text = try #require(yaml?.mapping?.first?.value.list?.first?.mapping?.first?.value.scalar?.excerpt)
        let (_, diagnostics) = CommandParser.parse(text, context: .script)
        #expect(diagnostics.map { $0.location?.description } == ["x.yaml:3:7", "x.yaml:5:11"])
    }

    @Test func aTextFullOfOpenQuotesIsReadInTime() {
        let text = String(repeating: "set b={{\n", count: 20_000)
        let (_, diagnostics) = CommandParser.parse(excerpt(text), context: .prompt)
        #expect(diagnostics.count == 21)
    }

    @Test func halvesOfASplitSentenceHaveOpenQuotes() {
        for half in ["a is \"x", "y\""] {
            #expect(throws: Diagnostic.self) { try PredicateParser.sentence(excerpt(half)) }
        }
    }

    @Test func theLanguageHasNoOtherLetterCase() {
        #expect(said("Undo") == ["unknown-command: command expected, found 'Undo'; did you mean 'undo'?"])
        #expect(said("set a=1 FROM x").count == 1)
        #expect(said("find leads where a is 1 AND b is 2").count == 1)
    }

    @Test func incompleteTextsAskForMore() {
        for text in ["set a=\"x", "set a=[1,", "find leads where (a is 1", "set a={{x", "set a=1 \\", "set a=1 \\  "] {
            let (_, diagnostics) = CommandParser.parse(excerpt(text), context: .prompt)
            #expect(CommandParser.isIncomplete(text, diagnostics: diagnostics), "\(text)")
        }
        for text in ["undo", "creat", "set a = 1", "set a=C:\\", "\\\\"] {
            let (_, diagnostics) = CommandParser.parse(excerpt(text), context: .prompt)
            #expect(!CommandParser.isIncomplete(text, diagnostics: diagnostics), "\(text)")
        }
    }
}
