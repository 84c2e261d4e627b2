import LeadlineCore
import TestSupport
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01", "1970-01-01T00:00:00.000Z"), ("2026-03-02T09:00", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02T09:00:00+11:00", "2026-03-01T22:00:00.000Z"),
        ("2026-03-02T09:00+1100", "2026-03-01T22:00:00.000Z"),
        ("2026-03-02T09:00-11", "2026-03-02T20:00:00.000Z"), ("2026-03-02T09:00:01.5Z", "2026-03-02T09:00:01.500Z"),
        ("2024-02-29T23:59:59.123456789Z", "2024-02-29T23:59:59.123456Z"), ("0000-01-01", "0000-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"), ("1969-12-31T23:59:59.9", "1969-12-31T23:59:59.900Z"),
        ("2000-02-29", "2000-02-29T00:00:00.000Z"), ("1900-03-01", "1900-03-01T00:00:00.000Z"),
    ])
    func readsAndPrints(written: String, printed: String) throws {
        #expect(try Timestamp(parsing: written).text == printed)
    }

    @Test(arguments: [
        ("①", "a year of four digits expected, found the end of the text"),
        ("①26-03-02", "a year of four digits expected, found '26'"),
        ("2026①/03/02", "'-' and a month expected, found '/'"),
        ("2026-①13-01", "a month of two digits expected, 01 to 12, found 13"),
        ("2026-①00-01", "a month of two digits expected, 01 to 12, found 00"),
        ("2026-02-①29", "2026-02 has only 28 days, found 29"), ("1900-02-①29", "1900-02 has only 28 days, found 29"),
        ("2026-04-①31", "2026-04 has only 30 days, found 31"),
        ("2026-03-02① 09:00", "'T' or the end of the time expected, found ' '"),
        ("2026-03-02T①24:00", "an hour of two digits expected, 00 to 23, found 24"),
        ("2026-03-02T09①", "':' and a minute expected, found the end of the text"),
        ("2026-03-02T09:①60", "a minute of two digits expected, 00 to 59, found 60"),
        ("2026-03-02T09:00:①60", "a second of two digits expected, 00 to 59, found 60"),
        ("2026-03-02T09:00:00.①Z", "a digit behind '.' expected, found 'Z'"),
        ("2026-03-02T09:00:00.①1234567890", "at most 9 digits of a second expected, found 10"),
        ("2026-03-02T09:00①z", "'Z', an offset like '+11:00' or the end of the time expected, found 'z'"),
        ("2026-03-02T09:00+①24", "hours of two digits expected, 00 to 23, found 24"),
        ("2026-03-02T09:00Z①x", "the end of the time expected, found 'x'"),
        ("①0000-01-01T00:00+01", "a year from 0000 to 9999 expected, in UTC it is another"),
    ])
    func explainsErrors(marked: String, message: String) {
        let input = MarkedText(marked)
        let error = #expect(throws: TextSyntaxError.self) { try Timestamp(parsing: input.text) }
        #expect(error == TextSyntaxError(offset: input[1], message: message))
    }

    @Test func movesByDurations() throws {
        let moment = try Timestamp(parsing: "2026-03-01T22:00:00Z")
        #expect((moment + .seconds(3 * 86_400 + 1)).text == "2026-03-04T22:00:01.000Z")
        #expect((moment - .microseconds(1)).text == "2026-03-01T21:59:59.999999Z")
        #expect(moment + .seconds(90) - moment == .seconds(90))
        #expect((moment + .seconds(Int64.max)).microseconds == .max)
        #expect(moment - .seconds(Int64.max) < moment)
    }

    @Test func everyDayHasItsDate() throws {
        var moment = try Timestamp(parsing: "0000-01-01")
        var random = SeededRandom(seed: 4)
        while moment.civil.year <= 9999 {
            #expect(try Timestamp(parsing: moment.text) == moment)
            moment = moment + .milliseconds(random.below(40 * 86_400_000_000))
        }
        for microseconds in [Int64.min, .min + 1, -1, 0, .max] { _ = Timestamp(microseconds: microseconds).text }
    }

    @Test func writesHTTPDates() throws {
        let moment = try Timestamp(parsing: "2026-03-01T22:00:00.5Z")
        #expect(moment.httpDate == "Sun, 01 Mar 2026 22:00:00 GMT")
        #expect(Timestamp(httpDate: moment.httpDate) == moment - .milliseconds(500))
        #expect(Timestamp(httpDate: "Sun, 06 Nov 1994 08:49:37 GMT")?.text == "1994-11-06T08:49:37.000Z")
        for text in [
            "", "Sun, 31 Feb 2026 22:00:00 GMT", "Sun, 01 Mar 2026 22:00:00 UTC", "Sunday, 06-Nov-94 08:49:37 GMT",
        ] {
            #expect(Timestamp(httpDate: text) == nil)
        }
    }
}

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("2d 23h 59m 59s", 259_199_000, "2d 23h 59m 59s"), ("500ms", 500, "500ms"), ("0s", 0, "0s"),
        ("1.5h", 5_400_000, "1h 30m"), ("1s2m", 121_000, "2m 1s"), ("1m  1ms", 60_001, "1m 1ms"),
        ("90s", 90_000, "1m 30s"),
        ("00d 0s ", 0, "0s"), (" 1s", 1000, "1s"), ("0.001s", 1, "1ms"),
    ])
    func readsAndPrints(written: String, milliseconds: Int, printed: String) throws {
        let duration = try DurationText.parse(written)
        #expect(duration == .milliseconds(milliseconds))
        #expect(DurationText.text(duration) == printed)
    }

    @Test func printsWhatIsSmallOrNegative() {
        #expect(DurationText.text(.microseconds(250)) == "0.25ms")
        #expect(DurationText.text(.nanoseconds(1)) == "0.000001ms")
        #expect(DurationText.text(.seconds(-61)) == "-1m 1s")
        #expect(DurationText.clock(.seconds(3 * 86_400 + 1)) == "3d 00:00:01")
        #expect(DurationText.clock(.milliseconds(299_500)) == "00:04:59.500")
        #expect(DurationText.clock(.zero) == "00:00:00")
        _ = DurationText.text(Duration(attoseconds: .min))
        _ = DurationText.clock(Duration(attoseconds: .min))
    }

    @Test(arguments: [
        ("①", "a duration like '2d 3h' or '500ms' expected, found the end of the text"),
        ("①abc", "a duration like '2d 3h' or '500ms' expected, found 'abc'"),
        ("①-1s", "a duration like '2d 3h' or '500ms' expected, found '-'"),
        ("3①", "a unit (ms, s, m, h or d) expected, found the end of the text"),
        ("3① d", "a unit (ms, s, m, h or d) expected, found ' '"),
        ("3①w", "a unit (ms, s, m, h or d) expected, found 'w'"),
        ("1.①s", "a digit behind '.' expected, found 's'"),
        ("1d ①x", "a duration like '2d 3h' or '500ms' expected, found 'x'"),
        ("①1.1234567890s", "at most 9 digits behind '.' expected, found 10"),
        ("①999999999d", "this duration is too long"), ("①99999999999999999999999s", "this duration is too long"),
    ])
    func explainsErrors(marked: String, message: String) {
        let input = MarkedText(marked)
        let error = #expect(throws: TextSyntaxError.self) { try DurationText.parse(input.text) }
        #expect(error == TextSyntaxError(offset: input[1], message: message))
    }
}
