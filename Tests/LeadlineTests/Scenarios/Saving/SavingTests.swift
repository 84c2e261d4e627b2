import LeadlineAPI
import LeadlineCore
import LeadlineScenarios
import LeadlineSession
import TestSupport
import Testing

/// A session becomes a file that passes.
@Suite struct SavingTests {
    @Test(arguments: TypedSession.all)
    func `what is saved passes at once`(_ input: TypedSession) throws {
        let bench = try SavingBench(secrets: input.secrets)
        bench.type(input.typed)
        let saved = try bench.save(input.path)
        expectGolden(
            saved.text + saved.notes.map { "# note: \($0)\n" }.joined(),
            "saving/\(input.name)\(Self.ending(input.path))")
        let work = bench.bench(saved)
        let errors = work.read([saved.path]).diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(DiagnosticRenderer().text(errors))")
        let run = work.run([saved.path])
        #expect(run.results.map(\.verdict) == [.passed], "\(run.lines.joined(separator: "\n"))")
        #expect(run.summary.requests > 0 && run.summary.checks > 0)
    }

    private static func ending(_ path: String) -> String { path.hasSuffix(".yaml") ? ".yaml" : ".leadline" }

    @Test(arguments: TypedSession.all.filter { $0.path.hasSuffix(".yaml") })
    func `saving what a saved file does gives the same file`(_ input: TypedSession) throws {
        let bench = try SavingBench(secrets: input.secrets)
        bench.type(input.typed)
        let saved = try bench.save(input.path)
        let again = try SavingBench.retyping(saved, secrets: input.secrets).save(input.path)
        #expect(
            lineDifference(from: saved.text, to: again.text).split(separator: "\n").filter { !$0.hasPrefix("  ") }
                .isEmpty,
            "\(lineDifference(from: saved.text, to: again.text))")
    }

    @Test(arguments: TypedSession.all)
    func `no id of the session is in its file`(_ input: TypedSession) throws {
        let bench = try SavingBench(secrets: input.secrets)
        bench.type(input.typed)
        let text = try bench.save(input.path).text
        for id in bench.performed.compactMap(\.createdID) where id.utf8.count > 6 { #expect(!text.contains(id)) }
        #expect(!text.contains("0123456789abcdef") && !text.contains("s3cr3t"))
    }

    @Test func `the last commands bring along what they need`() throws {
        let bench = try SavingBench()
        bench.type(
            """
            use dealerstudio
            create leads from lead.json name=Other
            create leads from lead.json
            get apikeys/apikey_details
            clock advance 3d 1s
            show body
            update leads/<id 1> set message=late
            expect outcome is too_old
            """)
        let saved = try bench.save(last: 2)
        expectGolden(saved.text + saved.notes.map { "# note: \($0)\n" }.joined(), "saving/last.yaml")
        #expect(bench.bench(saved).run([saved.path]).summary.passed == 1)
    }

    @Test func `what questions and an editor put into a draft is written down`() throws {
        let bench = try SavingBench()
        bench.type("use dealerstudio\nnew leads name=Ada category=Survey source=Website")
        try bench.redraft(
            by: "set email=ada@example.com phone=0412345678 dealership_id=1\nunset category\nset category=Survey")
        bench.type("send")
        let saved = try bench.save()
        #expect(
            saved.text.contains(
                "do: create leads name=Ada source=Website email=ada@example.com phone=0412345678 dealership_id=1 category=Survey"
            ))
        #expect(bench.bench(saved).run([saved.path]).summary.passed == 1)
    }

    @Test func `a sentence that did not hold is left out, and said so`() throws {
        let bench = try SavingBench()
        bench.type(
            "use dealerstudio\ncreate leads from lead.json\nexpect doc.name is Grace\nexpect doc.name is \"Ada Lovelace\""
        )
        let saved = try bench.save()
        #expect(saved.notes == ["left out, because it did not hold: 'expect doc.name is Grace'"])
        #expect(saved.sentences == 1)
        bench.type("create leads from lead.json name=Grace")
        #expect(try bench.save(last: 1).notes.isEmpty)
    }

    @Test func `the rows of a file become commands of a scenario, and stay a command of a script`() throws {
        let bench = try SavingBench()
        bench.type("use dealerstudio\ncreate leads from rows.csv message=\"all of them\"")
        let saved = try bench.save()
        expectGolden(saved.text, "saving/rows.yaml")
        #expect(bench.bench(saved).run([saved.path]).summary.passed == 1)
        let script = try bench.save("new.leadline")
        #expect(script.text.contains("create leads from rows.csv message=\"all of them\"\n"), "\(script.text)")
        #expect(bench.bench(script).run([script.path]).summary.passed == 1)
    }
}

extension CarriedOut {
    fileprivate var createdID: String? {
        guard case .exchange(let exchange)? = result, exchange.answer.outcome == "created" else { return nil }
        return exchange.answer.document?["id"]?.string
    }
}
