import Testing

/// What somebody typed at the prompt. `<id 0>` is the id that the first answer brought, typed off the screen; `<at 0>`
/// the moment of its creation.
struct TypedSession: CustomTestStringConvertible {
    var name: String
    var typed: String
    var path = "new.leadline.yaml"
    var secrets: [String: String] = [:]

    var testDescription: String { name }

    static let all: [TypedSession] = [
        TypedSession(
            name: "too-old",
            typed: """
                use dealerstudio
                create leads from lead.json
                show body
                clock advance 3d 1s
                update leads/<id 0> set message="call after six"
                """),
        TypedSession(
            name: "draft",
            typed: """
                use dealerstudio
                new leads name="Ada Lovelace" category=Survey
                set email=ada@example.com phone=0412345678 source=Website dealership_id=1
                add tags vip
                add tags "call back"
                set message="to be taken out"
                draft
                unset message
                send -> lead
                expect doc.tags is [vip, "call back"]
                send
                """),
        TypedSession(
            name: "draft-between-requests",
            typed: """
                use dealerstudio
                create leads from lead.json name=Grace
                new leads from lead.json name={{doc.name}}
                get apikeys/apikey_details
                set message="for {{doc.id}}"
                send
                """),
        TypedSession(
            name: "typed-object-id",
            typed: """
                use drivly
                create leads firstName=Ada lastName=Lovelace phone=0412345678 email=ada@example.com
                get leads/<id 0>
                find leads where id = <id 0>
                update leads/<id 0> set reason="see <id 0>"
                """),
        TypedSession(
            name: "typed-time",
            typed: """
                use drivly
                create leads firstName=Ada lastName=Lovelace phone=0412345678 email=ada@example.com
                find leads where createdAt >= "<at 0>"
                """),
        TypedSession(
            name: "curl",
            typed: """
                use dealerstudio
                curl -X POST https://dashboard.dealerstudio.com.au/api/v1/leads -H 'Authorization: Bearer 0123456789abcdef' --json '{"lead":{"name":"Ada"}}'
                curl -X POST https://dashboard.dealerstudio.com.au/api/v1/leads -H 'Authorization: Bearer <token>' --json '{"lead":{"name":"Ada","email":"a@example.com","phone":"0412345678","dealership_id":1,"category":"Survey","source":"Website"}}'
                get leads/<id 1>
                update leads/<id 1> set message=changed
                """),
        TypedSession(
            name: "faults",
            typed: """
                use dealerstudio
                fault lost-answer on create leads
                create leads from lead.json email=dup@example.com
                create leads from lead.json email=dup@example.com -> second
                mock find leads where email = dup@example.com sort id
                check docs has 2 items and docs[1] is {{second}}
                fault status 503 on update leads
                update leads/<id 1> set message=x
                fault off
                update leads/<id 1> set message=x
                """),
        TypedSession(
            name: "two-systems",
            typed: """
                use drivly
                create leads firstName=Ada lastName=O'Brien phone=0412345678 email=ada@example.com -> there
                use dealerstudio
                create leads from lead.json name="{{there.firstName}} {{there.lastName}}" phone={{there.phone}} -> here
                expect here.phone is 0412345678
                use drivly
                get leads/<id 0>
                """),
        TypedSession(
            name: "bulk",
            typed: """
                use drivly
                mock create leads email=a@test.example times 2
                mock create leads email=a@test.example subscribe="maybe"
                update leads where email = a@test.example set reason="Do Not Contact"
                """),
        TypedSession(
            name: "paging",
            typed: """
                use drivly
                mock create customers times 45
                find customers sort email limit 20
                next
                table email
                next
                next
                expect docs has 5 items
                """),
        TypedSession(
            name: "invalid",
            typed: """
                use dealerstudio
                create leads from lead.json category="Test: Drive #1" phone=12
                creat leads
                create leads from lead.json message="a: b # c" name=O'Brien
                """),
        TypedSession(
            name: "keys",
            typed: """
                use dealerstudio
                create leads from lead.json -> lead
                update leads/{{lead.id}} set message=changed as read-only
                request GET /api/v1/leads header Authorization="Bearer 0123456789abcdef"
                get apikeys/apikey_details as none
                """),
        TypedSession(
            name: "secret",
            typed: """
                use dealerstudio
                create leads from lead.json message="token s3cr3t-value!"
                """, secrets: ["API_TOKEN": "s3cr3t-value!"]),
        TypedSession(
            name: "in-a-folder",
            typed: """
                use dealerstudio
                create leads from lead.json lead_files_attributes[0].file_type=resume lead_files_attributes[0].file=cv.pdf
                run made.leadline.yaml name=Grace -> made
                update leads/{{made.lead.id}} set message="x"
                """, path: "scenarios/leads/new.leadline.yaml"),
        TypedSession(
            name: "undone",
            typed: """
                use dealerstudio
                new leads from lead.json
                set name=Grace message=a
                undo
                set message=b
                set message=c
                undo
                redo
                unset source
                undo
                send
                """),
        TypedSession(
            name: "clock-matters",
            typed: """
                use drivly
                create leads firstName=Ada lastName=Lovelace phone=0412345678 email=ada@example.com
                expect doc.createdAt is "2026-01-01T00:00:00.000Z"
                """),
        TypedSession(
            name: "names",
            typed: """
                use dealerstudio
                let lead=5 start={{now}}
                create leads from lead.json
                create leads from lead.json name=Grace
                update leads/<id 1> set message=b
                update leads/<id 0> set message=a
                clock advance 1h
                check now is {{start + 1h}}
                check outcome is invalid
                """),
        TypedSession(
            name: "script",
            typed: """
                use dealerstudio
                create leads from lead.json
                update leads/<id 0> set message=changed
                get leads/999999
                """, path: "new.leadline"),
    ]
}
