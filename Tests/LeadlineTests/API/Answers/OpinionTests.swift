import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

/// What API descriptions say of requests that somebody made, and how these are read back.
@Suite struct OpinionTests {
    private let dealerstudio: API
    private let drivly: API

    init() throws {
        dealerstudio = try #require(try APICatalog.api(named: "dealerstudio"))
        drivly = try #require(try APICatalog.api(named: "drivly"))
    }

    private func request(
        _ method: String, _ target: String, _ body: String = "", type: String? = "application/json",
        key: String? = "Bearer k"
    ) -> HTTPRequest {
        var request = HTTPRequest(method: method, origin: "https://any.test", target: target, body: Array(body.utf8))
        request.fields["Content-Type"] = body.isEmpty ? nil : type
        request.fields["Authorization"] = key
        return request
    }

    private func opinions(on request: HTTPRequest, of api: API, _ status: Int = 200, _ body: String = "") -> [String] {
        let operation = api.operation(routing: request.method, request.path)
        var response = HTTPResponse(status: status, body: Array(body.utf8))
        response.fields["Content-Type"] = "application/json"
        let delivery = Delivery(result: .success(response), took: .zero)
        var exchange = Exchange(
            request: request, answer: Answer(of: delivery, operation: operation, api: api),
            sentAt: Timestamp(microseconds: 0))
        exchange.operation = operation
        return Opinion.opinions(on: exchange, of: api).map { ($0.isAdvice ? "advice: " : "") + $0.sentence }
    }

    private static let lead = #""name":"Ada","email":"a@b.c","phone":"0412345678","dealership_id":1,"source":"Website""#

    @Test(
        arguments: [
            (#"{"lead":{\#(lead),"category":"Survey"}}"#, []),
            (#"{"lead":{\#(lead)}}"#, ["'category' is required"]),
            (
                #"{"lead":{\#(lead),"category":"Surveys"}}"#,
                [#"'category' must be in the list of 25, found text "Surveys"; did you mean 'Survey'?"#]
            ),
            (
                #"{"lead":{\#(lead),"category":"Survey","page_id":"7"}}"#,
                [#"'page_id' must be an integer, found text "7""#]
            ),
            (
                #"{"lead":{\#(lead),"category":"Survey","messge":"x"}}"#,
                ["advice: 'messge' is not in the API description; did you mean 'message'?"]
            ),
            (#"{\#(lead)}"#, ["the body must have the document in 'lead'"]),
            (#"{"lead":"#, ["the body is no JSON: a JSON value expected, found the end of the text, at byte 8"]),
            ("", ["no body was sent"]),
        ] as [(String, [String])])
    func `a body is judged as a draft is`(_ body: String, _ expected: [String]) {
        let request = request("POST", "/api/v1/leads", body)
        #expect(opinions(on: request, of: dealerstudio, 201, #"{"id":1,"lead_cluster_id":2}"#) == expected)
    }

    @Test func `forms are bodies too`() throws {
        let form = "lead[name]=Ada&lead[page_id]=7&lead[address_attributes][postcode]=3000"
        let sent = SentRequest(
            request("POST", "/api/v1/leads", form, type: "application/x-www-form-urlencoded"), of: dealerstudio)
        #expect(sent.document == ["name": "Ada", "page_id": 7, "address_attributes": ["postcode": 3000]])
        let text = request("POST", "/api/v1/leads", "x", type: "text/plain")
        #expect(
            SentRequest(text, of: dealerstudio).bodyMistake
                == "the body must be application/json or multipart/form-data, found 'text/plain'")
    }

    @Test func `keys and paths`() {
        let get = "/api/v1/apikeys/apikey_details.json"
        #expect(
            opinions(on: request("GET", get, key: nil), of: dealerstudio)[0] == "no key was sent in 'Authorization'")
        #expect(
            opinions(on: request("GET", get, key: "k"), of: dealerstudio)[0]
                == "the key in 'Authorization' must have 'Bearer ' in front")
        #expect(
            opinions(on: request("POST", "/api/v1/lead", "{}"), of: dealerstudio) == [
                "'POST /api/v1/lead' is no operation of dealerstudio; did you mean 'POST /api/v1/leads'?"
            ])
    }

    @Test func `a where and the parameters beside it`() {
        let where1 = "where%5Bstate%5D%5Bequals%5D=TX"
        func of(_ query: String, _ method: String = "GET") -> [String] {
            opinions(on: request(method, "/api/leads?\(query)", key: "k"), of: drivly, 200, #"{"docs":[]}"#)
                .filter { !$0.contains("answer") }
        }
        #expect(of(where1) == [])
        #expect(of("where[emial][like]=x") == ["where: 'emial' is no field of leads; did you mean 'email'?"])
        #expect(
            of("where[email][equal]=x") == [
                "where: unknown operator 'equal' of the field 'email'; did you mean 'equals'?"
            ])
        #expect(of("where=x") == ["where: a where is a JSON object, found a text"])
        #expect(of("limit=ten") == [#"the parameter 'limit' must be an integer, found text "ten""#])
        #expect(of("limt=1") == ["advice: 'limt' is no parameter of leads.find; did you mean 'limit'?"])
        #expect(of("", "DELETE") == ["there is no 'where': nothing says which leads are meant"])
    }

    @Test func `a where is read with the types of its fields`() {
        let query = "where[and][0][monthlyPayment][greater_than]=300&where[and][1][or][0][phone][exists]=false&limit=1"
        let sent = SentRequest(request("GET", "/api/leads?\(query)"), of: drivly)
        let json: JSON = [
            "and": [["monthlyPayment": ["greater_than": 300]], ["or": [["phone": ["exists": false]]]]]
        ]
        #expect(sent.filter?.json == json)
        #expect(sent.parameters == [QueryPair("limit", "1")])
        #expect(SentRequest(request("PATCH", "/api/leads/65a%2F1"), of: drivly).id == "65a/1")
    }
}
