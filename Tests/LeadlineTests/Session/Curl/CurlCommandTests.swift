import LeadlineCore
import Testing

@testable import LeadlineSession

/// Options of curl, and the request that they mean: by its manual and by what it was seen to send.
@Suite struct CurlCommandTests {
    private static let files = [
        "body.json": "{\"a\":1}\r\n", "cv.pdf": "%PDF", "names": "a b&c", "headers.txt": "X-A: 1\nX-B;\n",
        "cookies.txt": "# Netscape\n#HttpOnly_.x.test\tTRUE\t/\tFALSE\t0\tsid\t7\ny.test\tFALSE\t/\tFALSE\t0\tno\t1\n",
        "a,b.pdf": "comma",
    ]

    private func commands(_ text: String) throws(Diagnostic) -> [CurlCommand] {
        let source = Source(name: "curl", text: "curl \(text)")
        let copied: CopiedCommands
        do { copied = try CopiedCommands(source) } catch { throw error.all[0] }
        return try CurlCommand.all(copied.all[0].words, at: copied.all[0].location) {
            path, location throws(Diagnostic) in
            guard let text = Self.files[path] else {
                throw Diagnostic(.error, .unknownFile, "cannot read '\(path)'", at: location)
            }
            return Array(text.utf8)
        }
    }

    private func shown(_ text: String) throws -> String {
        do {
            return try commands(text).map { command in
                let fields = command.fields.all.map { "\($0.name): \($0.value)" }
                let body = command.body.isEmpty ? [] : [String(decoding: command.body, as: UTF8.self)]
                return (["\(command.method) \(command.url.origin)\(command.url.target)"] + fields + body)
                    .joined(separator: " | ")
            }.joined(separator: " ++ ")
        } catch { return "\(error.code.rawValue): \(error.message)" + (error.help.map { " (\($0))" } ?? "") }
    }

    private static let form = "Content-Type: application/x-www-form-urlencoded"

