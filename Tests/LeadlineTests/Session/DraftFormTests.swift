import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import Testing

/// The questions of `fill` and what becomes of answers.
@Suite struct DraftFormTests {
    private static let whole =
        "new leads email=a@example.com phone=0412345678 dealership_id=1 category=Survey source=Website"

    /// Answers questions in order; what was asked and how it was taken, and the commands that come out.
    private func dialogue(_ commands: String, _ answers: [String]) throws -> (log: [String], commands: [String]) {
        let bench = try SessionBench()
        try bench.perform(commands)
        var form = DraftForm(session: bench.session, draft: try #require(bench.session.draft))
        var log: [String] = []
        for answer in answers {
            guard let question = form.question else {
                log.append("no question for \(answer)")
                break
            }
            let reply = form.answer(answer, to: question)
            log.append("\(question.name): \(reply)")
            if reply == .left { break }
        }
        let made = try form.commands()
        if !made.isEmpty {
            let before = bench.session.draft?.document.document
            try bench.session.change(by: made)
            #expect(bench.session.draft?.document.document == form.draft.document.document)
            try bench.perform("undo")
            #expect(bench.session.draft?.document.document == before, "all answers are one change")
        }
        if answers.isEmpty, let question = form.question { log.append(question.name) }
        return (log, made.map { String($0.location.text) })
    }

    @Test func `what is required is asked in order, and answers make one command`() throws {
        let (log, commands) = try dialogue(
            "new leads name=Ada", ["ada@example.com", "0412 345 678", "survey", "1", "", "test-dealer"])
        #expect(
            log == [
                "email: taken", "phone: taken", "category: taken", "source: taken", "dealership_id: skipped",
                "dealership_slug: taken",
            ])
        #expect(commands.count == 1)
        #expect(
            try #require(commands.first).hasPrefix(
                #"set email=ada@example.com phone="0412 345 678" category="Survey" source=""#))
    }

    @Test func `nothing is asked of a draft that is right`() throws {
        #expect(try dialogue(Self.whole, ["x"]).log == ["no question for x"])
    }

    @Test func `a bad answer is asked again with the reason, a wrong value can be taken out`() throws {
        let (log, commands) = try dialogue(
            Self.whole + "; set phone=12 page_id=\"x\" catgory=1", ["y", "-", "13", "0412345678", "-"])
        let phone =
            "must be a phone number of 8 to 15 digits, besides blanks and +()-, found text \"13\"; 'set' takes it all "
            + "the same"
        let page = "'page_id' takes an integer, found 'y'; quote it to send it as text: \"y\""
        #expect(
            log == [
                "page_id: \(DraftForm.Reply.refused(page))", "page_id: taken",
                "phone: \(DraftForm.Reply.refused(phone))", "phone: taken", "catgory: taken",
            ])
        #expect(
            commands == [
                #"new leads from {"email": "a@example.com", "phone": "0412345678", "dealership_id": 1, "#
                    + #""category": "Survey", "source": "Website"}"#
            ])
    }

    @Test func `fields that are only taken out are one command`() throws {
        let (_, commands) = try dialogue(Self.whole + "; set page_id=\"x\" catgory=1", ["-", "-"])
        #expect(commands == ["unset page_id catgory"])
    }

    @Test func `leaving keeps what was answered`() throws {
        let (log, commands) = try dialogue("new leads", ["ada@example.com", ".", "x"])
        #expect(log == ["email: taken", "phone: left"])
        #expect(commands == ["set email=ada@example.com"])
        #expect(try dialogue("new leads", [".", "x"]).commands.isEmpty)
    }

    @Test func `a condition that an answer fulfils is asked for, with its own values`() throws {
        let (log, commands) = try dialogue(
            Self.whole + "; unset category", ["Document Request", "logbook", "ppsr"])
        #expect(log.count == 3 && log[0] == "category: taken" && log[2] == "fields.document_type: taken")
        #expect(log[1].hasPrefix("fields.document_type: refused("))
        #expect(commands == [#"set category="Document Request" fields.document_type="ppsr""#])
    }

    @Test func `an object that is there is asked for what it lacks, an omitted one is left out`() throws {
        let (log, commands) = try dialogue(
            Self.whole + #"; set charge_breakdown={"total": {}}"#, ["fifty", "50"])
        #expect(log.last == "charge_breakdown.total.amount: taken")
        #expect(commands == ["set charge_breakdown.total.amount=50"])
    }

    @Test func `what a command cannot name is not asked for`() throws {
        #expect(try dialogue(#"\#(Self.whole) from {"a b": 1, "x=y": 2}"#, ["x"]).log == ["no question for x"])
    }

    @Test(arguments: [
        ("O'Brien & Söhne", #"set name="O'Brien & Söhne""#), ("C:\\", #"set name="C:\\""#), ("#1", "set name=\"#1\""),
        ("a ; b", #"set name="a ; b""#), ("-> x", #"set name="-> x""#), ("{{run.id}}", "set name={{run.id}}"),
        ("007", "set name=007"),
    ]) func `any text can be an answer`(answer: String, command: String) throws {
        let (_, commands) = try dialogue(Self.whole + "; set name=[]", [answer])
        #expect(commands == [command])
    }

    @Test func `what cannot be read is refused`() throws {
        let (log, commands) = try dialogue("new leads", ["\"open", "{{nobody.id}}", "-", "[a"])
        #expect(log.allSatisfy { $0.hasPrefix("email: refused(") } && log.count == 4)
        #expect(log[2] == #"email: refused("there is nothing to take out; Enter leaves it out")"#)
        #expect(commands.isEmpty)
    }
}
