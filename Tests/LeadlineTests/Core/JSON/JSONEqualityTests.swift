import LeadlineCore
import Testing

@Suite struct JSONEqualityTests {
    /// Pairs that Swift's `==` calls the same text; the last two have as many bytes on both sides.
    private static let lookalikes = [
        ("\u{E9}", "e\u{301}"), ("\u{212A}", "K"), ("x\u{37E}", "x;"), ("\u{AC00}", "\u{1100}\u{1161}"),
        ("a\u{323}\u{307}", "a\u{307}\u{323}"), ("\u{212B}", "A\u{30A}"),
    ]

    @Test(arguments: lookalikes)
    func textsAreComparedByCodePoints(left: String, right: String) {
        #expect(left == right)
        #expect(!left.hasSameBytes(as: right) && left.hasSameBytes(as: left) && right.hasSameBytes(as: right))
        #expect(JSON.string(left) != .string(right))
        #expect(JSON.string(left) == .string(left))
        #expect(JSON.array([.string(left)]) != [.string(right)])
    }

    @Test(arguments: lookalikes)
    func namesAreComparedByCodePoints(left: String, right: String) {
        var object = JSONObject()
        object[left] = 1
        #expect(object[right] == nil)
        object[right] = 2
        #expect(object.count == 2 && object[left] == 1 && object[right] == 2)
        object.modify(right) { $0 = 3 }
        object[left] = nil
        #expect(object.members.map(\.value) == [3])
        #expect(object != JSONObject(uniqueMembers: [.init(left, 3)]))
        #expect(JSON.object(object)[left] == nil)
    }

    @Test func longTextsAreComparedToTheirEnds() {
        for text in [String(repeating: "abc", count: 100), String(repeating: "日本", count: 100)] {
            #expect((text + "1").hasSameBytes(as: text + "1"))
            #expect(!(text + "1").hasSameBytes(as: text + "2"))
            #expect(!("1" + text).hasSameBytes(as: "2" + text))
        }
        #expect("".hasSameBytes(as: ""))
    }

    @Test func membersMayComeInAnyOrder() throws {
        let value = try JSON(parsing: #"{"a":1,"b":{"c":[1,2.0],"d":null},"é":"x"}"#)
        #expect(try value == JSON(parsing: #"{"é":"x","b":{"d":null,"c":[1.0,2]},"a":1e0}"#))
        for other in [
            #"{"a":1,"b":{"c":[2,1],"d":null},"é":"x"}"#, #"{"a":1,"b":{"c":[1,2],"e":null},"é":"x"}"#,
            #"{"a":1,"b":{"c":[1,2]},"é":"x"}"#, #"{"a":1,"b":{"c":[1,2],"d":false},"é":"x"}"#, #"{"a":1}"#, "[]",
            "null", "true", "1", #""x""#,
        ] {
            #expect(try value != JSON(parsing: other))
        }
    }
}
