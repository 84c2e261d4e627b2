import LeadlineShell
import TestSupport
import Testing

@Suite struct HelpPageTests {
    private static let pages =
        [HelpPage.overview(), HelpPage.start()] + CommandLineTable.commands.map { HelpPage.command($0) }

    @Test(arguments: pages) func aPageFitsIntoEightyColumns(page: String) {
        for line in page.split(separator: "\n") { #expect(line.count <= HelpPage.width, "\(line)") }
    }

    @Test func theOverviewNamesEveryCommandAndExitCode() { expectGolden(HelpPage.overview(), "help/overview.txt") }

    @Test func aCommandNamesItsOptions() throws {
        let command = try #require(CommandLineTable.command("run"))
        expectGolden(HelpPage.command(command), "help/run.txt")
    }

    @Test func anExampleIsALineThatCanBeRead() throws {
        for example in (CommandLineTable.commands + [CommandLineTable.script]).flatMap(\.examples) {
            let words = example.line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap {
                $0.isMultiple(of: 2) ? $1.split(separator: " ").map(String.init) : [String($1)]
            }
            #expect(throws: Never.self, "\(example.line)") {
                _ = try Invocation(try ParsedLine(Array(words.dropFirst())))
            }
        }
    }

    @Test func noTwoOptionsOfACommandShareAName() {
        for command in CommandLineTable.commands + [CommandLineTable.script] {
            #expect(Set(command.options.map(\.name)).count == command.options.count)
            let letters = command.options.compactMap(\.short)
            #expect(Set(letters).count == letters.count)
        }
    }
}
