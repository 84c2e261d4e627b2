import LeadlineAPI
import LeadlineCore
import LeadlineMock
import Testing

@Suite("Every outcome that the description names")
struct MockOutcomeTests {
    let client: MockClient

    init() throws { client = try .dealerStudio() }

    @Test func aLeadIsCreatedWithItsIDs() throws {
        let answer = try client.create()
        #expect(answer.outcome == "created")
        #expect(answer.status == 201)
        #expect(answer.document?["id"] == 1)
        #expect(answer.document?["lead_cluster_id"] == 1)
        #expect(answer.document?["name"] == "Ada Lovelace")
        #expect(answer.fields?["Content-Type"] == "application/json; charset=utf-8")
        #expect(answer.fields?["Date"] == "Thu, 01 Jan 2026 00:00:00 GMT")
        #expect(client.stored("1") == answer.document)
    }

    @Test func anUpdateChangesOnlyWhatIsSent() throws {
        _ = try client.create(["address_attributes": ["street": "1 High Street", "postcode": 3000]])
        let answer = try client.update("1", ["message": "after six", "address_attributes": ["postcode": 3001]])
        #expect(answer.outcome == "updated")
        #expect(answer.status == 200)
        #expect(answer.document?["message"] == "after six")
        #expect(answer.document?["email"] == "ada@example.com")
        #expect(answer.document?["address_attributes"] == ["street": "1 High Street", "postcode": 3001])
    }

    @Test func anOldLeadIsFrozen() throws {
        _ = try client.create()
        client.advance(259_201)
        let answer = try client.update("1", ["message": "late"])
        #expect(answer.outcome == "too_old")
        #expect(answer.status == 400)
        #expect(answer.body == ["message": "Cannot update lead older than 3 days"])
    }

    @Test func aKeyWithoutThePermissionIsForbidden() throws {
        let answer = try client.create(as: "read-only")
        #expect(answer.outcome == "forbidden")
        #expect(answer.status == 401)
        #expect(answer.body == ["message": "Unauthorised"])
    }

    @Test(arguments: ["unknown", "none"]) func aKeyNobodyIssuedIsUnauthenticated(_ key: String) throws {
        let answer = try client.create(as: key)
        #expect(answer.outcome == "unauthenticated")
        #expect(answer.status == 401)
        #expect(answer.body == "Unauthorized")
    }

    @Test(arguments: ["7", "abc", "1.0", "-1", "%2F", "1/x?y", ""]) func anUnknownIDIsNotFound(_ id: String) throws {
        _ = try client.create()
        let answer = try client.update(id, ["message": "x"])
        #expect(answer.outcome == (id.isEmpty ? "client_error" : "not_found"))
        if !id.isEmpty { #expect(answer.body == ["message": "Lead NOT found"]) }
    }

    @Test func anotherDealershipsLeadIsNotFound() throws {
        _ = try client.create()
        #expect(try client.update("1", ["message": "x"], as: "other-dealer").outcome == "not_found")
    }

    @Test func wrongFieldsAreInvalid() throws {
        let answer = try client.create(["phone": "12", "category": "Walk", "page_id": "twelve"], without: ["email"])
        #expect(answer.outcome == "invalid")
        #expect(answer.status == 422)
        #expect(answer.body?["phone"] == ["is invalid"])
        #expect(answer.body?["category"] == ["is not included in the list"])
        #expect(answer.body?["email"] == ["can't be blank"])
        #expect(answer.body?["page_id"] == ["is invalid"])
        #expect(client.find().isEmpty)
    }

    @Test func theKeysOwnDocumentIsFound() throws {
        let answer = try client.send(Call(try client.operation("apikeys.get")), as: "other-dealer")
        #expect(answer.outcome == "found")
        #expect(answer.document?["id"] == 3)
        #expect(answer.document?["dealerships"]?.array?.first?["slug"] == "other-dealer")
        #expect(answer.document?["permissions"] == ["create:lead", "update:lead"])
        #expect(try client.send(Call(try client.operation("apikeys.get")), as: "none").outcome == "unauthenticated")
    }
}

@Suite("The mock's rules for fields")
struct MockFieldTests {
    let client: MockClient

