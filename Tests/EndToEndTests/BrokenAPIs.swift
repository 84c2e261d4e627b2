import Testing

extension BrokenInput {
    /// A run with an OpenAPI document that cannot be used.
    private static func api(_ name: String, _ text: String, file: String = "own.yaml") -> BrokenInput {
        BrokenInput(
            name: "api/\(name)", files: [file: Array(text.utf8)],
            arguments: ["run", "good.leadline.yaml", "--api", "own.yaml"])
    }

    /// A run below a project's file that cannot be used.
    private static func project(_ name: String, _ text: String) -> BrokenInput {
        BrokenInput(
            name: "api/\(name)", files: ["leadline.yaml": Array(text.utf8)], arguments: ["lint", "good.leadline.yaml"])
    }

    private static let start = "openapi: 3.1.0\ninfo: { title: Own, version: '1' }\n"

    static let apis: [BrokenInput] = [
        .api(
            "mistakes",
            """
            openapi: 3.1.0
            info: { titel: Loans, version: "1" }
            x-leadline:
              name: loans
              outcomes:
                - { name: too_late, operations: [loans.renew], when: status is beyond 409 }
              mock:
                rules:
                  - { name: old, operations: [loans.update], when: age > 14 dyas, outcome: to_late }
            paths:
              /loans:
                post:
                  requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Laon" } } } }
                  responses: { "20": { description: Lent } }
              /loans/{id}:
                patch: { responses: { "200": { description: Renewed } } }
            components:
              schemas:
                Loan:
                  type: object
                  properties:
                    isbn: { type: text, uniqueItems: true }
                    part: { $ref: "#/components/schemas/Loan" }

            """),
        .api("missing", start, file: "owm.yaml"), .api("folder", start, file: "own.yaml/x"),
        .api("empty", "# nothing\n"), .api("text", "Loans of books\n"), .api("not-yaml", "openapi: [3.1.0\n"),
        BrokenInput(
            name: "api/binary", files: ["own.yaml": [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0xFF, 0x00]],
            arguments: ["api", "--api", "own.yaml"]),
        .api("swagger", "swagger: '2.0'\ninfo: { title: Own, version: '1' }\ndefinitions: {}\n"),
        .api("scenario", "leadline: 1\nname: A scenario\nsteps: []\n"), .api("no-paths", start),
        .api("built-in-name", start + "x-leadline: { name: dealerstudio }\npaths: {}\n"),
        BrokenInput(
            name: "api/same-name",
            files: ["a.yaml": Array("\(start)paths: {}\n".utf8), "b.yaml": Array("\(start)paths: {}\n".utf8)],
            arguments: ["-c", "use own", "--api", "a.yaml", "--api", "b.yaml"]),
        .project("project-key", "api: [own.yaml]\n"), .project("project-list", "- own.yaml\n"),
        .project("project-missing", "apis:\n  - own.yaml\n"), .project("project-yaml", "apis: [own.yaml\n"),
        .typed("api/option-value", "run", "good.leadline.yaml", "--api"),
        .typed("api/option-of-another", "version", "--api", "own.yaml"),
    ]
}
