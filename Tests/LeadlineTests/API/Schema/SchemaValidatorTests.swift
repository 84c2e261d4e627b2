import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

@Suite struct SchemaValidatorTests {
    /// Judges what remains of a valid lead after a change, and gives what is told: `path: message`.
    private func told(_ change: JSON, without: [String] = [], keyword: String? = nil) throws -> [String] {
        let api = try #require(try APICatalog.api(named: "dealerstudio"))
        let operation = try #require(api.operations.first { $0.name == "leads.create" })
        var lead = JSONObject([
            "email": "ada@example.com", "phone": "0412345678", "dealership_id": 1, "category": "Test Drive Booking",
            "source": "Website",
        ])
        for member in change.object?.members ?? [] { lead[member.name] = member.value }
        for name in without { lead[name] = nil }
        let schema = try #require(operation.body?.schema)
        return SchemaValidator.violations(of: .object(lead), against: schema, .sent)
            .filter { keyword == nil || $0.keyword == keyword }.map { "\($0.path): \($0.sentence)" }
    }

    @Test func `a lead with the required fields is valid`() throws {
        #expect(try told([:]) == [])
        #expect(
            try told([:], without: ["email", "phone", "category", "source"])
                == ["email: is required", "phone: is required", "category: is required", "source: is required"])
        #expect(
            try told([:], without: ["dealership_id"])
                == ["dealership: must have 'dealership_id' or 'dealership_slug'"])
        #expect(try told(["dealership_slug": "test-dealer"], without: ["dealership_id"]) == [])
    }

    @Test(
        arguments: [
            (["page_id": "abc"], "page_id: must be an integer, found text \"abc\""),
            (["page_id": .number(JSONNumber(validated: "1.5"))], "page_id: must be an integer, found the number 1.5"),
            (["golden": "yes"], "golden: must be true or false, found text \"yes\""),
            (["name": 5], "name: must be a text, found the number 5"),
            (["name": .null], "name: must be a text, found null"),
            (["time_on_site_seconds": false], "time_on_site_seconds: must be an integer or null, found false"),
            (["tags": "vip"], "tags: must be a list, found text \"vip\""),
            (["tags": ["vip", 7]], "tags[1]: must be a text, found the number 7"),
            (
                ["category": "Used Vehicle Enquirey"],
                "category: must be in the list of 25, found text \"Used Vehicle Enquirey\"; did you mean 'Used Vehicle Enquiry'?"
            ),
            (["category": "Lunch"], "category: must be in the list of 25, found text \"Lunch\""),
            (
                ["lead_files_attributes": [["file_type": "cv"]]],
                "lead_files_attributes[0].file_type: must be resume, cover_letter or other, found text \"cv\""
            ),
            (
                ["lead_state": "sleeping"],
                """
                lead_state: is none of the known values (new, contacted, lost, invalid or converted), \
                found text "sleeping"
                """
            ),
            (["email": "ada"], "email: must be an e-mail address, with one @ and a dot after it, found text \"ada\""),
            (["email": ""], "email: must not be empty"),
            (
                ["phone": "12 34"],
                "phone: must be a phone number of 8 to 15 digits, besides blanks and +()-, found text \"12 34\""
            ),
            (["charge_breakdown": [:]], "charge_breakdown: must have 'total', 'charges' or both"),
            (["charge_breakdown": ["total": [:]]], "charge_breakdown.total.amount: is required"),
            (
                ["charge_breakdown": ["charges": [["name": "Tax", "amount": "5"]]]],
                "charge_breakdown.charges[0].amount: must be a number, found text \"5\""
            ),
            (["category": "Document Request"], "fields: is required"),
            (["category": "Document Request", "fields": [:]], "fields.document_type: is required"),
            (
                ["category": "Document Request", "fields": ["document_type": "will"]],
                "fields.document_type: must be car_analysis, ppsr or equifax, found text \"will\""
            ),
            (["nmae": "Ada"], "nmae: is not in the API description; did you mean 'name'?"),
            (["address_attributes": ["postal": 1]], "address_attributes.postal: is not in the API description"),
            (["id": 5], "id: is set by the API: what is sent is ignored"),
        ] as [(JSON, String)]) func `a wrong field is told`(change: JSON, message: String) throws
    {
        let told = try told(change)
        #expect(told.contains(message), "\(told)")
    }

    @Test(
        arguments: [
            ["phone": "041000000"], ["phone": "+61 (412) 345-678"], ["time_on_site_seconds": .null],
            ["email": "x", "phone": "y", "disable_strict_validation": true],
            ["charge_breakdown": ["total": ["amount": 50, "currency": "AUD"]]],
            ["category": "Document Request", "fields": ["document_type": "ppsr", "more": [1]]],
            ["fields": ["document_type": "car_analysis", "anything": ["a": 1]]],
            ["page_id": .number(JSONNumber(validated: "3.0"))],
            [
                "lead_files_attributes": [
                    ["file_type": "resume", "file": ["name": "cv.pdf", "type": "application/pdf"]]
                ]
            ],
        ] as [JSON]) func `a right field is not`(change: JSON) throws
    { #expect(try told(change) == []) }

    @Test func `problems stand in the order of the schema, unknown members behind them`() throws {
        let change: JSON = ["zzz": 1, "source": "Moon", "page_id": "x", "name": 1]
        let paths = try told(change).map { String($0.prefix { $0 != ":" }) }
        #expect(paths == ["name", "source", "page_id", "zzz"])
    }

    @Test(arguments: [
        ("date-time", "2026-03-02T09:00:00+11:00", true), ("date-time", "2026-03-02T09:00:00Z", true),
        ("date-time", "2026-03-02", false), ("date-time", "<string>", false), ("date", "2026-03-02", true),
        ("date", "2026-02-30", false), ("email", "a@b", true), ("email", "ab", false),
        ("uri", "https://example.com/", true), ("uri", "no url", false), ("binary", "any", true),
    ]) func `formats`(format: String, text: String, isValid: Bool) {
        var schema = Schema()
        schema.kinds = [.string]
        schema.format = format
        #expect(SchemaValidator.violations(of: .string(text), against: schema).isEmpty == isValid)
    }

    @Test func `numbers, lengths and counts have limits`() throws {
        var schema = Schema()
        schema.minimum = JSONNumber(1)
        schema.maximum = JSONNumber(9)
        schema.minimumLength = 2
        schema.maximumLength = 3
        schema.minimumItems = 1
        schema.maximumItems = 2
        func keywords(_ value: JSON) -> [String] {
            SchemaValidator.violations(of: value, against: schema).map(\.keyword)
        }
        #expect(keywords(0) == ["minimum"] && keywords(10) == ["maximum"] && keywords(5) == [])
        #expect(keywords("a") == ["minLength"] && keywords("abcd") == ["maxLength"] && keywords("ab") == [])
        #expect(keywords([]) == ["minItems"] && keywords([1, 2, 3]) == ["maxItems"])
    }

    @Test func `one of several alternatives must fit`() {
        var text = Schema()
        text.kinds = [.string]
        var short = Schema()
        short.maximumLength = 2
        var schema = Schema()
        schema.oneOf = [text, short]
        #expect(SchemaValidator.violations(of: "abc", against: schema) == [])
        #expect(SchemaValidator.violations(of: "ab", against: schema).map(\.keyword) == ["oneOf"])
        schema.oneOf = []
        schema.anyOf = [text]
        #expect(SchemaValidator.violations(of: 5, against: schema).map(\.message) == ["fits none of the allowed forms"])
    }

    @Test func `words are read by the type of their place`() throws {
        let api = try #require(try APICatalog.api(named: "dealerstudio"))
        let lead = try #require(api.collection("leads")).document
        func type(_ path: PathKey...) -> ValueType? { lead.schema(at: path[...])?.valueType }
        #expect(type() == .object && type(.name("phone")) == .text && type(.name("time_on_site_seconds")) == .integer)
        #expect(type(.name("tags")) == .list(.text) && type(.name("tags"), .index(3)) == .text)
        #expect(type(.name("golden")) == .boolean && type(.name("payment_attributes"), .name("amount")) == .number)
        #expect(type(.name("lead_files_attributes"), .index(0), .name("file")) == .file)
        #expect(type(.name("fields"), .name("anything"), .name("below")) == .any)
        #expect(type(.name("fields"), .name("document_type")) == .text)
        #expect(type(.name("nmae")) == nil && type(.name("phone"), .name("x")) == nil)
        #expect(type(.name("charge_breakdown"), .name("total"), .name("currency")) == .any)
    }
}
