import LeadlineCore
import LeadlineScenarios
import LeadlineShell
import Testing

@Suite struct ParsedLineTests {
    private func parse(_ words: String..., variables: [String: String] = [:]) throws -> ParsedLine {
        try ParsedLine(words, variables: variables)
    }

    /// Message and help of what is wrong with a line.
    private func mistake(_ words: [String], variables: [String: String] = [:]) -> String? {
        do {
            _ = try Invocation(try ParsedLine(words, variables: variables))
            return nil
        } catch {
            return error.help.map { "\(error.message) | \($0)" } ?? error.message
        }
    }

    @Test(arguments: [["-j4"], ["-j", "4"], ["-j=4"], ["--jobs", "4"], ["--jobs=4"]])
    func anOptionTakesItsValueInEveryForm(words: [String]) throws {
        let line = try ParsedLine(["run", "a"] + words)
        #expect(try line.number(.jobs) == 4)
        #expect(line.operands == ["a"])
    }

    @Test func optionsMayStandAnywhereAndShortOnesTogether() throws {
        let line = try parse("-v", "run", "a", "-qxj2", "b")
        #expect(line.command.name == .run)
        #expect(line.operands == ["a", "b"])
        #expect(line.has(.verbose) && line.has(.quiet) && line.has(.failFast))
        #expect(try line.number(.jobs) == 2)
    }

    @Test func twoDashesEndTheOptions() throws {
        let line = try parse("run", "--", "--list", "-")
        #expect(line.operands == ["--list", "-"])
        #expect(!line.has(.list))
    }

    @Test func aValueMayBeginWithADash() throws {
        #expect(try parse("run", "a", "--case", "-x").text(.case) == "-x")
        #expect(try parse("run", "a", "--case=").text(.case)?.isEmpty == true)
    }

    @Test func variablesStandForOptionsThatAreNotGiven() throws {
        let variables = [
            "LEADLINE_JOBS": "3", "LEADLINE_FAIL_FAST": "yes", "LEADLINE_QUIET": "0", "LEADLINE_LIST": "1",
        ]
        let line = try ParsedLine(["run", "a"], variables: variables)
        #expect(try line.number(.jobs) == 3)
        #expect(line.has(.failFast) && !line.has(.quiet) && !line.has(.list))
        let given = try ParsedLine(["run", "a", "-j", "5"], variables: variables)
        #expect(try given.number(.jobs) == 5)
    }

    @Test(arguments: [
        (["run"], "'leadline run' needs PATH... | as in 'leadline run scenarios'"),
        (["run", "a", "--jbos", "4"], "unknown option '--jbos' | did you mean '--jobs'?"),
        (["lint", "a", "--jobs", "4"], "'--jobs' is no option of 'leadline lint' | it belongs to 'leadline run'"),
        (["--jobs", "4", "lint", "a"], "'--jobs' is no option of 'leadline lint' | it belongs to 'leadline run'"),
        (["run", "a", "-j"], "'-j' needs a value | as in '--jobs N'"),
        (["run", "a", "-j", "x"], "'-j' takes a whole number from 1 to 1024, found 'x'"),
        (["run", "a", "-j", "1", "-j", "2"], "'--jobs' is given twice | give it once"),
        (["run", "a", "--list=yes"], "'--list' takes no value"),
        (["run", "a", "--rate", "5"], "'--rate' takes a number of requests and a time, found '5' | as in --rate 5/s"),
        (["run", "a", "--rate", "0/s"], "'--rate' takes a number of requests and a time, found '0/s'"),
        (["run", "a", "--rate", "-1/m"], "'--rate' takes a number of requests and a time, found '-1/m'"),
        (["run", "a", "--rate", "1/d"], "'--rate' takes a number of requests and a time, found '1/d'"),
        (["run", "a", "--var", "city"], "'--var' takes NAME=VALUE, found 'city'"),
        (["run", "a", "--var", "a=1", "--var", "a=2"], "the parameter 'a' is given twice"),
        (["run", "a", "--tags", "smoke and"], "'--tags' cannot be read: a tag expected, found the end"),
        (["-c", "clock", "advance"], "unexpected argument 'advance' | '-c' takes one word: quote the whole command"),
        (["create", "leads"], "'create' is neither a command of leadline nor a file | a command of the language"),
        (["x.leadline", "more"], "unexpected argument 'more' | see 'leadline --help'"),
    ])
    func aMistakeIsNamedWithWhatToDo(words: [String], message: String) {
        #expect(mistake(words)?.hasPrefix(message) == true, "\(mistake(words) ?? "nothing is wrong")")
    }

    @Test(arguments: [("5/s", 5), ("30/m", 0.5), ("0.5/s", 0.5), ("1800/h", 0.5)])
    func `a rate counts requests in a second, a minute or an hour`(text: String, rate: Double) throws {
        guard case .run(let options) = try Invocation(try parse("run", "a", "--rate", text)) else {
            Issue.record("no run")
            return
        }
        #expect(options.traffic.rate == rate)
    }

    @Test func aMistakeInAVariableNamesTheVariable() {
        #expect(
            mistake(["run", "a"], variables: ["LEADLINE_JOBS": "0"])
                == "'LEADLINE_JOBS' takes a whole number from 1 to 1024, found '0'")
        #expect(
            mistake(["run", "a"], variables: ["LEADLINE_QUIET": "maybe"])
                == "'LEADLINE_QUIET' takes 1 or 0, found 'maybe'")
    }

    @Test func helpIsGivenWhateverElseIsMissing() throws {
        guard case .usage(let command) = try Invocation(try parse("run", "--help")) else {
            Issue.record("no help")
            return
        }
        #expect(command.name == .run)
    }
}
