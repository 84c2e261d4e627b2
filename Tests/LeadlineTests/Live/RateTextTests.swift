import LeadlineLive
import Testing

@Suite struct RateTextTests {
    @Test(arguments: [("5/s", 5), ("30/m", 0.5), ("3600/h", 1), ("0.5/s", 0.5), ("1000000/s", 1_000_000)])
    func `a rate is in a second`(text: String, rate: Double) { #expect(RateText.parse(text) == rate) }

    @Test(arguments: [
        "", "5", "5/", "/s", "5/d", "-1/s", "0/s", "1e3/s", "nan/s", "inf/s", "5 /s", "5/s/s", "1000001/s",
    ])
    func `other texts are none`(text: String) { #expect(RateText.parse(text) == nil) }
}
