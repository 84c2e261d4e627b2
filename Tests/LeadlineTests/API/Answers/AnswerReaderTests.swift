import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

@Suite("Answers read by the table of outcomes")
struct AnswerReaderTests {
    let api: API

    init() throws { api = try #require(try APICatalog.api(named: "dealerstudio")) }

    private func read(
        _ status: Int, _ body: String, type: String? = "application/json", _ name: String? = "leads.update",
        method: String = "GET"
    ) throws -> Answer {
        var response = HTTPResponse(status: status, body: Array(body.utf8))
        response.fields["Content-Type"] = type
        let operation = try name.map { name in try #require(api.operations.first { $0.name == name }) }
        let delivery = Delivery(result: .success(response), took: .milliseconds(3))
        return Answer(of: delivery, operation: operation, api: api, method: method)
    }

    @Test(
        arguments: [
            (400, #"{"message":"Cannot update lead older than 3 days"}"#, "too_old"),
            (409, #"{"message":"This is older than 3 days"}"#, "too_old"),
            (500, #"{"message":"older than 3 days"}"#, "server_error"),
            (401, #"{"message":"Unauthorised"}"#, "forbidden"), (403, #"{"message":"no"}"#, "forbidden"),
            (401, #"{"message":7}"#, "unauthenticated"), (401, "Unauthorized", "unauthenticated"),
            (403, "", "forbidden"),
            (200, #"{"id":1,"lead_cluster_id":2}"#, "updated"), (201, #"{"lead":{"id":1}}"#, "updated"),
            (200, "[1]", "malformed"), (200, "OK", "malformed"), (200, #"{"id":"#, "malformed"),
            (202, #"{"id":1}"#, "malformed"), (204, "", "malformed"), (400, "{}", "invalid"),
            (422, #"{"phone":["is invalid"]}"#, "invalid"), (404, "", "not_found"), (429, "", "rate_limited"),
            (503, "", "unavailable"), (302, "", "redirected"), (418, "", "client_error"), (500, "", "server_error"),
            (599, "", "server_error"), (100, "", "malformed"),
        ] as [(Int, String, String)])
    func theFirstLineThatFitsNamesTheOutcome(_ status: Int, _ body: String, _ outcome: String) throws {
        #expect(try read(status, body).outcome == outcome)
    }

    @Test func namedOutcomesAreThoseOfTheOperation() throws {
        #expect(try read(400, #"{"message":"older than 3 days"}"#, "leads.create").outcome == "invalid")
        #expect(try read(201, #"{"id":1}"#, "leads.create").outcome == "created")
    }

    @Test func successHasADocumentAndNoErrors() throws {
        let bare = try read(200, #"{"id":1,"name":"x"}"#)
        #expect(bare.document == ["id": 1, "name": "x"])
        #expect(bare.errors == [])
        #expect(bare.took == .milliseconds(3))
        #expect(try read(200, #"{"lead":{"id":1}}"#).document == ["id": 1])
    }

    @Test func refusalsTellTheirErrors() throws {
        let invalid = try read(422, #"{"phone":["is invalid","is odd"],"email":["can't be blank"]}"#)
        #expect(invalid.document == nil)
        #expect(
            invalid.errors == [
                ["path": "phone", "message": "is invalid"], ["path": "phone", "message": "is odd"],
                ["path": "email", "message": "can't be blank"],
            ])
        #expect(try read(404, #"{"message":"Lead NOT found"}"#).errors == [["message": "Lead NOT found"]])
        #expect(try read(500, " <h1>Oops</h1>\n", type: "text/html").errors == [["message": "<h1>Oops</h1>"]])
        #expect(try read(500, " \n").errors == [])
        #expect(try read(500, "{}").errors == [])
    }

    @Test func bodiesAreJSONWhereTheyAre() throws {
        #expect(try read(200, "{\"a\":1}", type: nil).body == ["a": 1])
        #expect(try read(200, " [1]", type: "text/plain").body == [1])
        #expect(try read(200, "12", type: "text/plain").body == "12")
        #expect(try read(200, "12").body == 12)
        #expect(try read(200, "{oops", type: "application/problem+json").body == "{oops")
        #expect(try read(200, "").body == "")
    }

    @Test func failuresAreOutcomesToo() {
        for (failure, outcome) in [
            (TransportFailure.unreachable("no route"), "unreachable"), (.noAnswer("cut off"), "no_answer"),
        ] {
            let answer = Answer(of: Delivery(result: .failure(failure), took: .seconds(1)), operation: nil, api: nil)
            #expect(answer.outcome == outcome)
            #expect(answer.errors == [["message": .string(failure.reason)]])
            #expect(answer.status == nil && answer.body == nil && answer.fields == nil)
            #expect(answer.took == .seconds(1))
        }
    }

    @Test(arguments: [("POST", "created"), ("PATCH", "updated"), ("DELETE", "deleted"), ("GET", "found")])
    func aRequestOfNoOperationIsNamedAfterItsMethod(_ method: String, _ outcome: String) throws {
        let answer = try read(204, #"{"a":1}"#, nil, method: method)
        #expect(answer.outcome == outcome)
        #expect(answer.document == ["a": 1])
        #expect(try read(500, "{}", nil, method: method).outcome == "server_error")
    }

    @Test func otherShapesOfErrorsAreRead() throws {
        var api = api
        api.answer.errors = [
            .list(at: ["errors", "0", "data", "errors"], path: "path", message: .member("message")),
            .list(at: ["errors"], path: "id", message: .member("message")), .message(at: ["message"]),
        ]
        func errors(_ body: String) -> JSON {
            let response = HTTPResponse(status: 400, body: Array(body.utf8))
            let delivery = Delivery(result: .success(response), took: .zero)
            return Answer(of: delivery, operation: api.operations.first, api: api).errors
        }
        let nested = #"{"errors":[{"message":"m","data":{"errors":[{"path":"email","message":"bad","label":"E"}]}}]}"#
        #expect(errors(nested) == [["path": "email", "message": "bad"]])
        #expect(errors(#"{"errors":[{"id":7,"message":"bad"}]}"#) == [["id": 7, "message": "bad"]])
        #expect(errors(#"{"errors":[],"message":"m"}"#) == [["message": "m"]])
    }

    @Test func everyPossibleOutcomeIsListedOnce() throws {
        let update = try #require(api.operations.first { $0.name == "leads.update" })
        #expect(
            api.possibleOutcomes(of: update) == [
                "refused", "unreachable", "no_answer", "too_old", "forbidden", "updated", "invalid", "unauthenticated",
                "not_found", "rate_limited", "unavailable", "malformed", "redirected", "client_error", "server_error",
            ])
        let create = try #require(api.operations.first { $0.name == "leads.create" })
        #expect(!api.possibleOutcomes(of: create).contains("too_old"))
        #expect(api.possibleOutcomes(of: create).contains("created"))
    }

    @Test func bodiesConformOrNot() throws {
        let create = try #require(api.operations.first { $0.name == "leads.create" })
        #expect(create.nonconformities(of: ["id": 1, "lead_cluster_id": 2], status: 201) == [])
        #expect(create.nonconformities(of: ["id": "x", "lead_cluster_id": 2], status: 201)?.count == 1)
        #expect(create.nonconformities(of: ["id": 1], status: 201)?.count == 1)
        #expect(create.nonconformities(of: "x", status: 500) == nil)
    }

    @Test func commandsOnTheStoreHaveOutcomes() {
        #expect(Answer(of: .document(["id": 1]), verb: .get).document == ["id": 1])
        #expect(Answer(of: .document(["id": 1]), verb: .update).outcome == "updated")
        #expect(Answer(of: .document(nil), verb: .delete).outcome == "not_found")
        #expect(Answer(of: .documents([["id": 1]]), verb: .find).documents == [["id": 1]])
        #expect(Answer(of: .documents([]), verb: .create).outcome == "created")
    }
}
