import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineScenarios
import LeadlineSession
import Synchronization
import Testing
import TestSupport

struct OneThread: Workers {
    func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) { for index in 0..<count { body(index) } }
}
struct NoClock: WallClock {
    var now: Duration { .zero }
    func sleep(_ duration: Duration) {}
}

@Suite struct ScratchTests {
    @Test func example() throws {
        let enquiry = """
        { "lead": { "name": "Test Lead", "last_name": "Test", "email": "test@test.com", "phone": "041000000", "message": "some notes", "dealership_slug": "test-dealer", "category": "New Vehicle Enquiry", "source": "Website", "website_slug": "example-website", "page_id": 123, "location_id": 12345, "user_email": "test@example.com", "lead_state": "new", "send_customer_email": false, "customer_address": "123 Fake Street", "stocknum": "3210", "provider": "Provider A", "provider_id": "1234", "dob": "01/01/1980", "tags": [ "tag1" ], "address_attributes": { "street": "123 Fake Street", "city": "Melbourne", "state": "VIC", "state_long": "Victoria", "postcode": 3000, "country": "Australia" } }}
        """
        let scenario = """
        leadline: 1
        name: A lead is frozen three days after it was created
        tags: [dealerstudio, business-rule]
        api: dealerstudio
        mock: { clock: 2026-03-02T09:00:00+11:00, seed: 42 }
        table: |
          | case                        | key       | age            | outcome   |
          | a fresh lead                | full      | 0s             | updated   |
          | one second before the limit | full      | 2d 23h 59m 59s | updated   |
          | exactly at the limit        | full      | 3d             | updated   |
          | one second past the limit   | full      | 3d 1s          | too_old   |
          | a read-only key is refused  | read-only | 0s             | forbidden |
        setup:
          - do: create leads from enquiry.json as full -> lead
          - do: clock advance {{row.age}}
        steps:
          - name: change the message
            do: update leads/{{lead.id}} set message="Please call after six" as {{row.key}}
            check:                                  # soft: all are reported; `expect:` stops the row
              - outcome is {{row.outcome}}
              - took < 2s
          - name: a refused change leaves no trace
            when: row.outcome is not updated and target is mock
            do: mock get leads/{{lead.id}}
            expect: doc is {{lead}}
        """
        let retry = """
        leadline: 1
        name: A retry after a lost answer makes a second lead
        api: dealerstudio
        steps:
          - do: fault lost-answer on create leads; create leads from enquiry.json email=dup-{{run.id}}@example.com
            expect: outcome is no_answer
          - do: create leads from enquiry.json email=dup-{{run.id}}@example.com -> second
          - do: mock find leads where email = dup-{{run.id}}@example.com sort id
            check: docs has 2 items and docs[1] is {{second}} and docs[0] is {{second}} except id, lead_cluster_id
        """
        let doc = """
        leadline: 1
        name: A document request names its document
        api: dealerstudio
        table: |
          | case         | type    | outcome |
          | ppsr report  | ppsr    | created |
          | unknown kind | logbook | invalid |
          | left out     |         | invalid |
        steps:
          - do: create leads from enquiry.json category="Document Request" fields.document_type={{row.type}} fields.custom=7
            check: outcome is {{row.outcome}}
        """
        let files = """
        leadline: 1
        name: Charges and files arrive as they were sent
        api: dealerstudio
        steps:
          - do: |
              create leads from enquiry.json charge_breakdown.total.amount=1734 \\
                charge_breakdown.charges=[{"name": "Luxury Car Tax", "amount": 1234}, {"name": "Delivery Fee", "amount": 500}]
            check: doc.charge_breakdown.charges has 2 items and doc contains {{request.doc}}
          - do: create leads from enquiry.json lead_files_attributes[0].file_type=resume lead_files_attributes[0].file=cv.pdf
            check: [outcome is created, request.headers.content-type contains multipart/form-data]
          - do: get apikeys/apikey_details -> me
            check: ["me.permissions contains create:lead", body conforms]
        """
        let keys = """
        leadline: 1
        name: What each key may do
        api: dealerstudio
        table: |
          | key          | create          | update          |
          | full         | created         | updated         |
          | read-only    | forbidden       | forbidden       |
          | unknown      | unauthenticated | unauthenticated |
        setup: [{ do: create leads from enquiry.json -> lead }]
        steps:
          - { do: "create leads from enquiry.json as {{row.key}}", check: "outcome is {{row.create}}" }
          - { do: "update leads/{{lead.id}} set message=changed as {{row.key}}", check: "outcome is {{row.update}}" }
          - { when: row.update is not updated and target is mock, do: "mock get leads/{{lead.id}}", check: "doc is {{lead}}" }
        """
        let store = InMemoryFiles([
            "s/enquiry.json": enquiry, "s/cv.pdf": "%PDF", "s/a.leadline.yaml": scenario, "s/b.leadline.yaml": retry,
            "s/c.leadline.yaml": doc, "s/d.leadline.yaml": files, "s/e.leadline.yaml": keys,
        ])
        let resources = Resources(catalog: APILibrary(), files: store)
        let library = ScenarioLibrary(files: store)
        let provider = MockProvider(try resources.catalog.all())
        let suite = SuiteReader(resources: resources, library: library, provider: provider).read(["s"])
        print(DiagnosticRenderer().text(suite.diagnostics))
        let runner = ScenarioRunner(
            provider: provider, resources: resources, library: library, workers: OneThread(), clock: NoClock(),
            options: .init())
        let summary = runner.run(RunPlan(suite.scenarios, fileCount: 1)) { event in
            if case .rowFinished(let result) = event {
                print(result.verdict, result.identity.scenario, result.identity.caseName ?? "")
                for failure in result.failures {
                    print("   ", failure.headline, failure.findings, failure.exchange?.reasons ?? [], failure.location.description)
                }
            }
        }
        print(summary)
    }
}
