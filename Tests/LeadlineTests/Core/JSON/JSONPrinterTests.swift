import LeadlineCore
import Testing

@Suite struct JSONPrinterTests {
    private let value: JSON = ["a": [1, "x"], "b": [], "c": .object(JSONObject()), "d": ["e": .null]]

    @Test func printsOnOneLine() {
        #expect(value.text() == #"{"a":[1,"x"],"b":[],"c":{},"d":{"e":null}}"#)
    }

    @Test func printsAnIndentedTree() {
        let expected = """
            {
              "a": [
                1,
                "x"
              ],
              "b": [],
              "c": {},
              "d": {
                "e": null
              }
            }
            """
        #expect(value.prettyText() == expected)
    }

    @Test func escapesOnlyWhatJSONDemands() {
        #expect(
            JSON.string("\"\\/\n\r\t\u{8}\u{C}\u{1}\u{1F}\u{7F}\u{85}é").text()
                == #""\"\\/\n\r\t\b\f\u0001\u001f"# + "\u{7F}\u{85}é\"")
    }
}

@Suite struct JSONDifferenceTests {
    @Test func namesEachPlace() {
        let old: JSON = [
            "docs": [["email": "a", "n": 1], 2, 3], "same": [1, 2], "gone": true, "a.b": 1, "empty": [],
        ]
        let new: JSON = [
            "docs": [["email": "b", "n": .number(JSONNumber(validated: "1.0"))], 2], "same": [1, 2], "a.b": 2,
            "new": .null, "empty": [],
        ]
        let difference = JSONDifference(from: old, to: new, path: "body")
        #expect(
            difference.entries == [
                .init(path: "body.docs[0].email", kind: .changed(old: "a", new: "b")),
                .init(path: "body.docs[2]", kind: .removed(3)),
                .init(path: "body.gone", kind: .removed(true)),
                .init(path: #"body["a.b"]"#, kind: .changed(old: 1, new: 2)),
                .init(path: "body.new", kind: .added(.null)),
            ])
        #expect(difference.equalLeaves == 5)
    }

    @Test func comparesWholeValuesOfDifferentTypes() {
        let difference = JSONDifference(from: ["a": 1], to: [])
        #expect(difference.entries == [.init(path: "", kind: .changed(old: ["a": 1], new: []))])
        #expect(JSONDifference(from: 1, to: .number(JSONNumber(validated: "1.0"))).isEmpty)
    }
}
