import Foundation
import TestSupport
import Testing

/// Profiles that lead to a mock in another process, whose keys are kept as secrets are.
@Suite struct DoctorTests {
    private static let keys = ["mock-full-key", "mock-read-only-key", "mock-other-dealer-key", "a-key-of-nobody"]

    private static let profiles = """
        profiles:
          staging:
            dealerstudio:
              url: URL/
              keys:
                full: { env: DS_KEY }
                read-only: { file: keys/read-only }
                other-dealer: { command: "cat keys/other-dealer" }
                none: none
            drivly: { url: URL, keys: { full: { env: DRIVLY_KEY } } }
            writes: allow

        """

    /// Runs a line of the shell while a mock is served; `$URL` is where.
    private func run(
        _ line: String, in process: LeadlineProcess, dealerStudio: String = keys[0], drivly: String = keys[0]
    ) throws -> LeadlineProcess.Run {
        let script = """
            chmod 600 keys/*
            mkfifo ready && { leadline mock > ready 2> /dev/null & } && exec 3< ready && rm ready && read -r name word URL rest <&3
            sed -i "s|URL|$URL|" leadline.yaml
            export URL
            \(line)
            status=$?
            kill $!
            wait $!
            exit $status
            """
        return try process.shell(script, environment: ["DS_KEY": dealerStudio, "DRIVLY_KEY": drivly])
    }

    private func process(_ files: [String: String] = [:]) throws -> LeadlineProcess {
        try LeadlineProcess(
            files: [
                "leadline.yaml": Self.profiles, "keys/read-only": Self.keys[1] + "\n",
                "keys/other-dealer": Self.keys[2] + "\n",
            ].merging(files) { $1 })
    }

    /// A key as it is and as what stands around it may encode it.
    private func expectNoKey(_ text: String, _ place: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for key in Self.keys {
            let encoded = Data(key.utf8).base64EncodedString().prefix(16)
            #expect(!text.contains(key) && !text.contains(encoded), "\(place): \(key)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [["doctor", "staging"], ["doctor"], ["doctor", "--json"]])
    func `a profile in order is told so, and no key`(_ words: [String]) throws {
        let run = try run("leadline \(words.joined(separator: " "))", in: try process())
        #expect(run.status == 0, "\(run.output)\(run.error)")
        expectNoKey(run.output + run.error, "output")
        if words == ["doctor", "staging"] {
            #expect(run.output.contains("variable DS_KEY, 13 characters"))
            #expect(run.output.contains("file keys/read-only, mode 600, 18 characters"))
            #expect(run.output.contains("permissions: create:lead, update:lead"))
            #expect(run.output.contains("all is well"))
        }
    }

    @Test func `a file that others may read is refused, with what to do`() throws {
        let run = try run("chmod 644 keys/read-only; leadline doctor staging", in: try process())
        #expect(run.status == 2)
        #expect(run.output.contains("(mode 644)") && run.output.contains("→ chmod 600 keys/read-only"))
        expectNoKey(run.output + run.error, "output")
    }

    @Test func `a key that is not accepted is told`() throws {
        for (dealerStudio, drivly) in [(Self.keys[3], Self.keys[0]), (Self.keys[0], Self.keys[3])] {
            let run = try run(
                "leadline doctor staging --json", in: try process(), dealerStudio: dealerStudio, drivly: drivly)
            #expect(run.status == 3, "\(run.output)")
            let failed = run.output.split(separator: "\n").filter { $0.contains(#""state":"fail""#) }
            #expect(failed.count == 1 && failed.allSatisfy { $0.contains("is not accepted") }, "\(run.output)")
            expectNoKey(run.output + run.error, "output")
        }
    }

    @Test func `a server that does not answer is told`() throws {
        let run = try run("kill $!; wait $!; leadline doctor staging; (exit $?)", in: try process())
        #expect(run.status == 3, "\(run.output)")
        expectNoKey(run.output + run.error, "output")
    }

    @Test func `no key stands in what a run leaves behind`() throws {
        let scenario = """
            leadline: 1
            name: Keys
            api: dealerstudio
            table: |
              | key          |
              | full         |
              | read-only    |
              | other-dealer |
            steps:
              - do: get apikeys/apikey_details as {{row.key}}
                check:
                  - outcome is found
                  - request.headers.authorization is "x"
              - do: request GET /api/v1/leads header X-Copy=mock-full-key

            """
        let process = try process(["keys.leadline.yaml": scenario])
        let run = try run(
            """
            leadline run keys.leadline.yaml --target staging -v --report junit=r.xml --report jsonl=r.jsonl > out 2> err
            leadline --target staging -c 'use dealerstudio' -c 'get apikeys/apikey_details' -c 'show request.headers' \\
              -c 'show curl' >> out 2>> err
            leadline run keys.leadline.yaml --target staging --record r.har >> out 2>> err
            test -s r.xml && test -s r.jsonl && grep -q '<key full>' out
            """, in: process)
        let output = try String(contentsOf: process.folder.appendingPathComponent("out"), encoding: .utf8)
        #expect(run.status == 0, "\(output)")
        let names = try #require(FileManager.default.enumerator(atPath: process.folder.path)).compactMap {
            $0 as? String
        }
        let written = names.filter { !$0.hasPrefix("keys") }
        #expect(written.contains("r.jsonl"))
        for name in written {
            let file = process.folder.appendingPathComponent(name)
            guard let bytes = try? Data(contentsOf: file) else { continue }
            expectNoKey(String(decoding: bytes, as: UTF8.self), name)
        }
    }
}
