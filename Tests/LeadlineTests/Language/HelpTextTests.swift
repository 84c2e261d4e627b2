import LeadlineCore
import LeadlineLanguage
import Testing

@Suite("Help")
struct HelpTextTests {
    @Test func everyLineFitsIn80Columns() {
        let texts =
            [HelpText.overview()] + CommandTable.all.map { HelpText.command($0.name) ?? "" }
            + HelpTopic.allCases.map(\.text)
        for text in texts {
            for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
            #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        }
    }

    @Test func theOverviewNamesEveryCommandThatFilesCanHold() {
        let overview = HelpText.overview()
        for entry in CommandTable.all {
            #expect(overview.contains("  \(entry.name) ") == (entry.contexts != [.prompt]), "\(entry.name)")
        }
    }

    @Test func aCommandIsExplained() throws {
        #expect(
            try HelpText.answer(to: ["fault"]) == """
                fault (off | (latency DURATION | status CODE | lost-answer | reset | malformed |
                    rate-limit) on VERB COLL [times N | always])

                  let the next fitting request to the mock fail
                  'lost-answer' and 'malformed' perform the write; 'status', 'reset' and
                  'rate-limit' do not.

                Examples:
                  fault lost-answer on create leads
                  fault status 503 on update leads times 3
                  fault off

                Works at the prompt, in scripts and in scenarios.

                """)
    }

    @Test func unknownWordsGetASuggestion() {
        let error = #expect(throws: Diagnostic.self) { try HelpText.answer(to: ["outcome"]) }
        #expect(error?.message == "there is no help on 'outcome'")
        #expect(error?.help == "did you mean 'outcomes'?")
    }

    /// Beginners of any language look for the operators under their name.
    @Test(arguments: ["operators", "operator", "conditions", "sentences"])
    func aTopicHasOtherNames(word: String) throws {
        #expect(try HelpText.answer(to: [word]) == HelpTopic.where.text)
    }

    @Test func theTableIsConsistent() {
        let names = CommandTable.all.map(\.name)
        #expect(Set(names).count == names.count)
        let others = CommandTable.all.flatMap(\.otherNames)
        #expect(Set(others).count == others.count)
        #expect(Set(names).isDisjoint(with: others))
        for entry in CommandTable.all { #expect(CommandTable.entry(entry.name)?.summary == entry.summary) }
    }
}
