import LeadlineCore
import Testing

/// The examples of RFC 9535's own text, by its sections.
@Suite struct JSONPathRFCTests {
    private static let store = #"""
        {"store":{"book":[
          {"category":"reference","author":"Nigel Rees","title":"Sayings of the Century","price":8.95},
          {"category":"fiction","author":"Evelyn Waugh","title":"Sword of Honour","price":12.99},
          {"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99},
          {"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord of the Rings","isbn":"0-395-19395-8",
           "price":22.99}],
          "bicycle":{"color":"red","price":399}}}
        """#

    @Test(arguments: [
        ("$.store.book[*].author", #"["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]"#),
        ("$..author", #"["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]"#),
        ("$.store..price", "[8.95,12.99,8.99,22.99,399]"), ("$..book[2].author", #"["Herman Melville"]"#),
        ("$..book[2].publisher", "[]"), ("$..book[-1].title", #"["The Lord of the Rings"]"#),
        ("$..book[0,1].title", #"["Sayings of the Century","Sword of Honour"]"#),
        ("$..book[:2].title", #"["Sayings of the Century","Sword of Honour"]"#),
        ("$..book[?@.isbn].price", "[8.99,22.99]"), ("$..book[?@.price<10].price", "[8.95,8.99]"),
        ("$.store.book[?@.price < 10].title", #"["Sayings of the Century","Moby Dick"]"#),
    ])
    func bookstore(query: String, nodes: String) throws { try expectNodes(query, Self.store, nodes) }

    @Test func everythingInTheBookstoreIsFound() throws {
        let document = try JSON(parsing: Self.store)
        #expect(try JSONPath(parsing: "$..*").nodes(in: document).count == 27)
        #expect(try JSONPath(parsing: "$").nodes(in: document) == [document])
    }

    @Test(arguments: [
        ("$.o['j j']", #"{"o":{"j j":{"k.k":3}},"'":{"@":2}}"#, #"[{"k.k":3}]"#),
        ("$.o['j j']['k.k']", #"{"o":{"j j":{"k.k":3}},"'":{"@":2}}"#, "[3]"),
        (#"$["'"]["@"]"#, #"{"o":{"j j":{"k.k":3}},"'":{"@":2}}"#, "[2]"),
        ("$[*]", #"{"o":{"j":1,"k":2},"a":[5,3]}"#, #"[{"j":1,"k":2},[5,3]]"#),
        ("$.o[*, *]", #"{"o":{"j":1,"k":2},"a":[5,3]}"#, "[1,2,1,2]"),
        ("$[1]", #"["a","b"]"#, #"["b"]"#), ("$[-2]", #"["a","b"]"#, #"["a"]"#), ("$[2]", #"["a","b"]"#, "[]"),
        ("$[-3]", #"["a","b"]"#, "[]"), ("$[0]", #"{"0":1}"#, "[]"), ("$['0']", "[1]", "[]"),
        ("$[1:3]", "[0,1,2,3,4,5,6]", "[1,2]"), ("$[5:]", "[0,1,2,3,4,5,6]", "[5,6]"),
        ("$[1:5:2]", "[0,1,2,3,4,5,6]", "[1,3]"), ("$[5:1:-2]", "[0,1,2,3,4,5,6]", "[5,3]"),
        ("$[::-1]", "[0,1,2,3,4,5,6]", "[6,5,4,3,2,1,0]"), ("$[0, 3]", "[0,1,2,3]", "[0,3]"),
        ("$[0:2, 5]", "[0,1,2,3,4,5,6]", "[0,1,5]"), ("$[0, 0]", "[7]", "[7,7]"), ("$[:]", #"{"a":1}"#, "[]"),
        ("$[::9007199254740991]", "[0,1]", "[0]"), ("$[::-9007199254740991]", "[0,1]", "[1]"),
        ("$[-9007199254740991:9007199254740991]", "[0,1]", "[0,1]"),
        ("$[9007199254740991:-9007199254740991:-1]", "[0,1]", "[1,0]"), ("$[::-1]", "[]", "[]"),
        ("$[:-3:-1]", "[0,1,2]", "[2,1]"), ("$[-9::-1]", "[0,1]", "[]"), ("$[::0]", "[0,1]", "[]"),
    ])
    func selectors(query: String, document: String, nodes: String) throws { try expectNodes(query, document, nodes) }

    private static let filtered = #"""
        {"a":[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],"o":{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}},"e":"f"}
        """#

    @Test(arguments: [
        ("$.a[?@.b == 'kilo']", #"[{"b":"kilo"}]"#), ("$.a[?(@.b == 'kilo')]", #"[{"b":"kilo"}]"#),
        ("$.a[?@>3.5]", "[5,4,6]"), ("$.a[?@.b]", #"[{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]"#),
        (
            "$[?@.*]",
            #"[[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],"#
                + #"{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}}]"#
        ),
        ("$[?@[?@.b]]", #"[[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]]"#),
        ("$.o[?@<3, ?@<3]", "[1,2,1,2]"), (#"$.a[?@<2 || @.b == "k"]"#, #"[1,{"b":"k"}]"#),
        (#"$.a[?match(@.b, "[jk]")]"#, #"[{"b":"j"},{"b":"k"}]"#),
        (#"$.a[?search(@.b, "[jk]")]"#, #"[{"b":"j"},{"b":"k"},{"b":"kilo"}]"#),
        ("$.o[?@>1 && @<4]", "[2,3]"), ("$.o[?@.u || @.x]", #"[{"u":6}]"#), ("$.a[?@.b == $.x]", "[3,5,1,2,4,6]"),
        ("$.a[?@ == @]", #"[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]"#),
        ("$.o[?!(@>1) || @>4 && @<9]", #"[1,5,{"u":6}]"#), ("$.o[?(@==1 || @==5) && @>1]", "[5]"),
    ])
    func filters(query: String, nodes: String) throws { try expectNodes(query, Self.filtered, nodes) }

    @Test(arguments: [
        ("$.absent1 == $.absent2", true), ("$.absent1 <= $.absent2", true), ("$.absent == 'g'", false),
        ("$.absent1 != $.absent2", false), ("$.absent != 'g'", true), ("1 <= 2", true), ("1 > 2", false),
        ("13 == '13'", false), ("'a' <= 'b'", true), ("'a' > 'b'", false), ("$.obj == $.arr", false),
        ("$.obj != $.arr", true), ("$.obj == $.obj", true), ("$.obj != $.obj", false), ("$.arr == $.arr", true),
        ("$.arr != $.arr", false), ("$.obj == 17", false), ("$.obj != 17", true), ("$.obj <= $.arr", false),
        ("$.obj < $.arr", false), ("$.obj <= $.obj", true), ("$.arr <= $.arr", true), ("1 <= $.arr", false),
        ("1 >= $.arr", false), ("1 > $.arr", false), ("1 < $.arr", false), ("true <= true", true),
        ("true > true", false), ("null >= null", true), ("null == $.absent", false), ("false < true", false),
        ("$.obj == $.same", true), ("$.arr == $.reversed", false), ("0.1 == 1e-1", true), ("-0 == 0", true),
        ("9007199254740993 == 9007199254740992", false), ("9007199254740993 > 9007199254740992", true),
        ("1e400 < 1e401", true), ("$.big == 1e400", true), (#"'\u00e9' == 'e\u0301'"#, false),
        (#"'\uffff' < '\uD83D\uDE00'"#, true), ("'' < 'a'", true), ("'a' < 'ab'", true), ("'B' < 'a'", true),
        ("length($.obj) == 1", true), ("length($.arr) == 2", true), ("length('') == 0", true),
        (#"length('e\u0301\uD83D\uDE00') == 3"#, true), ("length($.absent) == $.absent", true),
        ("length(1) == length(true)", true), ("count($.absent) == 0", true), ("count($..*) > 5", true),
        ("value($.arr) == $.arr", true), ("value($.arr.*) == $.absent", true), ("value($..x) == $.absent", true),
        ("value($..only) == 'y'", true), ("length(value($..only)) == count($.obj)", true),
    ])
    func comparisons(condition: String, holds: Bool) throws {
        let found = try JSONPath(parsing: "$[?\(condition)]").nodes(in: JSON(parsing: Self.compared))
        #expect(found.count == (holds ? 6 : 0))
    }

    private static let compared = #"""
        {"obj":{"x":"y"},"arr":[2,3],"same":{"x":"\u0079"},"reversed":[3,2],"big":10e399,"one":{"only":"y"}}
        """#

    @Test(arguments: [
        ("$..j", "[1,4]"), ("$..[0]", #"[5,{"j":4}]"#), ("$..[*]", everyDescendant), ("$..*", everyDescendant),
        ("$..o", #"[{"j":1,"k":2}]"#), ("$.o..[*, *]", "[1,2,1,2]"), ("$.a..[0, 1]", #"[5,3,{"j":4},{"k":6}]"#),
        ("$..[?@.j]", #"[{"j":1,"k":2},{"j":4}]"#), ("$..[-1]", #"[[{"j":4},{"k":6}],{"k":6}]"#),
        ("$..j..k", "[]"), ("$..['j','k']", "[1,2,4,6]"),
    ])
    func descendants(query: String, nodes: String) throws {
        try expectNodes(query, #"{"o":{"j":1,"k":2},"a":[5,3,[{"j":4},{"k":6}]]}"#, nodes)
    }

    @Test(arguments: [
        ("$.a", "[null]"), ("$.a[0]", "[]"), ("$.a.d", "[]"), ("$.b[0]", "[null]"), ("$.b[*]", "[null]"),
        ("$.b[?@]", "[null]"), ("$.b[?@==null]", "[null]"), ("$.c[?@.d==null]", "[]"), ("$.null", "[1]"),
    ])
    func null(query: String, nodes: String) throws {
        try expectNodes(query, #"{"a":null,"b":[null],"c":[{}],"null":1}"#, nodes)
    }

    @Test(arguments: [
        (#"{"a":1}"#, ["$", "$['a']"]), ("[0,[7]]", ["$", "$[0]", "$[1]", "$[1][0]"]),
        (#"{"\u000B":1}"#, ["$", #"$['\u000b']"#]), (#"{"\u001f\u0061'\"\\\/":1}"#, ["$", #"$['\u001fa\'"\\/']"#]),
        (#"{"\b\f\n\r\t\u0000":1}"#, ["$", #"$['\b\f\n\r\t\u0000']"#]), ("{\"\u{7F}é😀\":1}", ["$", "$['\u{7F}é😀']"]),
    ])
    func normalizedPathsAreQueriesForTheirNodes(document: String, paths: [String]) throws {
        let document = try JSON(parsing: document)
        let below = try JSONPath(parsing: "$..*").paths(in: document)
        #expect(try JSONPath(parsing: "$").paths(in: document) + below == paths)
        for path in paths {
            let query = try JSONPath(parsing: path)
            #expect(query.isSingular)
            #expect(try query.paths(in: document) == [path])
            #expect(try query.nodes(in: document).count == 1)
        }
    }

    @Test(arguments: [
        ("$", true), ("$.a['b'][-1]", true), ("$ [ 'a' ] .b", true), ("$[0,0]", false), ("$[0:1]", false),
        ("$.*", false),
        ("$..a", false), ("$[?@.a]", false), ("$.a.*.b", false),
    ])
    func singularQueriesAreKnown(query: String, isSingular: Bool) throws {
        #expect(try JSONPath(parsing: query).isSingular == isSingular)
        #expect(try JSONPath(parsing: query).text == query)
    }

    @Test(arguments: [
        ("$.日本._é9", #"{"日本":{"_é9":1}}"#, "[1]"), ("$['\u{E9}']", "{\"e\u{301}\":1}", "[]"),
        ("$[?@ == 'e\u{301}']", "[\"\u{E9}\",\"e\u{301}\"]", "[\"e\u{301}\"]"),
        (#"$['\b\f\n\r\t\/\\\'"']"#, #"{"\b\f\n\r\t/\\'\"":1}"#, "[1]"),
        (#"$["\b\f\n\r\t\/\\'\""]"#, #"{"\b\f\n\r\t/\\'\"":1}"#, "[1]"), (#"$['\u0000']"#, #"{"\u0000":1}"#, "[1]"),
        ("$\n\t\r [ 'a' , 0 ] .b", #"{"a":{"b":1}}"#, "[1]"), ("$[ 1 : 3 : 2 ]", "[0,1,2,3]", "[1]"),
        ("$[?@ ['a'] .b [0]==1]", #"[{"a":{"b":[1]}}]"#, #"[{"a":{"b":[1]}}]"#),
        ("$[?@[ 'a' ]]", #"[{"a":1}]"#, #"[{"a":1}]"#), ("$[?count(@[ 'a' ])==1]", #"[{"a":1}]"#, #"[{"a":1}]"#),
        ("$ [ ? ( ! @.a ) || ! ( @.a == 1 && @.b ) ]", #"[{"a":1}]"#, #"[{"a":1}]"#),
        ("$[?match( @.a , 'x' )]", #"[{"a":"x"}]"#, #"[{"a":"x"}]"#),
        ("$[?count( @ .* ) == 2]", "[[1,2],[1]]", "[[1,2]]"),
        ("$[?(((@)))]", "[1]", "[1]"), (#"$['\uD83D\uDE00\ud83d\ude00']"#, #"{"😀😀":1}"#, "[1]"),
        ("$['😀']", #"{"\ud83d\ude00":1}"#, "[1]"), ("$.\u{E000}\u{10FFFF}", "{\"\u{E000}\u{10FFFF}\":1}", "[1]"),
        (#"$['a\/b']"#, #"{"a/b":1}"#, "[1]"), ("$['\u{7F}\u{85}\u{2028}']", "{\"\u{7F}\u{85}\u{2028}\":1}", "[1]"),
        ("$[?@==1.10e1||@==-0.0E-5||@==1E+2]", "[11,0,100,1]", "[11,0,100]"), ("$.*.*", "[[1],{\"a\":2},3]", "[1,2]"),
        ("$[*,*,0,-1,0:1]", "[1,2]", "[1,2,1,2,1,2,1]"),
        ("$..[*]..a", #"[[{"a":{"a":1}}]]"#, #"[{"a":1},1,{"a":1},1,1]"#), ("$[?! ( @ == 1 )]", "[1,2]", "[2]"),
        ("$[?@==1&&@==1||@==2]", "[1,2,3]", "[1,2]"),
        ("$[?@ == 1.0E+0]", "[1,10]", "[1]"), ("$[?@==-0.0]", "[0,-0]", "[0,-0]"),
        ("$[?@[?@.a == $[1]]]", #"[[{"a":5}],5]"#, #"[[{"a":5}]]"#),
    ])
    func lexicalForms(query: String, document: String, nodes: String) throws { try expectNodes(query, document, nodes) }
}

/// Expects exactly these nodes, in this order.
func expectNodes(_ query: String, _ document: String, _ nodes: String) throws {
    let path = try JSONPath(parsing: query)
    let document = try JSON(parsing: document)
    let found = try path.nodes(in: document)
    #expect(try JSON.array(found).text() == JSON(parsing: nodes).text())
    // The paths name the same nodes.
    let named = try path.paths(in: document).flatMap { try JSONPath(parsing: $0).nodes(in: document) }
    #expect(named == found)
}

/// Each node, then its descendants: the root's children, those of `o`, those of `a`, and so on.
private let everyDescendant = #"""
    [{"j":1,"k":2},[5,3,[{"j":4},{"k":6}]],1,2,5,3,[{"j":4},{"k":6}],{"j":4},{"k":6},4,6]
    """#
