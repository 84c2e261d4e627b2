import LeadlineAPI
import LeadlineCore
import Testing

@testable import LeadlineRecordings

@Suite struct PersonalRedactionTests {
    private static let origin = "https://dashboard.dealerstudio.com.au"
    private static let lead = RedactionBench.exchange(
        "POST", "/api/v1/leads", origin: origin, fields: ["Content-Type": "application/json"],
        body: #"""
            {"lead":{"name":"Theodora Vandermolen","email":"Theodora.V@bigpond.example","phone":"0412 345 678",\#
            "message":"Theodora again, call 0412345678 or +61 412 345 678","dealership_id":1,\#
            "category":"Used Vehicle Enquiry","source":"Website","dob":"1985-07-23",\#
            "address_attributes":{"street":"12 Wattlebird Street","postcode":3121}}}
            """#,
        status: 201, answerFields: ["Content-Type": "application/json"],
        answer: #"""
            {"id":7,"name":"Theodora Vandermolen","email":"theodora.v@bigpond.example","phone":"+61412345678",\#
            "note":"lead of VANDERMOLEN <theodora.v@bigpond.example>"}
            """#)

    @Test func nothingOfAPersonIsLeft() throws {
        let text = try RedactionBench.text(Self.lead)
        for part in [
            "Theodora", "theodora", "andermolen", "ANDERMOLEN", "bigpond", "412345678", "412 345", "1985-07-23",
            "Wattlebird", "3121",
        ] { #expect(!text.contains(part), "\(part) is left") }
        for part in ["Used Vehicle Enquiry", "Website", "again, call", "lead of"] { #expect(text.contains(part)) }
    }

    @Test func theSamePersonStaysTheSame() throws {
        let redacted = try RedactionBench.redacted(Self.lead)
        let sent = try #require(try JSON(parsing: redacted.request.body)["lead"])
        let answered = try JSON(parsing: redacted.answerBody)
        #expect(sent["name"] == answered["name"])
        #expect(sent["email"]?.string?.lowercased() == answered["email"]?.string)
        let digits = (sent["phone"]?.string ?? "").filter(\.isNumber)
        #expect(answered["phone"]?.string == "+61" + digits.dropFirst())
        #expect(digits.hasPrefix("0491570"))
        #expect(sent["message"]?.string?.contains(digits) == true)
        let names = (sent["name"]?.string ?? "").lowercased().split(separator: " ")
        #expect(names.count == 2)
        #expect(answered["email"]?.string?.hasPrefix(names.joined(separator: ".")) == true)
        #expect(answered["note"]?.string?.contains(names[1].uppercased()) == true)
    }

    @Test func anAddressIsTheSameHoweverItIsEncoded() throws {
        let address = "theodora.v@bigpond.example"
        let once = PercentEncoding.encode(address)
        let redacted = try RedactionBench.redacted(
            RedactionBench.exchange(
                body: #"{"name":"Theodora Vandermolen","email":"\#(address)"}"#,
                answer: "at \(once) and \(PercentEncoding.encode(once)) and \(Base64.encode("to:\(address);".utf8)) end"
            ))
        let email = try #require(try JSON(parsing: redacted.request.body)["email"]?.string)
        let coded = PercentEncoding.encode(email)
        #expect(
            redacted.answerBody
                == "at \(coded) and \(PercentEncoding.encode(coded)) and \(Base64.encode("to:\(email);".utf8)) end")
    }

    @Test func whatWasValidStaysValid() throws {
        let api = try #require(try APICatalog.api(named: "dealerstudio"))
        let schema = try #require(api.operations.first { $0.name == "leads.create" }?.body?.schema)
        func violations(_ exchange: RecordedExchange) throws -> [String] {
            let lead = try #require(try JSON(parsing: exchange.request.body)["lead"])
            return SchemaValidator.violations(of: lead, against: schema).map { "\($0.path) \($0.keyword)" }
        }
        let redacted = try RedactionBench.redacted(Self.lead)
        #expect(try violations(redacted) == violations(Self.lead))
        let sent = try #require(try JSON(parsing: redacted.request.body)["lead"])
        #expect(sent["address_attributes"]?["postcode"]?.number?.text.utf8.count == 4)
        #expect(sent["dealership_id"] == 1)
    }

    @Test func aQueryAndItsAnswerAgree() throws {
        let redacted = try RedactionBench.redacted(
            RedactionBench.exchange(
                "GET", "/api/customers?where%5Bemail%5D%5Bequals%5D=Theodora.V%40bigpond.example&limit=1",
                origin: "https://commerce.driv.ly", answerFields: ["Content-Type": "application/json"],
                answer: #"""
                    {"docs":[{"id":"65f0a1b2c3d4e5f6a7b8c9d0","email":"theodora.v@bigpond.example",\#
                    "consumerFirstName":"Theodora","consumerLastName":"Vandermolen","consumerIncome":64000,\#
                    "consumerSocialSecurity":"123-45-6789","consumerDriversLicense":"D1234567"}],"totalDocs":1}
                    """#))
        let doc = try #require(try JSON(parsing: redacted.answerBody)["docs"]?.array?.first)
        let email = try #require(doc["email"]?.string)
        #expect(redacted.request.target.lowercased().contains(PercentEncoding.encode(email).lowercased()))
        #expect(email.hasSuffix("@example.test"))
        #expect(doc["id"] == "65f0a1b2c3d4e5f6a7b8c9d0")
        let income = try #require(doc["consumerIncome"]?.number?.text)
        #expect(income.utf8.count == 5 && income.hasSuffix("000") && income != "64000")
        #expect(doc["consumerSocialSecurity"]?.string?.wholeMatch(of: /\d{3}-\d{2}-\d{4}/) != nil)
        #expect(doc["consumerDriversLicense"]?.string?.wholeMatch(of: /[A-Z]\d{7}/) != nil)
    }

    @Test func twoPeopleAreNeverOne() throws {
        let people = (0..<200).map {
            #"{"first_name":"N\#(String($0, radix: 3, uppercase: true))","email":"p\#($0)@a.example","phone":"04123\#(45_000 + $0)"}"#
        }
        let redacted = try RedactionBench.redacted(
            RedactionBench.exchange(answer: "[\(people.joined(separator: ","))]"))
        let masked = try #require(try JSON(parsing: redacted.answerBody).array)
        #expect(Set(masked.compactMap { $0["email"]?.string }).count == 200)
        #expect(Set(masked.compactMap { $0["phone"]?.string }).count == 200)
    }

    @Test func errorsThatRepeatAValueDoNot() throws {
        let redacted = try RedactionBench.redacted(
            RedactionBench.exchange(
                "POST", "/api/v1/leads", origin: Self.origin, fields: ["Content-Type": "application/json"],
                body: #"{"lead":{"name":"Theodora Vandermolen","phone":"12345"}}"#, status: 422,
                answerFields: ["Content-Type": "application/json"],
                answer: #"{"phone":["is invalid"],"message":"Theodora Vandermolen has no valid phone"}"#))
        let answer = try JSON(parsing: redacted.answerBody)
        #expect(answer["phone"] == ["is invalid"])
        #expect(answer["message"]?.string?.hasSuffix(" has no valid phone") == true)
        #expect(answer["message"]?.string?.contains("Theodora") == false)
    }

    @Test func formsAndFilesArePassedThrough() throws {
        let body = Multipart.encode(
            [
                MultipartPart(name: "lead[email]", bytes: Array("theodora.v@bigpond.example".utf8)),
                MultipartPart(
                    name: "lead[lead_files_attributes][0][file]", fileName: "cv.pdf", contentType: "application/pdf",
                    bytes: Array("Theodora".utf8)),
            ], boundary: "XX")
        let redacted = try RedactionBench.redacted(
            RedactionBench.exchange(
                "POST", "/api/v1/leads", origin: Self.origin,
                fields: ["Content-Type": "multipart/form-data; boundary=XX"],
                body: String(decoding: body, as: UTF8.self)))
        let parts = try Multipart.parse(redacted.request.body, boundary: "XX")
        #expect(String(decoding: parts[0].bytes, as: UTF8.self).hasSuffix("@example.test"))
        #expect(String(decoding: parts[1].bytes, as: UTF8.self) == "<application/pdf, 8 bytes>")
        let form = try RedactionBench.redacted(
            RedactionBench.exchange(
                fields: ["Content-Type": "application/x-www-form-urlencoded"],
                body: "first_name=Theodora&mobile=%2B61+412+345+678&colour=red"))
        #expect(!form.sentBody.contains("Theodora") && !form.sentBody.contains("412+345"))
        #expect(form.sentBody.hasSuffix("&colour=red") && form.sentBody.contains("%2B61+491+570+"))
    }

    @Test func whatHasAShapeIsFoundWithoutAName() throws {
        let redacted = try RedactionBench.redacted(
            RedactionBench.exchange(
                fields: ["X-Forwarded-For": "81.2.69.142, 127.0.0.1"],
                answer: "mail theodora@bigpond.example, ring +61 412 345 678, card 4111 1111 1111 1111, order 1234567"))
        #expect(redacted.request.fields["X-Forwarded-For"]?.hasSuffix(", 127.0.0.1") == true)
        #expect(redacted.request.fields["X-Forwarded-For"]?.hasPrefix("81.") == false)
        for part in ["theodora", "412 345", "4111 1111"] { #expect(!redacted.answerBody.contains(part)) }
        #expect(redacted.answerBody.contains("order 1234567"))
    }

    @Test func inventedPeopleOfTheMockStay() throws {
        #expect(try RedactionBench.redacted(Self.lead, masksPeople: false) == Self.lead)
    }

    @Test func redactingTwiceChangesNothing() throws {
        let redactor = try RedactionBench.redactor()
        let once = try redactor.redacted(Recording([Self.lead])).recording
        #expect(try redactor.redacted(once).recording == once)
    }

    @Test func filesOfOneUserAgreeAndThoseOfTwoDoNot() throws {
        func email(_ key: UInt8) throws -> String? {
            let key = try #require(PseudonymKey(Array(repeating: key, count: 16)))
            let redactor = RecordingRedactor(apis: [], secrets: [], key: key)
            let masked = try redactor.redacted(
                Recording([RedactionBench.exchange(answer: #"{"email":"a@b.example"}"#)]))
            return masked.recording.exchanges.first?.answerBody
        }
        #expect(try email(1) == email(1))
        #expect(try email(1) != email(2))
    }

    @Test func theSummaryCounts() throws {
        let artefact = try RedactionBench.redactor().artefact(of: Recording([Self.lead]), written: RedactionBench.file)
        #expect(
            artefact.summary.hasPrefix("redacted: ")
                && artefact.summary.contains(" personal values of 1 person; scanned "))
        #expect(artefact.summary.hasSuffix(" forms: clean"))
        #expect(!artefact.redacted.recording.pseudonyms.isEmpty)
        #expect(artefact.redacted.recording.exchanges.count == 1)
    }
}
