/// The worked cases of the language's description, word for word.
enum WorkedCases {
    /// Scenario files, one behind each `---`; `leadline` and `name` are left out.
    static let scenarios = #"""
        --- # A document request names its document
        api: dealerstudio
        table: |
          | case         | type    | outcome |
          | ppsr report  | ppsr    | created |
          | unknown kind | logbook | invalid |
          | left out     |         | invalid |
        steps:
          - do: create leads from enquiry.json category="Document Request" fields.document_type={{row.type}} fields.custom=7
            check: outcome is {{row.outcome}}
        --- # Charges and files arrive as they were sent
        api: dealerstudio
        steps:
          - do: |
              create leads from enquiry.json charge_breakdown.total.amount=1734 \
                charge_breakdown.charges=[{"name": "Luxury Car Tax", "amount": 1234}, {"name": "Delivery Fee", "amount": 500}]
            check: doc.charge_breakdown.charges has 2 items and doc contains {{request.doc}}
          - do: create leads from enquiry.json lead_files_attributes[0].file_type=resume lead_files_attributes[0].file=cv.pdf
            check: [outcome is created, request.headers.content-type contains multipart/form-data]
        --- # A bulk update keeps what succeeded
        api: drivly
        setup:
          - do: |
              mock create leads email={{run.id}}@test.example times 2
              mock create leads email={{run.id}}@test.example subscribe="maybe"      # stored unchecked; the update refuses it
        steps:
          - do: update leads where email = {{run.id}}@test.example set reason="Do Not Contact"
            check: [outcome is partial, docs has 2 items, errors has 1 item, body.message is "Unable to update 1 out of 3 Leads."]
        --- # The client waits until the service is back
        api: drivly
        setup: [{ do: fault status 503 on find customers times 3 }, { do: "let start={{now}}" }]
        steps:
          - do: find customers limit 1
            eventually: { within: 1m, every: 2s }
            check: outcome is found and now is {{start + 6s}}
        --- # A retry after a lost answer makes a second lead
        api: dealerstudio
        steps:
          - do: fault lost-answer on create leads; create leads from enquiry.json email=dup-{{run.id}}@example.com
            expect: outcome is no_answer
          - do: create leads from enquiry.json email=dup-{{run.id}}@example.com -> second
          - do: mock find leads where email = dup-{{run.id}}@example.com sort id
            check: docs has 2 items and docs[1] is {{second}} and docs[0] is {{second}} except id, lead_cluster_id
        --- # What each key may do
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
        --- # Pages show every customer once, in each locale
        api: drivly
        matrix: { locale: [es, "*"] }
        setup: [{ do: mock create customers times 45 }, { do: find customers sort email limit 0 -> all }]
        steps:
          - do: find customers sort email limit 20 depth 0 locale {{row.locale}} fallback-locale none
            check: docs[-1].id is {{all[19].id}} and body.totalDocs is 45 and request.query.locale is {{row.locale}}
          - { do: next; next, check: "docs has 5 items and docs[-1].id is {{all[44].id}} and body.nextPage is null" }
        --- # The same person in both systems, and twice in one
        steps:
          - do: |
              use drivly;       create leads firstName=Ada lastName=O'Brien phone=0412345678 email=ada+{{run.id}}@example.com -> there
              use dealerstudio; create leads from enquiry.json name="{{there.firstName}} {{there.lastName}}" phone={{there.phone}} -> here
              create leads from enquiry.json name={{here.name}} phone={{here.phone}} -> again
            check: [here.phone is 0412345678, "again is {{here}} except id, lead_cluster_id"]
        """#

    /// Script and prompt.
    static let session = #"""
        use drivly; find customers limit 1 as unknown; expect outcome is forbidden                     # an expired key: no 401 here
        use dealerstudio; create leads from enquiry.json as unknown; expect outcome is unauthenticated and body is Unauthorized
        find customers where consumerStatus = SOLD and (email like example.com or (phone exists and consumerIncome >= 50000)) sort -createdAt
        find customers where {"or": [{"color": {"equals": "mint"}}, {"and": [{"color": {"equals": "white"}}, {"featured": {"equals": false}}]}]}
        explain update leads where email contains @test and createdAt < {{now - 30d}} set reason="Do Not Contact"      # without explain: the count, then it asks
        curl --request PATCH --url 'https://commerce.driv.ly/api/leads?where[email][equals]=a%2Bb' \
          --header 'Authorization: <api-key>' --data '{ "reason": "final; it'\''s {{literal}}" }'
        expect errors has 0 items and $.docs[?@.reason != 'x'].id has 1 item; show body | jq .docs
        new leads; set name=O'Brien page_id=12 golden=true fields.year=2024 fields.ref="2024" message=null; add tags vip "call back"; send -> lead
        """#
}