    @Test(arguments: [
        ("x.test", "GET http://x.test/"),
        ("https://x.test?a=1#part", "GET https://x.test/?a=1"),
        ("-sSLkX POST x.test/a", "POST http://x.test/a"), ("-XPOST -Ha:b x.test", "POST http://x.test/ | a: b"),
        ("--request=PUT --url=x.test", "PUT http://x.test/"), ("-- x.test", "GET http://x.test/"),
        ("x.test --no-progress-meter --no-compressed", "GET http://x.test/"),
        // Headers: removed, empty, without a colon, from a file, in place of curl's own.
        ("x.test -H 'A:' -H 'B;' -H 'C' -H 'D;x' -H 'E:  1 '", "GET http://x.test/ | B:  | E: 1 "),
        ("x.test -d a -H 'Content-Type:'", "POST http://x.test/ | a"),
        ("x.test -A me -H 'user-agent: other' -e from -H 'Referer:'", "GET http://x.test/ | user-agent: other"),
        ("x.test -H @headers.txt", "GET http://x.test/ | X-A: 1 | X-B: "),
        // Data.
        ("x.test -d @body.json", "POST http://x.test/ | \(form) | {\"a\":1}"),
        ("x.test --data-binary @body.json", "POST http://x.test/ | \(form) | {\"a\":1}\r\n"),
        ("x.test --data-ascii a -d ''", "POST http://x.test/ | \(form) | a&"),
        ("x.test -d ''", "POST http://x.test/ | \(form)"),
        (
            "x.test --json '{\"a\":' --json '1}'",
            "POST http://x.test/ | Content-Type: application/json | Accept: application/json | {\"a\":1}"
        ),
        (
            "x.test --data-urlencode 'a b' --data-urlencode '=c=d' --data-urlencode 'n=é&' --data-urlencode @names "
                + "--data-urlencode n@names",
            "POST http://x.test/ | \(form) | a%20b&c%3Dd&n=%C3%A9%26&a%20b%26c&n=a%20b%26c"
        ),
        ("-G x.test/p?x=1 -d a=1 --data-urlencode 'b=c d'", "GET http://x.test/p?x=1&a=1&b=c%20d"),
        ("-G -I x.test -d a=1", "HEAD http://x.test/?a=1"),
        ("x.test --url-query 'a=b c' --url-query +d=%20 -d x", "POST http://x.test/?a=b%20c&d=%20 | \(form) | x"),
        // Uploads.
        ("-T cv.pdf https://x.test/dir/", "PUT https://x.test/dir/cv.pdf | %PDF"),
        ("-T cv.pdf https://x.test/name -X POST", "POST https://x.test/name | %PDF"),
        // Who asks.
        ("-u me:pass x.test", "GET http://x.test/ | Authorization: Basic bWU6cGFzcw=="),
        ("https://me:p%40ss@x.test/a@b", "GET https://x.test/a@b | Authorization: Basic bWU6cEBzcw=="),
        ("--oauth2-bearer abc x.test", "GET http://x.test/ | Authorization: Bearer abc"),
        ("-b 'a=1; b=2' -b c=3 x.test", "GET http://x.test/ | Cookie: a=1; b=2;c=3"),
        ("x.test -b cookies.txt", "GET http://x.test/ | Cookie: sid=7"), ("x.test -b ''", "GET http://x.test/"),
        // URLs.
        (#"'https://x.test/?a\[b\]=\{1\}'"#, "GET https://x.test/?a[b]={1}"),
        ("'https://x.test/?where[a][equals]=1'", "GET https://x.test/?where[a][equals]=1"),
        ("-g 'https://x.test/{a,b}[1-3]'", "GET https://x.test/{a,b}[1-3]"),
        ("https://x.test/grün", "GET https://x.test/gr%C3%BCn"),
        ("x.test/1 x.test/2 -d a", "POST http://x.test/1 | \(form) | a ++ POST http://x.test/2 | \(form) | a"),
        ("x.test/1 -d a --next -H b:c x.test/2", "POST http://x.test/1 | \(form) | a ++ GET http://x.test/2 | b: c"),
    ]) func `an option does what it does for curl`(_ text: String, _ request: String) throws {
        #expect(try shown(text) == request)
    }

    @Test(arguments: [
        ("-F a=1 -F 'b= x '", ["a | 1", "b |  x "]),
        ("-F cv=@cv.pdf", ["cv cv.pdf application/pdf | %PDF"]),
        ("-F 'cv=@cv.pdf;type=text/plain;filename=my.txt'", ["cv my.txt text/plain | %PDF"]),
        ("-F 'cv=@cv.pdf;filename=\"a;\\\"b\\\".pdf\"'", ["cv a;\"b\".pdf application/pdf | %PDF"]),
        ("-F 'cv=@\"a,b.pdf\"'", ["cv a,b.pdf application/pdf | comma"]),
        ("-F 'a=<names'", ["a | a b&c"]),
        ("-F 'a={\"x\":1};type=application/json'", ["a application/json | {\"x\":1}"]),
        ("--form-string 'a=@cv.pdf;type=x'", ["a | @cv.pdf;type=x"]),
        (
            "-F 'lead[files][0][file]=@cv.pdf' -F 'lead[name]=Ada'",
            ["lead[files][0][file] cv.pdf application/pdf | %PDF", "lead[name] | Ada"]
        ),
    ]) func `a form is multipart`(_ options: String, _ parts: [String]) throws {
        let command = try #require(try commands("\(options) x.test").first)
        #expect(command.method == "POST")
        let type = try #require(command.fields["Content-Type"].flatMap { MediaType(parsing: $0) })
        #expect(type.essence == "multipart/form-data")
        let read = try Multipart.parse(command.body, boundary: try #require(type["boundary"]))
        #expect(
            read.map { part in
                [part.name, part.fileName, part.contentType].compactMap { $0 }.joined(separator: " ")
                    + " | \(String(decoding: part.bytes, as: UTF8.self))"
            } == parts)
    }

    @Test(arguments: [
        (
            "",
            "syntax: URL expected, found the end "
                + "(write for example 'curl https://dashboard.dealerstudio.com.au/api/v1/apikeys/apikey_details.json')"
        ),
        ("-X GET", "syntax: the curl command has no URL (add --url URL)"),
        ("x.test -H", "syntax: the curl option '-H' needs a value"),
        ("x.test --next", "syntax: the curl command has no URL (add --url URL)"),
        (
            "x.test --hedaer a",
            "unknown-option: the curl option '--hedaer' is not understood here (did you mean '--header'?)"
        ),
        (
            "x.test -sQ",
            "unknown-option: the curl option '-Q' is not understood here (leave it out if it does not change the request)"
        ),
        ("x.test -d a -F b=c", "conflicting-parts: curl sends either data or a form, not both (leave one of them out)"),
        (
            "-I x.test -d a",
            "conflicting-parts: curl sends either data or --head, not both (add --get to send the data in the URL)"
        ),
        (
            "'x.test/[1-3]'",
            "wrong-value: curl reads '[1-3]' in a URL as a pattern of several URLs "
                + "(add --globoff if the characters are meant; otherwise write one command for each URL)"
        ),
        (
            "x.test -F 'a=@one,two'",
            "wrong-value: several files in one part are not understood here "
                + "(write -F once for each file; a comma in a file's name needs quotes: -F 'file=@\"a,b.pdf\"')"
        ),
        ("x.test -F a", "wrong-value: 'a' is no part of a form (as in -F name=value, -F file=@cv.pdf)"),
        ("x.test -X 'A B'", "wrong-value: 'A B' is no method (as in -X PATCH)"),
        ("x.test -d @missing", "unknown-file: cannot read 'missing'"),
        (
            "ftp://x.test",
            "wrong-value: 'ftp://x.test' is no URL: a URL that begins with 'https://' or 'http://' expected"
        ),
        (
            "x.test -H $'A: 1\\r\\nB: 2'",
            "wrong-value: a header holds no line end or other control character, found \"A: 1\\r\\nB: 2\""
        ),
    ]) func `what a curl command cannot be`(_ text: String, _ mistake: String) throws {
        #expect(try shown(text) == mistake)
    }
}
