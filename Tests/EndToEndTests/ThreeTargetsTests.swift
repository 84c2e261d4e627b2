import Foundation
import LeadlineCore
import TestSupport
import Testing

/// One suite on the embedded mock, on servers over HTTP, and on recordings of these: the outcomes are the same.
@Suite struct ThreeTargetsTests {
    private static let suite = """
        leadline: 1
        name: A loan from the desk to the shelf
        api: library
        table: |
          | case                          | key     | medium   | outcome         |
          | the desk lends a book         | desk    | book     | created         |
          | the machine lends a film      | kiosk   | film     | created         |
          | there are no records          | desk    | record   | invalid         |
          | nobody lends without a key    | none    | book     | unauthenticated |
          | nor with a key nobody issued  | unknown | book     | unauthenticated |
        steps:
          - name: lend it
            do: create loans title="Emma {{run.id}}" medium={{row.medium}} member=7 as {{row.key}} -> loan
            check: outcome is {{row.outcome}}
          - name: it is on the list
            when: row.outcome is created
            do: find loans limit 100 as {{row.key}}
            check: docs[0].title exists
          - name: renew it
            when: row.outcome is created
            do: update loans/{{loan.id}} set due=2026-01-29 as {{row.key}} -> renewed
            check: doc.due is "2026-01-29" and doc.title is {{loan.title}}
          - name: take it back
            when: row.outcome is created
            do: delete loans/{{loan.id}}
          - name: it is gone
            when: row.outcome is created
            do: get loans/{{loan.id}}
            check: outcome is not_found
        """

    private let process: LeadlineProcess

    init() throws {
        let server = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Servers/library.py")
        process = try LeadlineProcess(files: [
            "library.yaml": try #require(OwnAPITests.files["library.yaml"]), "leadline.yaml": "apis: [library.yaml]\n",
            "loan.leadline.yaml": Self.suite, "library.py": try String(contentsOf: server, encoding: .utf8),
        ])
    }

    /// Starts a server that prints its URL when it is ready, and carries out commands while it serves `$url`.
    private func shell(serving server: String, _ commands: String) throws -> LeadlineProcess.Run {
        try process.shell(
            """
            mkfifo ready; \(server) > ready 2> server-errors & server=$!
            { read -r line; url=$(echo "$line" | grep -o 'http://[^ ]*'); \(commands)
            status=$?; kill $server; wait $server 2> /dev/null; exit $status; } < ready
            """)
    }

    /// The outcomes of all requests, row by row, of a JSON Lines report.
    private func outcomes(_ name: String) throws -> [String] {
        let text = try String(contentsOf: process.folder.appendingPathComponent(name), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }.compactMap { line in
            switch line["event"]?.string {
            case "row": "row \(line["row"]?.text() ?? "")"
            case "exchange": "\(line["operation"]?.string ?? "") \(line["outcome"]?.string ?? "")"
            case "row-end": line["verdict"]?.string
            default: nil
            }
        }
    }

    @Test(arguments: ["leadline mock library", "python3 library.py"])
    func `mock, server and recording have the same outcomes`(_ server: String) throws {
        let run = try shell(
            serving: server,
            """
            leadline run loan.leadline.yaml --report jsonl=mock.jsonl &&
            leadline run loan.leadline.yaml --target $url --record loan.har --report jsonl=live.jsonl &&
            leadline run loan.leadline.yaml --target loan.har --report jsonl=replay.jsonl
            """)
        #expect(run.status == 0, "\(run.output)\(run.error)")
        let embedded = try outcomes("mock.jsonl")
        #expect(embedded.count(where: { $0 == "passed" }) == 5)
        #expect(try outcomes("live.jsonl") == embedded)
        #expect(try outcomes("replay.jsonl") == embedded)
    }

    @Test func `the drift report names what a foreign server does otherwise`() throws {
        let run = try shell(
            serving: "python3 library.py",
            "leadline compare --target mock --target $url loan.leadline.yaml --allow-writes")
        #expect(run.status == 1, "\(run.error)")
        let port = run.output.replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:<port>")
        expectGolden(port, "cases/three-targets-drift.txt")
    }

    @Test func `the mock over HTTP does nothing otherwise`() throws {
        let run = try shell(
            serving: "leadline mock library",
            "leadline compare --target mock --target $url loan.leadline.yaml --allow-writes")
        #expect(run.status == 0, "\(run.output)\(run.error)")
    }
}
