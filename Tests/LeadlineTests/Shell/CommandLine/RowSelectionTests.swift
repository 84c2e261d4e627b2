import LeadlineCore
import LeadlineShell
import TestSupport
import Testing

@testable import LeadlineScenarios

@Suite struct RowSelectionTests {
    private static let table = Source(name: "a.yaml", text: "name\nrow one\nrow two\nrow three\n")
    private static let other = Source(name: "b.yaml", text: "name\n")

    private static func row(_ number: Int, _ name: String, _ tags: [String]) -> RowIdentity {
        let start = [0, 5, 13, 21][number]
        return RowIdentity(
            file: "a.yaml", scenario: "A", row: number, caseName: name, tags: tags,
            location: SourceLocation(source: table, range: start..<start + 3))
    }

    private let rows = [
        row(1, "past the limit", ["smoke"]), row(2, "one second past the limit", ["smoke"]), row(3, "Fresh", ["smoke"]),
        RowIdentity(
            file: "b.yaml", scenario: "B", row: nil, caseName: nil, tags: ["slow"],
            location: SourceLocation(source: other, range: 0..<4)),
    ]

    @Test func withoutWishesAllRowsRun() { #expect(RowSelection().indices(in: rows) == [0, 1, 2, 3]) }

    @Test func aCaseNamedInFullMeansItself() {
        #expect(RowSelection(caseText: "past the limit").indices(in: rows) == [0])
        #expect(RowSelection(caseText: "THE LIMIT").indices(in: rows) == [0, 1])
        #expect(RowSelection(caseText: "fresh").indices(in: rows) == [2])
    }

    @Test func aLineMeansItsRowOrTheWholeFile() {
        #expect(RowSelection(lines: [("a.yaml", 3)]).indices(in: rows) == [1])
        #expect(RowSelection(lines: [("a.yaml", 1)]).indices(in: rows) == [0, 1, 2])
        #expect(RowSelection(lines: [("a.yaml", 3)], hasWholePaths: true).indices(in: rows) == [1, 3])
    }

    @Test func aLineIsStrongerThanTags() throws {
        let tags = try TagExpression(parsing: "slow")
        #expect(RowSelection(tags: tags).indices(in: rows) == [3])
        #expect(RowSelection(lines: [("a.yaml", 3)], tags: tags).indices(in: rows) == [1])
    }

    @Test func anEmptySelectionNamesWhatWasMeant() throws {
        let byCase = RowSelection(caseText: "one secnd").emptyDiagnostic(rows)
        #expect(byCase.message == "none of the 4 rows has a case that contains 'one secnd'")
        #expect(byCase.help == "did you mean 'one second past the limit'?")
        let byTag = RowSelection(tags: try TagExpression(parsing: "smoek")).emptyDiagnostic(rows)
        #expect(byTag.help == "did you mean 'smoke'?")
        #expect(RowSelection(row: 9).emptyDiagnostic(rows).help == "rows are numbered from 1 to 3")
    }

    @Test func aPathMayNameALine() {
        let files = InMemoryFiles(["a.yaml": "", "odd:7": ""])
        let place = RunPath("a.yaml:12:3", files: files)
        #expect(place.path == "a.yaml" && place.line == 12)
        #expect(RunPath("a.yaml:12", files: files).line == 12)
        #expect(RunPath("odd:7", files: files) == RunPath("odd:7", files: files))
        #expect(RunPath("odd:7", files: files).line == nil)
        #expect(RunPath("a.yaml", files: files).line == nil)
    }
}
