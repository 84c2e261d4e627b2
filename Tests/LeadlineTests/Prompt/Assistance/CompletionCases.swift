import Testing

/// What a Tab offers: `|` is the cursor, a candidate stands with what is inserted behind it.
struct CompletionCase: CustomTestStringConvertible {
    /// The session before: nothing was done, a lead was created, customers were found.
    enum Past: String {
        case none = ""
        case created = """
            create leads from lead.json name=Ada phone=0412345678 email=ada@example.com category="General Enquiry" \
            source=Website dealership_id=1 -> lead
            """
        case found = "use drivly; mock create customers times 3; find customers limit 2 -> all"
        case drafting = "new leads name=Ada tags=[vip]"
    }

    let past: Past
    let text: String
    /// The first candidates, in this order.
    var first: [String] = []
    /// Others that are offered, and some that are not.
    var also: [String] = []
    var never: [String] = []

    init(
        _ text: String, _ first: [String] = [], after past: Past = .none, also: [String] = [], never: [String] = []
    ) {
        self.past = past
        self.text = text
        self.first = first
        self.also = also
        self.never = never
    }

    var testDescription: String { "\(text) after \(past)" }
}

extension CompletionCase {
    static let commands: [CompletionCase] = [
        .init("|", ["create ", "get ", "find "], also: ["undo", "exit"]),
        .init("cre|", ["create "], never: ["curl "]),
        .init("CRE|", ["create "]),
        .init("hst|", ["history "]),
        .init("find leads; cr|", ["create "]),
        .init("draft\ncr|", ["create "]),
        .init("cr|eate leads", ["create"]),
        .init("# cr|", never: ["create "]),
        .init("explain |", ["create "], also: ["send ", "next ", "curl "], never: ["show ", "set "]),
        .init("explain up|", ["update "]),
        .init("mock |", ["reset ", "create "], also: ["find ", "delete "], never: ["send "]),
        .init("mock de|", ["delete "]),
        .init("use |", ["dealerstudio ", "drivly "]),
        .init("use dri|", ["drivly "]),
        .init("target |", ["mock ", "live ", "replay "]),
        .init("clock |", ["advance ", "set "]),
        .init("clock set |", ["{{now}} "]),
        .init("fault |", ["off ", "latency "], also: ["lost-answer ", "rate-limit "]),
        .init("fault status |", ["503 "], also: ["429 "]),
        .init("fault status 503 |", ["on "]),
        .init("fault reset on |", ["create ", "get "]),
        .init("fault reset on create |", ["leads "], never: ["apikeys "]),
        .init("fault reset on create leads |", ["times ", "always "]),
        .init("help |", ["create"], also: ["where", "outcomes"]),
        .init("help out|", ["outcomes"]),
        .init("request |", ["GET ", "POST "]),
        .init("save x |", ["last "]),
        .init("history |", ["where "]),
        .init("history wh|", ["where "]),
    ]

    static let requests: [CompletionCase] = [
        .init("create |", ["leads "], never: ["apikeys "]),
        .init("get |", ["apikeys/"], never: ["leads/"]),
        .init("get apikeys/|", ["apikey_details "]),
        .init("update |", ["leads/"], never: ["leads "]),
        .init("use drivly; update |", ["leads/", "leads "], also: ["customers/"]),
        .init("use drivly; delete cu|", ["customers/", "customers "]),
        .init("use drivly; find |", ["leads ", "customers "]),
        .init("create lea|", ["leads "]),
        .init("update leads/|", ["1 "], after: .created, also: ["{{lead.id}} "]),
        .init("update leads/1 |", ["set ", "as "], also: ["-> ", "header "], never: ["where ", "sort ", "limit "]),
        .init(
            "create leads |", ["email=", "phone=", "category=", "source=", "name="], also: ["from ", "as ", "-> "],
            never: ["id=", "where ", "sort "]),
        .init("create leads name=Ada email=a@b.co |", ["phone=", "category="], never: ["name=", "email="]),
        .init("create leads na|", ["name="]),
        .init("create leads na|=Ada", ["name"]),
        .init("create leads address_attributes.|", also: ["postcode="], never: ["phone="]),
        .init("create leads addr|", ["address_attributes."]),
        .init("create leads lead_files_attributes[0].|", also: ["file="]),
        .init("create leads phn|", ["phone="]),
        .init("use drivly; find customers |", ["where ", "sort ", "limit "], also: ["locale ", "as ", "-> "]),
        .init("use drivly; find customers limit 5 |", ["where ", "sort "], never: ["limit "]),
        .init("use drivly; find customers -|", ["-> "]),
        .init("use drivly; find customers sort |", ["id "], also: ["-createdAt "]),
        .init("use drivly; find customers sort -crea|", ["-createdBy ", "-createdAt "]),
        .init("create leads as |", ["full ", "read-only ", "other-dealer ", "unknown ", "none "]),
        .init("create leads as re|", ["read-only "]),
        .init("create leads header |", also: ["X-Request-Id="]),
        .init("mock create leads |", ["email="], also: ["id=", "times ", "-> "], never: ["as ", "sort ", "header "]),
        .init("mock find leads |", ["where ", "sort ", "limit ", "page "], never: ["depth ", "as "]),
        .init("next |", also: ["as ", "-> "]),
    ]

