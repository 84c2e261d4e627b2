import LeadlineCore
import LeadlineRecordings
import TestSupport
import Testing

@Suite struct TimeLensTests {
    private let lens: TimeLens

    init() throws {
        lens = TimeLens(
            from: try Timestamp(parsing: "2026-02-27T22:00:00Z"), to: try Timestamp(parsing: "2026-11-21T01:30:00Z"))
    }

    @Test func `days are counted between dates, not between hours`() throws {
        #expect(lens.days == 267)
        let late = TimeLens(
            from: try Timestamp(parsing: "2026-02-27T22:00:00Z"), to: try Timestamp(parsing: "2026-02-28T00:00:00Z"))
        #expect(late.days == 1)
    }

    @Test(arguments: [
        // The date moves, the time stays as it is written.
        ("2026-02-27T22:00:00.000Z", "2026-11-21T22:00:00.000Z"),
        ("2026-02-28T09:00:00+11:00", "2026-11-22T09:00:00+11:00"),
        ("2026-02-28", "2026-11-22"), ("from 2026-02-28 to 2026-03-01.", "from 2026-11-22 to 2026-11-23."),
        (
            "/api/leads?where[createdAt][less_than]=2026-02-28T09%3A00",
            "/api/leads?where[createdAt][less_than]=2026-11-22T09%3A00"
        ),
        // Headers and cookies, with the day of the week.
        ("Fri, 27 Feb 2026 22:00:00 GMT", "Sat, 21 Nov 2026 22:00:00 GMT"),
        ("a=1; Expires=Sat, 28-Feb-2026 22:00:00 GMT; Path=/", "a=1; Expires=Sun, 22-Nov-2026 22:00:00 GMT; Path=/"),
        // 69a213e0 is 2026-02-27T22:00:00Z.
        ("69a213e0aabbccddeeff0011", "6b021460aabbccddeeff0011"),
        ("leads/69a213e0aabbccddeeff0011/x", "leads/6b021460aabbccddeeff0011/x"),
    ])
    func `what moves`(_ old: String, _ new: String) { #expect(lens.text(old) == new) }

    @Test(arguments: [
        // A birth date, and other dates of other times.
        "1984-05-06", "2023-02-26", "2028-02-29", "Sat, 06 May 1984 00:00:00 GMT", "54a213e0aabbccddeeff0011",
        // No dates.
        "2026-02-30", "12026-02-28", "2026-02-281", "A-2026-02-28", "2026-02-28-17", "2026-2-28", "x2026-02-28",
        // The wrong day of the week, and ids of other lengths and letters.
        "Mon, 27 Feb 2026 22:00:00 GMT", "69a213e0aabbccddeeff001", "69a213e0aabbccddeeff00112",
        "69A213E0AABBCCDDEEFF0011",
        "eyJhbGciOiJub25lIn0.e30.x", "eyJ.eyJ.", "", "\u{1F600}",
    ])
    func `what stays`(_ text: String) { #expect(lens.text(text) == text) }

    /// A token of jwt.io's form, made with another program: `{"id":"1","iat":1772229600,"exp":1772236800}`.
    @Test func `a web token moves, and its signature says that it no longer fits`() throws {
        let payload = "eyJpZCI6IjEiLCJpYXQiOjE3NzIyMjk2MDAsImV4cCI6MTc3MjIzNjgwMH0"
        let moved = lens.text("JWT eyJhbGciOiJIUzI1NiJ9.\(payload).c2lnbmF0dXJl;")
        let parts = moved.split(separator: ".")
        #expect(parts.count == 3 && parts[0] == "JWT eyJhbGciOiJIUzI1NiJ9" && parts[2] == "moved-by-time-lens;")
        let claims = String(decoding: try #require(Base64.decode(parts[1])), as: UTF8.self)
        #expect(claims == #"{"id":"1","iat":1795298400,"exp":1795305600}"#)
    }

    @Test func `numbers move only where they tell the times of a token`() throws {
        let json = try JSON(
            parsing: #"{"exp":1772236800,"n":1772236800,"iat":"1772236800","nbf":5,"list":[{"exp":1.5}]}"#)
        #expect(
            lens.json(json).text()
                == #"{"exp":1795305600,"n":1772236800,"iat":"1772236800","nbf":5,"list":[{"exp":1.5}]}"#)
    }

    /// Whatever the zone and however it is written: what is of today stays of today, what was first stays first.
    @Test func `moments keep their distances, their order and their time of day`() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            let beginning = Timestamp(microseconds: Int64(random.below(2_000_000_000_000_000)))
            let now = Timestamp(microseconds: Int64(random.below(4_000_000_000_000_000)))
            let lens = TimeLens(from: beginning, to: now)
            let day = Duration.seconds(86_400)
            #expect(lens.moment(beginning).text.prefix(10) == now.text.prefix(10))
            let near = (0..<4).map { _ in beginning + .milliseconds(random.below(60_000_000_000) - 30_000_000_000) }
            for moment in near {
                let moved = try Timestamp(parsing: lens.text(moment.text))
                #expect(moved - moment == day * lens.days && moved == lens.moment(moment))
                #expect(moved.text.dropFirst(10) == moment.text.dropFirst(10))
                #expect(lens.text(moment.httpDate) == moved.httpDate)
                #expect((moved < lens.moment(beginning)) == (moment < beginning))
            }
        }
    }

    @Test func `no text is too odd`() {
        let seeds = [
            "2026-02-28T09:00Z Fri, 27 Feb 2026 22:00:00 GMT 69a213e0aabbccddeeff0011 eyJhIjoxfQ.eyJpYXQiOjE3NzIyMjk2MDB9.x"
        ]
        var changed = 0
        for bytes in mutations(of: seeds, count: 3000, seed: 5) {
            let text = String(decoding: bytes, as: UTF8.self)
            let moved = lens.text(text)
            if moved != text { changed += 1 }
        }
        #expect(changed > 1000)
    }
}
