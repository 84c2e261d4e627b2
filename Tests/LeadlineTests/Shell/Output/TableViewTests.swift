import LeadlineCore
import Testing

@testable import LeadlineShell

@Suite struct TableViewTests {
    private func lines(_ columns: [String], _ rows: [[String]], width: Int?) -> (lines: [String], hidden: [String]) {
        TableView(
            columns: columns.map { TableView.Column(title: $0, isRight: $0 == "n") },
            rows: rows.map { $0.map { TableView.Cell($0) } }
        ).lines(width: width, style: Style(isOn: false))
    }

    @Test func `cells stand below each other whatever their characters`() {
        let table = lines(["name", "n", "x"], [["東京タワー", "7", "a"], ["e\u{301}👨‍👩‍👧", "1000", "b"]], width: 40)
        #expect(
            table.lines == [
                "name           n  x",
                "東京タワー     7  a",
                "e\u{301}👨‍👩‍👧         1000  b",
            ])
        #expect(table.hidden == [])
    }

    @Test func `the widest column gives way first`() {
        let row = ["short", String(repeating: "long", count: 10), "twelve chars"]
        let table = lines(["a", "b", "c"], [row], width: 36)
        #expect(table.lines[1] == "short  longlonglonglo…  twelve chars")
        #expect(lines(["a", "b", "c"], [row], width: nil).lines[1] == row.joined(separator: "  "))
    }

    @Test func `what finds no room is named`() {
        let row = ["first cell", "second cell", "third cell"]
        let table = lines(["a", "b", "c"], [row], width: 15)
        #expect(table.hidden == ["c"])
        #expect(table.lines.allSatisfy { DisplayText.width($0) <= 15 })
        #expect(lines(["a", "b"], [["first cell", "x"]], width: 1).hidden == ["b"])
    }
}
