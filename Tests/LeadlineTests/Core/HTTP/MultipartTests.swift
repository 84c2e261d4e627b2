import LeadlineCore
import TestSupport
import Testing

@Suite struct MultipartTests {
    private let parts = [
        MultipartPart(name: "a\"b\r\n%", bytes: Array("1".utf8)),
        MultipartPart(
            name: "file", fileName: "C:\\cv é.pdf", contentType: "application/pdf", bytes: [0, 13, 10, 45, 45, 255]),
        MultipartPart(name: "empty", bytes: []),
    ]

    @Test func encodesAsBrowsersDo() {
        let body = Multipart.encode(Array(parts.prefix(1)), boundary: "xyz")
        let expected = "--xyz\r\nContent-Disposition: form-data; name=\"a%22b%0D%0A%\"\r\n\r\n1\r\n--xyz--\r\n"
        #expect(String(decoding: body, as: UTF8.self) == expected)
        #expect(Multipart.encode([], boundary: "xyz") == Array("--xyz--\r\n".utf8))
    }

    @Test func roundTrips() throws {
        #expect(try Multipart.parse(Multipart.encode(parts, boundary: "xyz"), boundary: "xyz") == parts)
        #expect(try Multipart.parse(Multipart.encode([], boundary: "xyz"), boundary: "xyz").isEmpty)
        var random = SeededRandom(seed: 6)
        let boundary = Multipart.boundary(for: parts, random: &random)
        #expect(boundary.utf8.count <= 70)
        #expect(try Multipart.parse(Multipart.encode(parts, boundary: boundary), boundary: boundary) == parts)
    }

    @Test(arguments: [
        ("", "the body must begin with '--b'"), ("--b", "a line end expected behind the boundary before part 1"),
        ("--bX\r\n", "a line end expected behind the boundary before part 1"),
        ("--b\r\nA: b\r\n\r\nx", "part 1 has no boundary behind it"),
        ("--b\r\nA: b\r\n--b--", "part 1 has no empty line behind its headers"),
        ("--b\r\nA: b\r\n\r\nx\r\n--b--", "part 1 has no content-disposition header"),
        ("--b\r\nA\r\n\r\nx\r\n--b--", "part 1 has a header without ':'"),
        ("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "part 1 has no name"),
        (
            "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--",
            "part 1 must have 'form-data' as its content-disposition"
        ),
        (
            "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--",
            "part 1 has a damaged content-disposition header"
        ),
        ("--b--\r\nmore", "nothing may follow the last boundary, found 6 bytes"),
    ])
    func explainsErrors(body: String, message: String) {
        #expect(throws: MultipartError(message)) { try Multipart.parse(Array(body.utf8), boundary: "b") }
    }

    @Test func damagedBodiesNeverTrap() {
        let seed = String(decoding: Multipart.encode(Array(parts.dropLast(2)), boundary: "b"), as: UTF8.self)
        var read = 0
        for bytes in mutations(of: [seed], count: 3000, seed: 7) {
            if (try? Multipart.parse(bytes, boundary: "b")) != nil { read += 1 }
        }
        #expect(read > 0)
    }
}

@Suite struct MediaTypeTests {
    @Test func reads() throws {
        let type = try #require(MediaType(parsing: " Application/JSON ; Charset=\"utf-8\";x=1;; bad ;y=\"a\\\"b\""))
        #expect(type.essence == "application/json")
        #expect(type["charset"] == "utf-8")
        #expect(type["y"] == "a\"b")
        #expect(type["bad"] == nil)
        #expect(type.text == #"application/json; charset=utf-8; x=1; y="a\"b""#)
        #expect(MediaType(parsing: type.text) == type)
        #expect(type.isJSON)
        #expect(MediaType(parsing: "application/problem+json")?.isJSON == true)
    }

    @Test(arguments: ["", "json", "a/", "/b", "a b/c", "text/html x"])
    func refuses(text: String) {
        #expect(MediaType(parsing: text) == nil)
    }

    @Test(arguments: [
        ("cv.PDF", "application/pdf"), ("a.tar.gz", "application/gzip"), ("x", "application/octet-stream"),
        ("x.", "application/octet-stream"),
        ("photo.jpeg", "image/jpeg"), ("é.csv", "text/csv"),
    ])
    func guesses(name: String, type: String) {
        #expect(MediaType.guess(fileName: name) == type)
    }
}
