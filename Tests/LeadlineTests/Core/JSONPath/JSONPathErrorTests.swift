import LeadlineCore
import TestSupport
import Testing

@Suite struct JSONPathErrorTests {
    @Test(arguments: [
        ("①", "'$' expected, found the end of the text"), ("①a", "'$' expected, found 'a'"),
        ("① $", "'$' expected, found ' '"), ("①@", "'$' expected, found '@'"),
        ("$① ", "the end of the query expected, found a blank"),
        ("$.a①\n\t", "the end of the query expected, found a blank"),
        ("$①a", "'.', '[' or the end of the query expected, found 'a'"),
        ("$.a①-b", "'.', '[' or the end of the query expected, found '-'"),
        ("$ ①x", "'.', '[' or the end of the query expected, found 'x'"),
        ("$.①", "'*' or a name behind '.' expected, found the end of the text"),
        ("$.① a", "'*' or a name behind '.' expected, found ' '"),
        ("$.①1", "'*' or a name behind '.' expected, found '1'"),
        ("$.①['a']", "'*' or a name behind '.' expected, found '['"),
        ("$..①.a", "'[', '*' or a name behind '..' expected, found '.'"),
        ("$..①", "'[', '*' or a name behind '..' expected, found the end of the text"),
        ("$.*①a", "'.', '[' or the end of the query expected, found 'a'"),
    ])
    func segments(marked: String, message: String) { expectError(marked, message) }

    @Test(arguments: [
        ("$[①]", "a name in quotes, an index, a slice, '*' or '?' expected, found ']'"),
        ("$[①", "a name in quotes, an index, a slice, '*' or '?' expected, found the end of the text"),
        ("$[0,①]", "a name in quotes, an index, a slice, '*' or '?' expected, found ']'"),
        ("$[①a]", "a name in quotes, an index, a slice, '*' or '?' expected, found 'a'"),
        ("$[①@.a]", "a name in quotes, an index, a slice, '*' or '?' expected, found '@'"),
        ("$[①+1]", "a name in quotes, an index, a slice, '*' or '?' expected, found '+'"),
        ("$['a'①", "',' or ']' expected, found the end of the text"),
        ("$['a' ①'b']", "',' or ']' expected, found a single quote"),
        ("$[*①*]", "',' or ']' expected, found '*'"), ("$[0 ①2]", "':', ',' or ']' expected, found '2'"),
        ("$[1①.0]", "':', ',' or ']' expected, found '.'"), ("$[1:2①a]", "',' or ']' expected, found 'a'"),
        ("$[1:2:3①:4]", "',' or ']' expected, found ':'"), ("$[:①+1]", "',' or ']' expected, found '+'"),
        ("$[-① 1]", "a digit behind '-' expected, found ' '"), ("$[1:-①]", "a digit behind '-' expected, found ']'"),
        ("$[①-0]", "'0' expected, found '-0'"), ("$[::①-0]", "'0' expected, found '-0'"),
        ("$[①01]", "a number cannot begin with 0 and another digit"),
        ("$[:-①01]", "a number cannot begin with 0 and another digit"),
        ("$[①9007199254740992]", Self.outOfRange + "'9007199254740992'"),
        ("$[::①-9007199254740992]", Self.outOfRange + "'-9007199254740992'"),
        ("$[1:①99999999999999999999999999]", Self.outOfRange + "'999999999999999999999999…'"),
    ])
    func selectors(marked: String, message: String) { expectError(marked, message) }

    private static let innerBlank = "a query that stands for a value has no blanks inside its brackets"
    private static let outOfRange = "a whole number from -9007199254740991 to 9007199254740991 expected, found "

