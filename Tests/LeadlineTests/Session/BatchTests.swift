import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import Testing

/// `create leads from FILE.csv`: a request for each row.
@Suite struct BatchTests {
    private static let rest = "dealership_id=1 source=Website"
    private static let people = """
        name,email,phone,page_id,address_attributes.postcode
        Ada Lovelace,ada@example.com,0412345678,7,3000
        Bob,,0400000000,,
        "Cy ""C"", Jr",cy@example.com,+61412345678, 8 ,

        """

    @Test func `semicolons divide nothing`() throws {
        let bench = try bench("name;email\nAda;ada@example.com\n")
        #expect(
            bench.mistake("create leads from people.csv")
                == "invalid-table: commas are expected between the columns, found ';' "
                + "(save the table as comma-separated values)")
    }

    private func bench(_ text: String = people, name: String = "people.csv") throws -> SessionBench {
        try SessionBench(files: [name: text])
    }

    /// A line for each row: its outcome, and what was sent.
    private func sent(_ command: String, _ bench: SessionBench) throws -> [String] {
        guard case .batch(let result) = try bench.perform(command) else { return ["no batch"] }
        return result.rows.map { row in
            let shown = bench.shown("show \(row.number) request.doc")
            return "\(row.number) \(row.outcome) \(row.id == nil ? "" : "id ")\(shown)"
        }
    }

    @Test func `cells are words of their fields' types, empty ones are left out`() throws {
        let lines = try sent("create leads from people.csv category=Survey \(Self.rest)", try bench())
        #expect(
            lines == [
                #"1 created id {"name":"Ada Lovelace","email":"ada@example.com","phone":"0412345678","page_id":7,"#
                    + #""address_attributes":{"postcode":3000},"category":"Survey","dealership_id":1,"source":"Website"}"#,
                #"2 invalid {"name":"Bob","phone":"0400000000","category":"Survey","dealership_id":1,"source":"Website"}"#,
                #"3 created id {"name":"Cy \"C\", Jr","email":"cy@example.com","phone":"+61412345678","page_id":8,"#
                    + #""category":"Survey","dealership_id":1,"source":"Website"}"#,
            ])
    }

    @Test func `parts are applied from left to right`() throws {
        let bench = try bench("name,page_id\nAda,7\n")
        #expect(
            try sent("create leads name=Bob page_id=1 from people.csv page_id=9", bench).first?
                .hasSuffix(#"{"name":"Ada","page_id":9}"#) ?? false)
    }

    @Test func `cells hold no placeholders and no lists`() throws {
        let bench = try bench("name,message\n{{secret.key}},[urgent] call\n")
        #expect(
            try sent("create leads from people.csv", bench)
                == [#"1 invalid {"name":"{{secret.key}}","message":"[urgent] call"}"#])
    }

    /// What became of the rows of `people.csv`.
    private func result(_ parts: String, _ bench: SessionBench) throws -> BatchResult {
        let result = try bench.perform("create leads from people.csv \(parts)")
        guard case .batch(let rows) = result else { return BatchResult(total: -1) }
        return rows
    }

    @Test func `the name is bound to the documents that were made`() throws {
        let bench = try bench()
        try bench.perform("create leads from people.csv category=Survey \(Self.rest) -> people")
        let judged = try bench.perform("expect people has 2 items and people[1].page_id is 8")
        if case .judged(let judgement) = judged {
            #expect(judgement.findings.isEmpty)
        } else {
            Issue.record("unjudged")
        }
    }

    @Test func `a row that fails does not end the others, and the first failure is kept`() throws {
        let result = try result("category=Survey \(Self.rest)", try bench())
        #expect(result.failureCount == 1 && !result.wasStopped && result.total == 3)
        #expect(result.rows[1].reason == "email can't be blank" && result.rows[1].status == 422)
        #expect(result.firstFailure?.answer.outcome == "invalid")
    }

    @Test func `it can be stopped between two rows`() throws {
        let bench = try bench()
        bench.session.isCancelled = { bench.session.requestCount == 2 }
        let result = try result("", bench)
        #expect(result.wasStopped && result.rows.count == 2 && bench.session.requestCount == 2)
    }

    @Test(arguments: [
        ("name,email\nAda\n", "invalid-table: this row has 1 cell, the table has 2 columns"),
        ("", "invalid-table: the file is empty"),
        ("name\n", "invalid-table: the file has no rows (add one below the names of the columns)"),
        ("name,name\na,b\n", "invalid-table: the column 'name' stands twice (each column has its own name)"),
        ("name,\na,b\n", "invalid-table: a column has no name"),
        ("name\n\"Ada\n", "unclosed: this quote is not closed (a quote inside is written twice)"),
        (
            "name,page_id\nAda,1\nBob,twelve\n",
            "wrong-value: 'page_id' takes an integer, found 'twelve' (quote it to send it as text: \"twelve\")"
        ),
        (
            "address_attributes,address_attributes.street\nx,y\n",
            "wrong-value: 'address_attributes' takes an object, found 'x' "
                + "(write an object as JSON: {\"name\": \"value\"})"
        ),
    ]) func `a file with a mistake sends nothing`(text: String, mistake: String) throws {
        let bench = try bench(text)
        #expect(bench.mistake("create leads from people.csv") == mistake)
        #expect(bench.session.requestCount == 0)
    }

    @Test func `the places of all mistakes are told`() throws {
        let bench = try bench("page_id\nx\ny\n")
        let error = try #require(throws: Diagnostic.self) { try bench.perform("create leads from people.csv") }
        #expect(error.location?.description == "people.csv:2:1")
        #expect(error.notes == ["people.csv:3:1: 'page_id' takes an integer, found 'y'"])
    }

    @Test func `a column that is not described is a warning`() throws {
        let source = Source(name: "people.csv", text: "catgory\nSurvey\n")
        let schema = try SessionBench().session.resources.catalog.api(
            named: Located("dealerstudio", SourceLocation(source: source, range: 0..<0))
        ).operation(.create, on: "leads", selecting: .none)?.body?.schema
        let table = DocumentRows(source, schema: schema)
        #expect(table.diagnostics.map(\.message) == ["'catgory' is not in the API description"])
        #expect(table.diagnostics.first?.help == "did you mean 'category'?")
        #expect(table.rows.count == 1)
    }

    @Test(arguments: [
        (
            "new leads from people.csv",
            "wrong-value: 'from' takes one document here, 'people.csv' holds rows ('create COLLECTION from FILE.csv' "
                + "makes a request for each row)"
        ),
        (
            "create leads from people.csv from people.csv",
            "conflicting-parts: a command takes the rows of one file (write a command for each file)"
        ),
        ("create leads from nobody.csv", "unknown-file: cannot read 'nobody.csv': no such file or directory"),
    ]) func `rows stand only where each can be a request`(command: String, mistake: String) throws {
        #expect(try bench().mistake(command) == mistake)
    }

    @Test func `explain shows the first row and how many there are`() throws {
        let bench = try bench()
        let text = bench.shown("explain create leads from people.csv category=Survey")
        #expect(
            text.hasPrefix("note      of the first of 3 rows of people.csv: each is a request\n\ncurl --request POST"))
        #expect(text.contains("Ada Lovelace") && !text.contains("Bob"))
        #expect(bench.session.requestCount == 0)
    }
}
