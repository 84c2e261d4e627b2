import LeadlineSession
import LeadlineShell
import TestSupport
import Testing

/// A draft at the prompt.
@Suite struct DraftViewTests {
    private static let whole =
        "new leads email=a@example.com phone=0412345678 dealership_id=1 category=Survey source=Website"

    private func draft(_ commands: String) throws -> Session.Draft {
        let bench = try SessionBench()
        try bench.perform(commands)
        return try #require(bench.session.draft)
    }

    @Test(arguments: [
        ("empty", "new leads"),
        ("right", whole),
        ("wrong", "new leads name=Ada category=Lunch catgory=1 page_id=\"x\" phone=12 tags=[a, b]"),
        (
            "nested",
            whole
                + #"; set charge_breakdown={"total": {}, "charges": [{"name": 1}, {"amount": 5}]} category="Document "#
                + #"Request" address_attributes.postcode="x" address_attributes.street="1 Rose St""#
        ),
        (
            "file",
            whole + "; set lead_files_attributes[0].file=cv.pdf message=\"\(String(repeating: "long ", count: 60))\""
        ),
        ("harmful", whole + "; set name=\"\\u001b[31mred\\n\\u202e\" from {\"\\u001b]0;x\": \"\\u0007\"}"),
    ]) func `a draft with its marks`(name: String, commands: String) throws {
        expectGolden(DraftView.text(try draft(commands), Presentation(width: 80)), "drafts/\(name).txt")
    }

    @Test func `colours only add to the marks`() throws {
        let draft = try draft("new leads name=Ada category=Lunch catgory=1")
        let coloured = DraftView.text(draft, Presentation(style: Style(isOn: true), width: 80))
        expectGolden(coloured, "drafts/coloured.txt")
        let plain = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain == DraftView.text(draft, Presentation(width: 80)))
    }

    @Test func `new says what is required`() throws {
        #expect(
            try draft("new leads name=Ada phone=0412345678").requirements
                == "leads require email, phone, category, source, and dealership_id or dealership_slug\n"
                + "4 missing: fill asks for what is missing")
        #expect(try draft(Self.whole).requirements.hasSuffix("\nnothing is missing: send sends it"))
        #expect(try draft("use drivly; new leads").requirements == "leads: no field is required")
    }
}
