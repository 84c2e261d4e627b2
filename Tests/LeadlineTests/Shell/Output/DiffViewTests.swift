import LeadlineCore
import LeadlineSession
import LeadlineShell
import Testing

@Suite struct DiffViewTests {
    private func lines(_ old: JSON, _ new: JSON, columns: Int? = 60, color: Bool = false) -> [String] {
        Array(
            DiffView.lines(
                from: .value("a", old, nil), to: .value("b", new, nil),
                Presentation(style: Style(isOn: color)), columns: columns
            ).dropFirst())
    }

    @Test func `what was changed, added and taken away, with its path`() {
        #expect(
            lines(
                ["x": 1, "list": [1, ["name": "Ada"]], "gone": [1, 2]],
                ["x": 1, "list": [1, ["name": "Bob"]], "new one": .null]) == [
                    #"~ list[1].name  "Ada" → "Bob""#, "- gone          [1, 2]", #"+ ["new one"]   null"#,
                ])
        #expect(lines([1], [1]) == ["no difference"])
    }

    @Test func `long texts are shown from where they differ`() {
        let start = String(repeating: "the same words ", count: 8)
        #expect(
            lines(["t": .string(start + "one")], ["t": .string(start + "two")]) == [
                #"~ t  …"e words one" → …"e words two""#
            ])
        let whole = lines(["t": .string(start + "one")], ["t": .string(start + "two")], columns: nil)
        #expect(whole == ["~ t  \"\(start)one\" → \"\(start)two\""])
    }

    @Test func `times stand last`() {
        #expect(
            lines(
                ["at": "2026-01-01T00:00:00.000Z", "n": 1], ["at": "2026-01-02T00:00:00.000Z", "n": 2], columns: 80)
                == [
                    "~ n   1 → 2", "ids and times differ too:",
                    #"~ at  "2026-01-01T00:00:00.000Z" → "2026-01-02T00:00:00.000Z""#,
                ])
    }

    @Test func `colours tell the same as marks`() {
        #expect(
            lines(["n": 1], ["n": 2], color: true)
                == ["\u{1B}[33m~\u{1B}[0m n  \u{1B}[31m1\u{1B}[0m → \u{1B}[32m2\u{1B}[0m"])
    }
}