    init() throws { client = try .dealerStudio() }

    @Test(arguments: ["email", "phone", "category", "source"]) func aRequiredFieldCannotBeBlank(_ field: String) throws
    {
        #expect(messages(try client.create(without: [field])) == ["\(field) can't be blank"])
        #expect(messages(try client.create([field: .null])) == ["\(field) can't be blank"])
        #expect(
            messages(try client.create([field: ""])).contains("\(field) can't be blank") || field == "category"
                || field == "source")
    }

    @Test(arguments: ["category", "source", "marketing_source"])
    func aClosedListTakesEachOfItsValuesAndNoOther(_ field: String) throws {
        let schema = try #require(client.api.collection("leads")?.document.property(field))
        #expect(schema.values.count == ["category": 25, "source": 29, "marketing_source": 17][field])
        for known in schema.values {
            let fields: JSON = ["document_type": "ppsr"]
            #expect(try client.create([field: known.value, "fields": fields]).outcome == "created")
        }
        let answer = try client.create([field: "Carrier Pigeon"])
        #expect(messages(answer) == ["\(field) is not included in the list"])
    }

    @Test func anOpenListTakesAnyText() throws {
        #expect(try client.create(["lead_state": "snoozed"]).outcome == "created")
    }

    @Test func aDocumentRequestNamesItsDocument() throws {
        for (fields, outcome) in [
            (["document_type": "equifax"], "created"), (["document_type": "logbook"], "invalid"), ([:], "invalid"),
        ] as [(JSON, String)] {
            #expect(try client.create(["category": "Document Request", "fields": fields]).outcome == outcome)
        }
    }

    @Test(arguments: ["041000000", "+61 (0)4-1234-5678", "12345678", "123456789012345"])
    func aPhoneHas8To15Digits(_ phone: String) throws {
        #expect(try client.create(["phone": .string(phone)]).outcome == "created")
    }

    @Test(arguments: ["1234567", "1234567890123456", "0412x45678"]) func otherPhonesAreInvalid(_ phone: String) throws {
        #expect(messages(try client.create(["phone": .string(phone)])) == ["phone is invalid"])
        #expect(try client.create(["phone": .string(phone), "disable_strict_validation": true]).outcome == "created")
    }

    @Test func aDealershipMustExistAndBeTheKeys() throws {
        #expect(messages(try client.create(["dealership_id": 99])) == ["dealership must exist"])
        #expect(messages(try client.create(without: ["dealership_id"])) == ["dealership must exist"])
        #expect(try client.create(["dealership_id": 2]).outcome == "forbidden")
        #expect(try client.create(["dealership_id": 2], as: "other-dealer").outcome == "created")
        let bySlug = try client.create(["dealership_slug": "test-dealer"], without: ["dealership_id"])
        #expect(bySlug.outcome == "created")
    }

    @Test func theProvidersOwnExampleIsCreated() throws {
        let example = try #require(try client.operation("leads.create").body?.example?["lead"]?.object)
        let answer = try client.send(Call(try client.operation("leads.create"), document: example))
        #expect(answer.outcome == "created")
        #expect(answer.document?["customer_address"] == "123 Fake Street")
    }

    @Test func whatOnlyTheServerWritesIsIgnored() throws {
        let answer = try client.create(["id": 77, "lead_cluster_id": 88])
        #expect(answer.document?["id"] == 1)
        let (changed, delivery) = try client.deliver(
            Call(try client.operation("leads.update"), id: "1", document: ["id": 5, "message": "x"]))
        #expect(changed.document?["id"] == 1)
        #expect(delivery.reasons.first == "field 'id' is only written by the server: what was sent is ignored")
    }

    @Test func theMergedDocumentIsJudged() throws {
        _ = client.store("leads", .create(["dealership_id": 1], times: nil))
        #expect(try client.update("1", ["message": "x"]).outcome == "invalid")
        #expect(try client.update("1", MockClient.enquiry).outcome == "updated")
        #expect(messages(try client.update("1", ["email": .null])) == ["email can't be blank"])
    }
}
