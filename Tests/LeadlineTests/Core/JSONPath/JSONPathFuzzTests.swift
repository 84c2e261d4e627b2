import LeadlineCore
import TestSupport
import Testing

@Suite struct JSONPathFuzzTests {
    private static let seeds = [
        "$.a['b'][\"c\\u00e9\"][-1,0:9:2,*]..d", "$[?@.a == 'x' && !(@['b'] <= -1.5e3 || count(@..*) > 2)]",
        "$..[?match(@.a, 'a.b[^c]') || search(value($.x), @.y)]", "$[?length(@.a)==length('é'), ::-1]",
        "$ [ ?@[?$[0]==null] ]",
    ]

    @Test func damagedQueriesNeverTrap() throws {
        let document = try JSON(parsing: #"{"a":[1,"x",{"b":[null,true]}],"b":{"a":"a.b","y":"["},"x":"aéb"}"#)
        var read = 0
        for bytes in mutations(of: Self.seeds, count: 20_000, seed: 5) {
            let text = String(decoding: bytes, as: UTF8.self)
            let path: JSONPath
            do { path = try JSONPath(parsing: text) } catch {
                #expect((0...text.utf8.count).contains(error.offset) && !error.message.isEmpty)
                continue
            }
            read += 1
            let nodes = try path.nodes(in: document)
            #expect(try path.paths(in: document).count == nodes.count)
            if path.isSingular { #expect(nodes.count <= 1) }
        }
        #expect(read > 1000)
    }

    @Test func inventedQueriesNeverTrap() throws {
        let words = [
            "$", "@", ".", "..", "[", "]", "(", ")", "?", "*", ":", ",", "'a'", "\"b\"", "a", "-1", "0", "2", "1.5",
            "!", "==", "<=",
            "<", "&&", "||", "true", "null", "count(", "length(", "match(", "value(", " ", "\\", "é",
        ]
        var random = SeededRandom(seed: 6)
        let document: JSON = ["a": [1, "a", ["b": 2]], "b": [[], [0]]]
        for _ in 0..<20_000 {
            let count = 1 + random.below(14)
            let text = "$" + (0..<count).map { _ in words[random.below(words.count)] }.joined()
            _ = try? JSONPath(parsing: text).nodes(in: document)
        }
    }

    @Test func deepDocumentsAreSearchedToTheirEnd() throws {
        let text = String(repeating: #"{"a":["#, count: 256) + "1" + String(repeating: "]}", count: 256)
        let document = try JSON(parsing: text)
        #expect(try JSONPath(parsing: "$..a").nodes(in: document).count == 256)
        #expect(try JSONPath(parsing: "$..[?@ == 1]").nodes(in: document) == [1])
        #expect(try JSONPath(parsing: "$..[?@ == $]").nodes(in: document) == [])
        let path = try #require(try JSONPath(parsing: "$..[?@ == 1]").paths(in: document).first)
        #expect(path == "$" + String(repeating: "['a'][0]", count: 256))
        #expect(try JSONPath(parsing: path).nodes(in: document) == [1])
        #expect(try JSONPath(parsing: "$" + String(repeating: ".a[0]", count: 100_000)).nodes(in: document) == [])
    }

    /// Each would take from minutes to the age of the universe; all give up at the same number of steps.
    @Test(arguments: [
        "$..*..*..*..*..*", "$..[?@..[?@..[?@..[?@..[?@ == 1]]]]]", "$..[?$..[?$..[?$..[?@ == 1]]]]",
        "$..[?count($..*) > count(@..*) && count($..*..*) > 2]",
    ]) func queriesWithoutEndAreGivenUp(query: String) throws {
        let text = String(repeating: #"{"a":["#, count: 200) + "0" + String(repeating: "]}", count: 200)
        let path = try JSONPath(parsing: query)
        let document = try JSON(parsing: text)
        #expect(throws: JSONPathFailure.tooManySteps) { try path.nodes(in: document, stepLimit: 50_000) }
    }

    @Test func patternsThatBacktrackOnEachNodeAreGivenUp() throws {
        let document = JSON.array(Array(repeating: .string(String(repeating: "a", count: 40) + "b"), count: 1000))
        let path = try JSONPath(parsing: "$[?match(@, '(a+)+')]")
        #expect(throws: JSONPathFailure.tooManySteps) { try path.nodes(in: document, stepLimit: 2_000_000) }
    }
}
