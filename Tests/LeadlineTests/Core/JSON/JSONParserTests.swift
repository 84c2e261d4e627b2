import LeadlineCore
import TestSupport
import Testing

@Suite struct JSONParserTests {
    @Test func keepsOrderAndNumberText() throws {
        let text = #"{"b":1.0,"a":[12345678901234567890123,1e400,-0,true,false,null],"é":{"":"x"}}"#
        #expect(try JSON(parsing: text).text() == text)
    }

    @Test(arguments: [
        (#""""#, ""), (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"), (#""\u00e9\u00E9""#, "éé"),
        (#""\uD83D\ude00!""#, "😀!"), ("\"日本😀\u{7F}\u{85}\"", "日本😀\u{7F}\u{85}"), (#""\u0000""#, "\0"),
    ])
    func readsTexts(literal: String, text: String) throws {
        #expect(try JSON(parsing: literal) == .string(text))
    }

    @Test func namesAreComparedByTheirBytes() throws {
        let value = try JSON(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(value.object?.count == 2)
    }

    @Test(arguments: [
        ("①", "a JSON value expected, found the end of the text"),
        ("  ①", "a JSON value expected, found the end of the text"),
        ("①nul", "a JSON value expected, found 'nul'"), ("①NaN", "a JSON value expected, found 'NaN'"),
        ("①nullx", "a JSON value expected, found 'nullx'"), ("①'a'", "a JSON value expected, found a single quote"),
        ("①\u{FEFF}1", "a JSON value expected, found a byte order mark"),
        ("[1,①]", "a JSON value expected, found ']'"), ("①é", "a JSON value expected, found 'é'"),
        ("①\u{1}", "a JSON value expected, found U+0001"), ("①+1", "a JSON value expected, found '+'"),
        ("1 ①x", "the end of the text expected, found 'x'"), ("{}①}", "the end of the text expected, found '}'"),
        ("[1 ①2]", "',' or ']' expected, found '2'"), ("[1①", "',' or ']' expected, found the end of the text"),
        (#"{"a":1 ①x"#, "',' or '}' expected, found 'x'"), (#"{"a"①,"#, "':' expected, found ','"),
        ("{①a:1}", "a name in double quotes or '}' expected, found 'a'"),
        (#"{"a":1,①}"#, "a name in double quotes expected, found '}'"),
        (#"{"a":1,①"a":2}"#, "the name 'a' stands twice in one object"),
        (#"①"abc"#, #"this text has no closing '"'"#), (#"①"a\nb"#, #"this text has no closing '"'"#),
        ("\"a①\tb\"", #"U+0009 in a text must be written as '\u0009'"#),
        ("\"a①\n\"", #"the end of the line in a text must be written as '\u000A'"#),
        (#""a①\x""#, #"one of \" \\ \/ \b \f \n \r \t \uXXXX expected, found a '\' before 'x'"#),
        (#""①\"#, #"nothing follows the '\'"#),
        (#""\u12①G4""#, #"four hexadecimal digits behind '\u' expected, found 'G4'"#),
        (#""①\uD800x""#, #"'\uD800' is half of a surrogate pair without the other half"#),
        (#""①\uD800\u0041""#, #"'\uD800' is half of a surrogate pair without the other half"#),
        (#""①\uDC00\uDC00""#, #"'\uDC00' is half of a surrogate pair without the other half"#),
        ("-①", "a digit behind '-' expected, found the end of the text"),
        ("[①01]", "a number cannot begin with 0 and another digit"),
        ("1.①]", "a digit behind '.' expected, found ']'"),
        ("1e+①x", "a digit behind the 'e' of a number expected, found 'x'"),
    ])
    func explainsErrors(marked: String, message: String) {
        let input = MarkedText(marked)
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: input.text) }
        #expect(error == JSONSyntaxError(offset: input[1], message: message))
    }

    @Test func rejectsBytesThatAreNotUTF8() {
        for (bytes, offset) in [
            ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
        ] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: bytes.map { UInt8($0) }) }
            #expect(error?.offset == offset)
            #expect(error?.message.hasSuffix("is not UTF-8 here") == true)
        }
    }

    @Test func findsDuplicatesInLargeObjects() throws {
        let names = (0..<100).map { "\"n\($0)\":0" }
        #expect(try JSON(parsing: "{\(names.joined(separator: ","))}").object?.count == 100)
        for name in ["n0", "n31", "n32", "n99"] {
            let text = "{\(names.joined(separator: ",")),\"\(name)\":1}"
            let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
            #expect(error?.message == "the name '\(name)' stands twice in one object")
        }
    }

    @Test func limitsDepth() throws {
        let inside = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        _ = try JSON(parsing: inside)
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: "[\(inside)]") }
        #expect(error == JSONSyntaxError(offset: 512, message: "nested deeper than 512 levels"))
    }

    @Test func printedValuesAreReadBack() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<500 {
            let value = randomJSON(&random, depth: 4)
            #expect(try JSON(parsing: value.text()) == value)
            #expect(try JSON(parsing: value.prettyText()).text() == value.text())
        }
    }

    @Test func damagedTextsNeverTrap() {
        let seeds = [#"{"a":[1,-2.5e+3,"x\u00e9\n",true,null],"b":{"c":""}}"#, #"["日本","\uD83D\uDE00",[[[]]],0.1]"#]
        for bytes in mutations(of: seeds, count: 5000, seed: 2) {
            guard let value = try? JSON(parsing: bytes) else { continue }
            #expect((try? JSON(parsing: value.text())) == value)
        }
    }
}

func randomJSON(_ random: inout SeededRandom, depth: Int) -> JSON {
    switch random.below(depth > 0 ? 7 : 5) {
    case 0: return .null
    case 1: return .bool(random.below(2) == 0)
    case 2: return .integer(random.below(1_000_000) - 500_000)
    case 3: return .number(JSONNumber(validated: "-\(random.below(90)).\(random.below(1000))e\(random.below(9))"))
    case 4: return .string(randomText(&random))
    case 5: return .array((0..<random.below(5)).map { _ in randomJSON(&random, depth: depth - 1) })
    default:
        var object = JSONObject()
        for _ in 0..<random.below(5) { object[randomText(&random)] = randomJSON(&random, depth: depth - 1) }
        return .object(object)
    }
}

/// A text of up to 11 characters that are hard for parsers and printers.
func randomText(_ random: inout SeededRandom) -> String {
    let characters = Array("aZ09 \n\t\r\\\"'/{}[]:,#-.\u{0}\u{1}\u{1F}\u{7F}\u{85}é日😀\u{2028}\u{FEFF}".unicodeScalars)
    var text = ""
    for _ in 0..<random.below(12) { text.unicodeScalars.append(characters[random.below(characters.count)]) }
    return text
}