    static let values: [CompletionCase] = [
        .init("create leads category=|", ["\"New Vehicle Enquiry\" ", "\"Used Vehicle Enquiry\" "], also: ["Survey "]),
        .init("create leads category=Ne|", ["\"New Vehicle Enquiry\" "], never: ["Survey "]),
        .init("create leads category=\"Ne|", ["\"New Vehicle Enquiry\" "]),
        .init("create leads category='Ne|", ["'New Vehicle Enquiry' "]),
        .init("create leads phone=|", ["0412345678 "]),
        .init("create leads send_customer_email=|", ["true ", "false "]),
        .init("create leads name=|", ["\"Ada Lovelace\" ", "Ada "], after: .created),
        .init("create leads name={{le|", ["lead"], after: .created),
        .init("create leads name={{lead.na|", ["name}}"], after: .created),
        .init("create leads name={{lead.na|}}", ["name"], after: .created),
        .init("create leads name=\"{{lead.na|", ["name}}"], after: .created),
        .init("create leads name={{|", ["lead"], after: .created, also: ["status}}", "body", "now}}"], never: ["row"]),
        .init("create leads name={{env.|", ["HOME}}", "LANG}}"]),
        .init("create leads name={{secret.|", ["token}}"]),
        .init("create leads name={{run.|", ["id}}"]),
        .init("create leads name={{request.|", ["method}}", "url}}", "query"], after: .created),
        .init("create leads name={{all[|", ["[0]", "[1]", "[-1]"], after: .found),
        .init("let a=1; create leads name={{|", ["a}}"]),
        .init("use drivly; find customers where |", ["id "], also: ["email ", "consumerStatus "]),
        .init("use drivly; find customers where em|", ["email "]),
        .init(
            "use drivly; find customers where email |", ["is ", "is not "], also: ["contains ", "like ", "in "],
            never: ["matches ", "near ", "conforms "]),
        .init(
            "use drivly; find customers where createdAt |", ["is ", "is not ", "> "], never: ["like ", "contains "]),
        .init("use drivly; find customers where email is |", also: ["not "]),
        .init("use drivly; find customers where email not |", ["in ", "exists "], also: ["like "]),
        .init("use drivly; find customers where email = x |", ["and ", "or "], also: ["sort ", "limit "]),
        .init("use drivly; find customers where (email = x |", ["and ", "or "], never: ["sort "]),
        .init("use drivly; find customers where email !|", ["!= "]),
        .init("set |", ["email=", "phone="], after: .drafting, also: ["name="]),
        .init("unset |", ["name ", "tags "], after: .drafting, never: ["phone "]),
        .init("unset name |", ["tags "], after: .drafting, never: ["name "]),
        .init("add |", after: .drafting, also: ["tags "], never: ["name "]),
    ]

    static let answers: [CompletionCase] = [
        .init("show |", ["1 ", "curl ", "timing "], after: .created, also: ["body", "status ", "lead"]),
        .init("show bo|", ["body"], after: .created),
        .init("show body|", [".docs"], after: .found, also: [".totalDocs "]),
        .init("show body.|", ["docs"], after: .found, also: ["totalDocs "]),
        .init("show body.docs|", ["[0]", "[1]", "[-1]"], after: .found),
        .init("show body.docs[|", ["[0]", "[1]"], after: .found),
        .init("show body.docs[0].|", ["id "], after: .found, also: ["email "]),
        .init("show body.docs[0].em|", ["email "], after: .found),
        .init("show docs[-1].em|", ["email "], after: .found),
        .init("show $.docs[0].em|", ["email "], after: .found),
        .init("show 1 body.to|", ["totalDocs ", "totalPages "], after: .found),
        .init("show headers.con|", ["Content-Type "], after: .found),
        .init("expect |", ["lead", "status ", "outcome "], after: .created),
        .init("expect outcome is |", ["created "], after: .created, also: ["invalid ", "unreachable "]),
        .init("expect outcome is inv|", ["invalid "], after: .created),
        .init("expect outcome in |", ["[created"], after: .created),
        .init("expect outcome in [|", ["created"], after: .created),
        .init("expect outcome in [created, fo|", ["forbidden"], after: .created),
        .init("expect status is |", ["201 "], after: .created),
        .init("expect doc.email is |", ["ada@example.com "], after: .created),
        .init("expect body is a |", ["text ", "number "], after: .created),
        .init("expect docs has 2 |", ["items "], after: .found),
        .init(
            "expect docs |", ["is ", "is not "], after: .found, also: ["has ", "contains "], never: ["like ", "near "]),
        .init("expect took |", ["is ", "is not ", "> "], after: .created, never: ["contains "]),
        .init("expect target is |", ["mock ", "live ", "replay "]),
        .init("create leads; expect outcome is |", ["created "]),
        .init("table |", ["id "], after: .found, also: ["email "]),
        .init("table id |", after: .found, also: ["email "], never: ["id "]),
        .init("diff |", ["1 "], after: .created, also: ["lead "]),
        .init("use drivly; find leads where |; show", ["id "]),
    ]

    static let files: [CompletionCase] = [
        .init(
            "create leads from |", ["lead.json ", "leads.csv ", "\"my leads.json\" "], also: ["flows/", "cv.pdf "],
            never: [".hidden.json "]),
        .init("create leads from my|", ["\"my leads.json\" "]),
        .init("create leads from \"my|", ["\"my leads.json\" "]),
        .init("create leads from .|", [".hidden.json "]),
        .init("create leads from flows/|", ["flows/make.leadline.yaml ", "flows/readme.md "]),
        .init("run |", ["suite.leadline.yaml "], also: ["flows/"]),
        .init("run flows/m|", ["flows/make.leadline.yaml "]),
        .init("target replay mo|", ["monday.har "]),
        .init("create leads lead_files_attributes[0].file=cv|", ["cv.pdf "]),
    ]

    static let all = commands + requests + values + answers + files
}
