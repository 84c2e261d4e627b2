import LeadlineCore
import TestSupport
import Testing

/// What the prompt prints, as whole screens.
@Suite struct PromptScreenTests {
    private static let leads = [
        "use dealerstudio", "create leads from enquiry.json -> lead", "create leads name=Ada phone=12",
        "create leads from enquiry.json as read-only", "create leads name=Ada as unknown", "show body",
        "update leads/{{lead.id}} set message=\"call after six\" -> again",
        "expect outcome is updated", "check status = 400 and doc.message contains \"before\" and doc.tags has 3 items",
        "table", "table name tags message dealership_id", "table nmae", "table name email | sort", "diff 1 5",
        "diff lead again", "diff 2 3",
        "diff lead lead",
        "show 1 status", "show timing", "show headers", "show request.query", "show doc.nmae", "show 5",
        "fault latency 2s on create leads; create leads from enquiry.json",
        "fault lost-answer on create leads; create leads from enquiry.json",
        "fault malformed on create leads; create leads from enquiry.json",
        "diff 1 6", "show 1 doc | jq .name", "show 8 body | cat", "show curl",
        "mock find leads", "mock get leads/77", "history", "history where status >= 400 or took > 1s",
        "history where request.doc.name is Ada", "history where request.doc.phone is 0412345678 and doc.page_id > 11",
        "history where nmae is Ada", "diff 1 99",
    ]

    private static let customers = [
        "use drivly", "table", "history", "mock create customers times 45",
        "find customers limit 20 sort email", "next; next",
        "find customers limit 5", "table email phone consumerStatus customerId", "find customers where email = nobody",
        "find customers where email like example.com limit 1 as none", "table", "find customers limit 1 -> one",
        "show docs[0]", "request GET /api/customers?limit=2",
        "update customers where email exists set subscribe=\"maybe\"",
        "curl https://commerce.driv.ly/api/nothing",
    ]

    private static let narrow = TerminalSize(columns: 80, rows: 24)
    private static let wide = TerminalSize(columns: 200, rows: 50)

    @Test(arguments: [("80", narrow as TerminalSize?), ("200", wide), ("file", nil)])
    func `screens of leads`(name: String, size: TerminalSize?) throws {
        expectGolden(try PromptBench(size: size).screen(Self.leads), "prompt/leads-\(name).txt")
    }

    @Test(arguments: [("80", narrow as TerminalSize?), ("200", wide), ("file", nil)])
    func `screens of customers`(name: String, size: TerminalSize?) throws {
        expectGolden(try PromptBench(size: size).screen(Self.customers), "prompt/customers-\(name).txt")
    }

    @Test func `colours tell the same as words`() throws {
        let bench = try PromptBench(size: Self.narrow, color: "always")
        expectGolden(bench.screen(Self.leads), "prompt/leads-80-colour.txt")
        let plain = try PromptBench(size: Self.narrow).screen(Self.leads)
        #expect(bench.text.withoutColours == plain)
    }
}

extension String {
    /// Without what selects colours.
    var withoutColours: String {
        split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().map { index, part in
            index == 0 ? String(part) : String(part.drop { $0 != "m" }.dropFirst())
        }.joined()
    }
}
