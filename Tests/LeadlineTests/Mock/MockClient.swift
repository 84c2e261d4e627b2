import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import Testing

/// Speaks to a mock as the product does: builds requests, sends them, reads answers.
final class MockClient {
    let api: API
    let target: MockTarget

    init(_ api: API, seed: Int = 42, label: String = "row") throws {
        self.api = api
        let settings = TargetSettings(clock: nil, seed: seed, label: label)
        target = try #require(MockProvider([api]).open(settings) as? MockTarget)
    }

    static func dealerStudio() throws -> MockClient {
        try MockClient(try #require(try APICatalog.api(named: "dealerstudio")))
    }

    /// What the validator and the mock's rules take.
    static let enquiry: JSONObject = [
        "name": "Ada Lovelace", "email": "ada@example.com", "phone": "0412345678", "dealership_id": 1,
        "category": "Test Drive Booking", "source": "Website", "message": "Please call",
    ]

    func operation(_ name: String) throws -> Operation { try #require(api.operations.first { $0.name == name }) }

    func request(_ call: Call, as key: String = "full") throws -> HTTPRequest {
        var call = call
        let credential = try #require(target.credential(named: key, for: api))
        call.credential = credential
        let builder = RequestBuilder(base: target.base(for: api), userAgent: "leadline/1", runID: "abcd1234")
        return try builder.request(call, of: api)
    }

    func deliver(_ call: Call, as key: String = "full") throws -> (answer: Answer, delivery: Delivery) {
        let delivery = target.send(try request(call, as: key))
        return (Answer(of: delivery, operation: call.operation, api: api), delivery)
    }

    func send(_ call: Call, as key: String = "full") throws -> Answer { try deliver(call, as: key).answer }

    func create(_ changes: JSONObject = [:], without removed: [String] = [], as key: String = "full") throws -> Answer {
        var document = Self.enquiry
        for member in changes.members { document[member.name] = member.value }
        for name in removed { document[name] = nil }
        return try send(Call(try operation("leads.create"), document: document), as: key)
    }

    func update(_ id: String, _ changes: JSONObject, as key: String = "full") throws -> Answer {
        try send(Call(try operation("leads.update"), id: id, document: changes), as: key)
    }

    func advance(_ seconds: Int) { _ = target.perform(.advanceClock(.seconds(seconds))) }

    func store(_ collection: String, _ action: StoreCommand.Action) -> ControlAnswer {
        target.perform(.store(StoreCommand(api: api, collection: collection, action: action)))
    }

    func stored(_ id: String) -> JSON? {
        if case .document(let document) = store("leads", .get(id: id)) { document } else { nil }
    }

    func find(_ filter: Filter? = nil, sort: String? = nil, in collection: String = "leads") -> [JSON] {
        guard case .documents(let found) = store(collection, .find(filter, sort: sort, limit: nil, page: nil)) else {
            return []
        }
        return found
    }

    func fault(_ kind: Fault.Kind, on verb: Request.Verb = .create, times: Int? = 1) {
        let fault = Fault(kind: kind, api: api.name, verb: verb, collection: "leads", times: times)
        _ = target.perform(.fault(fault))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self.init()
        for (name, value) in elements { self[name] = value }
    }
}

/// Texts of errors: `phone is invalid`.
func messages(_ answer: Answer) -> [String] {
    (answer.errors.array ?? []).map { error in
        [error["path"]?.string, error["message"]?.string].compactMap { $0 }.joined(separator: " ")
    }
}
