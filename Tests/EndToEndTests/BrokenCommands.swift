extension BrokenInput {
    static let commands: [BrokenInput] = [
        .command("command/unknown", "creat leads from enquiry.json"),
        .command("command/unknown-collection", "create lead from enquiry.json"),
        .command("command/unknown-operation", "delete leads/1"),
        .command("command/unknown-clause", "create leads from enquiry.json depth 2"),
        .command("command/clause-twice", "create leads from enquiry.json as full as none"),
        .command("command/unknown-key", "create leads from enquiry.json as fulll"),
        .command("command/unknown-name", "create leads name={{leed.name}}"),
        .command("command/unknown-in-placeholder", "let lead=1; create leads name={{laed}}"),
        .command("command/unknown-column", "create leads name={{row.name}}"),
        .command("command/no-such-file", "create leads from enquiri.json"),
        .command("command/not-a-number", "create leads from enquiry.json page_id=twelve"),
        .command("command/blanks-around-equals", "create leads name = Ada"),
        .command("command/comment-as-value", "create leads name=# Ada"),
        .command("command/conflicting-parts", "create leads address_attributes=1 address_attributes.city=Melbourne"),
        .command("command/update-nothing", "update leads set name=Ada"),
        .command("command/reserved-name", "create leads from enquiry.json -> row"),
        .command("command/not-in-a-scenario", "edit"),
        .command("command/show-in-a-scenario", "show body"),
        .command("command/use-unknown", "use driv"),
        .command("command/run-missing", "run other.leadline.yaml"),
        .command("command/run-itself", "run x.leadline.yaml"),
        .command("command/fault", "fault status on create leads"),
        .command("command/fault-unknown", "fault timeout on create leads"),
        .command("command/clock-duration", "clock advance 3 days"),
        .command("command/json", "create leads from {\"name\": \"Ada\",}"),
        .lines(
            "place/literal",
            """
            steps:
              - do: |
                  create leads from enquiry.json -> lead
                  # a comment
                  update leads/{{lead.id}} \\
                    set message="never closed
            """),
        .lines(
            "place/literal-list",
            """
            steps:
              - do: |
                  create leads from enquiry.json tags=[one, two
                  get apikeys/apikey_details
            """),
        .lines("place/single-quoted", "steps:\n  - do: 'create leads name=\"it''s Ada'\n"),
        .lines("place/double-quoted", "steps:\n  - do: \"create leads name=\\\"\\u00e9t\\u00e9\\\" as fulll\"\n"),
        .lines("place/flow", "steps: [{ do: create leads from enquiry.json as fulll, check: outcome is created }]\n"),
        .lines("place/flow-list", "steps:\n  - { check: [target is mock, 'target iz mock'] }\n"),
        .lines("place/plain-lines", "steps:\n  - do: create leads\n      from enquiry.json\n      as fulll\n"),
        .command("place/unclosed-placeholder", "create leads name={{row.x"),
        .command("place/wide-characters", "create leads name=\"日本語\" last_name=\"👩‍👩‍👧\" as fulll"),
        .sentence("sentence/unknown-operator", "status iss 201"),
        .sentence("sentence/unknown-outcome", "outcome is craeted"),
        .sentence("sentence/other-outcome", "outcome is too_old"),
        .sentence("sentence/unknown-name", "lead.name is Ada"),
        .sentence("sentence/ambiguous-name", "doc.name is request.doc.name"),
        .sentence("sentence/where-only", "doc.name like Ada"),
        .sentence("sentence/regex", "doc.name matches /(Ada/"),
        .sentence("sentence/no-value", "doc.name is"),
        .sentence("sentence/open-parenthesis", "(status is 201 or status is 200"),
        .sentence("sentence/two-sentences", "status is 201 outcome is created"),
        .sentence("sentence/duration", "took < 2 parsecs"),
        .sentence("sentence/not-a-number", "doc.page_id is twelve"),
    ]

    static let typed: [BrokenInput] = [
        .typed("typed/no-such-file", "run", "god.leadline.yaml"),
        .typed("typed/no-such-folder", "run", "scenarios"), .typed("typed/empty-folder", "run", "empty"),
        .typed("typed/unreadable", "run", "loop.leadline.yaml", "good.leadline.yaml"),
        .typed("typed/no-path", "run"), .typed("typed/lint-no-path", "lint"),
        .typed("typed/unknown-option", "run", "good.leadline.yaml", "--tag", "smoke"),
        .typed("typed/unknown-short-option", "run", "good.leadline.yaml", "-z"),
        .typed("typed/option-of-another", "lint", "good.leadline.yaml", "--jobs", "2"),
        .typed("typed/missing-value", "run", "good.leadline.yaml", "--tags"),
        .typed("typed/value-of-a-flag", "run", "good.leadline.yaml", "--list=all"),
        .typed("typed/color", "run", "good.leadline.yaml", "--color", "alway"),
        .typed("typed/jobs-0", "run", "good.leadline.yaml", "--jobs", "0"),
        .typed("typed/jobs-word", "run", "good.leadline.yaml", "-jmany"),
        .typed("typed/row-0", "run", "good.leadline.yaml", "--row=0"),
        .typed("typed/seed", "run", "good.leadline.yaml", "--seed", "1.5"),
        .typed("typed/target-live", "run", "good.leadline.yaml", "--target", "live"),
        .typed("typed/tags", "run", "good.leadline.yaml", "--tags", "smoke and"),
        .typed("typed/tags-parenthesis", "run", "good.leadline.yaml", "-t", "(smoke or slow"),
        .typed("typed/twice", "run", "good.leadline.yaml", "--seed", "1", "--seed", "2"),
        .typed("typed/var", "run", "good.leadline.yaml", "--var", "city"),
        .typed("typed/var-twice", "run", "good.leadline.yaml", "--var", "a=1", "--var", "a=2"),
        .typed("typed/unknown-parameter", "run", "good.leadline.yaml", "--var", "categry=Loan"),
        .typed("typed/var-value", "run", "good.leadline.yaml", "--var", "category=\"Loan"),
        .typed("typed/unknown-command", "rnu", "good.leadline.yaml"),
        .typed("typed/language-command", "create", "leads"), .typed("typed/missing-script", "no.leadline"),
        .typed("typed/scenario-as-script", "good.leadline.yaml"),
        .typed("typed/script-and-more", "-c", "use dealerstudio", "good.leadline.yaml"),
        .typed("typed/command-option-value", "-c"),
        .typed("typed/variable", "run", "good.leadline.yaml", variables: ["LEADLINE_JOBS": "many"]),
        .typed("typed/variable-flag", "run", "good.leadline.yaml", variables: ["LEADLINE_QUIET": "maybe"]),
        .typed("typed/help-unknown", "help", "crate"), .typed("typed/api-word", "api", "shwo"),
        .typed("typed/api-show-nothing", "api", "show"),
        .typed("typed/api-show-unknown", "api", "show", "dealerstudio.leads.updat"),
        .typed("typed/script-mistakes", "-c", "use dealerstudio; creat leads", "-c", "expect status iz 201"),
        .typed("typed/stdin-mistake", "-", input: "use dealerstudio\n\ncreate leads name=\"Ada\n"),
        .typed("typed/empty-stdin", "-", input: "# nothing\n"),
        .typed("typed/no-tags", "run", "good.leadline.yaml", "--tags", "somke", status: 4),
        .typed("typed/no-case", "run", "good.leadline.yaml", "--case", "usde", status: 4),
        .typed("typed/no-row", "run", "good.leadline.yaml", "--row", "3", status: 4),
    ]
}