    @Test(arguments: [
        ("$[①'a]", "this text has no closing single quote"), (#"$[①"a]"#, #"this text has no closing '"'"#),
        (#"$[①'a\']"#, "this text has no closing single quote"),
        ("$['a①\tb']", #"U+0009 in a text must be written as '\u0009'"#),
        ("$[\"a①\u{1F}b\"]", #"U+001F in a text must be written as '\u001F'"#),
        ("$['a①\n']", #"the end of the line in a text must be written as '\u000A'"#),
        (#"$['①\x']"#, #"one of \' \\ \/ \b \f \n \r \t \uXXXX expected, found a '\' before 'x'"#),
        (#"$['①\"']"#, #"one of \' \\ \/ \b \f \n \r \t \uXXXX expected, found a '\' before '"'"#),
        (#"$["①\'"]"#, #"one of \" \\ \/ \b \f \n \r \t \uXXXX expected, found a '\' before a single quote"#),
        (#"$['①\"#, #"nothing follows the '\'"#),
        (#"$['\u12①x']"#, #"four hexadecimal digits behind '\u' expected, found 'x'"#),
        (#"$['①\uD800']"#, #"'\uD800' is half of a surrogate pair without the other half"#),
        (#"$["①\uDC00"]"#, #"'\uDC00' is half of a surrogate pair without the other half"#),
    ])
    func texts(marked: String, message: String) { expectError(marked, message) }

    @Test(arguments: [
        ("$[?①]", "a value, a query or a function expected, found ']'"),
        ("$[?①", "a value, a query or a function expected, found the end of the text"),
        ("$[?@ == ①]", "a value, a query or a function expected, found ']'"),
        ("$[?@==①(@)]", "a value, a query or a function expected, found '('"),
        ("$[?@==①+1]", "a value, a query or a function expected, found '+'"),
        ("$[?@==①True]", "a value, a query or a function expected, found 'True'"),
        ("$[?@==①nil]", "a value, a query or a function expected, found 'nil'"),
        ("$[?@ && ①]", "a value, a query or a function expected, found ']'"),
        ("$[?!①!@]", "a value, a query or a function expected, found '!'"),
        ("$[?@①x]", "'&&', '||', ',' or ']' expected, found 'x'"),
        ("$[?@①", "'&&', '||', ',' or ']' expected, found the end of the text"),
        ("$[?@ ①& @]", "'&&', '||', ',' or ']' expected, found '&'"),
        ("$[?@==1①==1]", "'&&', '||', ',' or ']' expected, found '='"),
        ("$[?(@)①==1]", "'&&', '||', ',' or ']' expected, found '='"),
        ("$[?!@ ①== 1]", "'&&', '||', ',' or ']' expected, found '='"),
        ("$[?(@①]", "'&&', '||' or ')' expected, found ']'"), ("$[?@①=1]", "'==' expected, found '='"),
        ("$[?@ ①=~ 'a']", "'==' expected, found '='"),
        ("$[?@==1.①]", "a digit behind '.' expected, found ']'"),
        ("$[?@==-①]", "a digit behind '-' expected, found ']'"),
        ("$[?@==①01]", "a number cannot begin with 0 and another digit"),
        ("$[?@==1e①]", "a digit behind the 'e' of a number expected, found ']'"),
        ("$[?1①]", "a comparison behind a literal value expected, found ']'"),
        ("$[?'a' ①&& @]", "a comparison behind a literal value expected, found '&'"),
        ("$[?!①true]", "'(', a query or a test behind '!' expected, found a literal value"),
        ("$[?!①count(@)>1]", "'(', a query or a test behind '!' expected, found the value of 'count'"),
        ("$[?@[① 'a']==1]", Self.innerBlank), ("$[?1==$.a['b'①\t]]", Self.innerBlank),
        ("$[?length(@[0①\n])==1]", Self.innerBlank), ("$[?match('a', $[① 'a'])]", Self.innerBlank),
        ("$..①\t*", "'[', '*' or a name behind '..' expected, found U+0009"),
        ("$..① ['a']", "'[', '*' or a name behind '..' expected, found ' '"),
        ("$[?@.a ①\u{A0}== 1]", "'&&', '||', ',' or ']' expected, found '\u{A0}'"),
        ("$[?@ ①! = 1]", "'&&', '||', ',' or ']' expected, found '!'"),
        ("$[?@ < ①= 1]", "a value, a query or a function expected, found '='"),
        ("$[?@ ①| | @]", "'&&', '||', ',' or ']' expected, found '|'"),
        ("$[?@.a==-① 1]", "a digit behind '-' expected, found ' '"),
        ("$[?@==1.①\n5]", "a digit behind '.' expected, found the end of the line"),
        ("$[?①@.*==1]", "one value expected, found a query that can give several"),
        ("$[?1==①$..a]", "one value expected, found a query that can give several"),
        ("$[?①match(@,'a')==1]", "one value expected, found 'match', which is true or false"),
        ("$[?1==①search(@,'a')]", "one value expected, found 'search', which is true or false"),
    ])
    func filters(marked: String, message: String) { expectError(marked, message) }

    @Test(arguments: [
        ("$[?①lenght(@)]", "unknown function 'lenght': did you mean 'length'?"),
        ("$[?①xyzzy_9(@)]", "unknown function 'xyzzy_9': one of length, count, match, search, value"),
        ("$[?①true(@)]", "unknown function 'true': one of length, count, match, search, value"),
        ("$[?count① (@)]", "'(' behind 'count' expected, found ' '"),
        ("$[?count①]", "'(' behind 'count' expected, found ']'"),
        ("$[?count(①)]", "a value, a query or a function expected, found ')'"),
        ("$[?count(@①,@)]", "')' behind what 'count' takes expected, found ','"),
        ("$[?length(@ ①== 1)]", "')' behind what 'length' takes expected, found '='"),
        ("$[?match(@①)]", "',' and the pattern of 'match' expected, found ')'"),
        ("$[?search(@,①)]", "a value, a query or a function expected, found ')'"),
        ("$[?count(@)①]", "a comparison behind the value of 'count' expected, found ']'"),
        ("$[?count(①1)>1]", "a query expected, found a literal value"),
        ("$[?value(①count(@))>1]", "a query expected, found the value of 'count'"),
        ("$[?count(①match(@,'a'))>1]", "a query expected, found 'match', which is true or false"),
        ("$[?length(①@.*)>1]", "one value expected, found a query that can give several"),
        ("$[?length(①match(@,'a'))>1]", "one value expected, found 'match', which is true or false"),
        ("$[?match(@,①$..a)]", "one value expected, found a query that can give several"),
        ("$[?match(①@.*,'a')]", "one value expected, found a query that can give several"),
        ("$[?count(①!@)>1]", "a value, a query or a function expected, found '!'"),
        ("$[?count(①(@))>1]", "a value, a query or a function expected, found '('"),
    ])
    func functions(marked: String, message: String) { expectError(marked, message) }

    @Test(arguments: [("(", ")"), ("@[?", "]"), ("length(", ")")])
    func nestingHasALimit(opening: String, closing: String) throws {
        func query(_ depth: Int) -> String {
            let isValue = opening == "length("
            let inside = String(repeating: opening, count: depth) + "@" + String(repeating: closing, count: depth)
            return "$[?\(inside)\(isValue ? "==1" : "")]"
        }
        _ = try JSONPath(parsing: query(63)).nodes(in: [[[1]]])
        for depth in [64, 100_000] {
            let error = #expect(throws: TextSyntaxError.self) { try JSONPath(parsing: query(depth)) }
            #expect(error?.message == "nested deeper than 64 levels")
        }
    }

    private func expectError(_ marked: String, _ message: String) {
        let input = MarkedText(marked)
        let error = #expect(throws: TextSyntaxError.self, "\(marked)") { try JSONPath(parsing: input.text) }
        #expect(error == TextSyntaxError(offset: input[1], message: message), "\(marked)")
    }
}
