import LeadlineCore
import LeadlineLanguage
import TestSupport
import Testing

@Suite("What is printed is read again as it was")
struct RoundTripTests {
    @Test(arguments: 0..<40)
    func drawnTrees(seed: Int) {
        var generator = TreeGenerator(seed: seed)
        for _ in 0..<25 {
            let command = generator.command()
            let text = CommandPrinter.text(command)
            let (commands, diagnostics) = CommandParser.parse(excerpt(text), context: .prompt)
            #expect(diagnostics.isEmpty, "\(text)")
            let isSame = commands.map { shape($0.action) } == [shape(command.action)]
            #expect(isSame, "\(text)")
            #expect(commands.first?.pipe?.value == command.pipe?.value)
        }
    }

    @Test func drawnSentences() throws {
        var generator = TreeGenerator(seed: 7)
        for _ in 0..<500 {
            let predicate = generator.predicate(false)
            let text = CommandPrinter.text(predicate)
            #expect(shape(try PredicateParser.sentence(excerpt(text))) == shape(predicate), "\(text)")
        }
    }

    /// Damaged texts never trap, every diagnostic lies in the text, and what is still read can be printed.
    @Test func damagedTexts() {
        let lines = CommandTable.all.flatMap(\.examples) + CommandTreeTests.all + [WorkedCases.session]
        for bytes in mutations(of: lines, count: 2000, seed: 3) {
            let text = String(decoding: bytes, as: UTF8.self)
            let (commands, diagnostics) = CommandParser.parse(excerpt(text), context: .prompt)
            for diagnostic in diagnostics {
                let range = diagnostic.location?.range ?? -1..<0
                #expect(range.lowerBound >= 0 && range.upperBound <= text.utf8.count, "\(text)")
            }
            for command in commands {
                let printed = CommandPrinter.text(command)
                let again = CommandParser.parse(excerpt(printed), context: .prompt)
                let isSame = again.commands.map { shape($0.action) } == [shape(command.action)]
                #expect(isSame, "\(text) -> \(printed)")
            }
        }
    }

    @Test func damagedSentencesAndValues() {
        for bytes in mutations(of: CommandTreeTests.all, count: 2000, seed: 4) {
            let excerpt = excerpt(String(decoding: bytes.drop { $0 != 0x20 }, as: UTF8.self))
            _ = try? PredicateParser.sentence(excerpt)
            _ = try? PredicateParser.filter(excerpt)
            _ = try? ValueParser.value(excerpt, as: .cell)
            _ = try? ValueParser.value(excerpt, as: .plain)
            _ = try? ValueParser.template(excerpt)
            _ = try? ValueParser.path(excerpt)
            _ = try? ValueParser.duration(excerpt)
        }
    }

    @Test(arguments: ["(", "[", "{\"a\":", "[{\"a\":[", "a is ("])
    func deepNestingIsRefused(opening: String) {
        let text = String(repeating: opening, count: 10_000)
        for start in ["expect ", "expect a is ", "find leads where ", "set a=["] where !(start + text).contains("=[(") {
            let (commands, diagnostics) = CommandParser.parse(excerpt(start + text), context: .prompt)
            #expect(commands.isEmpty)
            #expect(diagnostics.count == 1, "\(start)")
        }
        let deep = CommandParser.parse(excerpt("set a=" + String(repeating: "[", count: 101)), context: .prompt)
        #expect(deep.diagnostics.map(\.code) == [.nestedTooDeep])
        #expect(deep.diagnostics.first?.message == "brackets are nested more than 100 deep")
    }

    @Test func whatNoTextCanSayIsQuoted() throws {
        let cell = try ValueParser.value(excerpt(" call me; #5 -> x "), as: .cell)
        #expect(CommandPrinter.text(cell) == "\"call me; #5 -> x\"")
        #expect(CommandPrinter.quoted("a{{b}}\n\"c\"") == #""a\u007b{b\u007d}\n\"c\"""#)
        let lines = CommandParser.parse(excerpt("set a=C:\\"), context: .script).commands
        #expect(CommandPrinter.text(lines + lines) == "set a=C:\\ ;\nset a=C:\\ ;\n")
    }
}
