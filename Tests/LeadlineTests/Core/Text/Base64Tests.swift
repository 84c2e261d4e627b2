import LeadlineCore
import Testing

@Suite struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of the RFC`(_ plain: String, _ encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        #expect(Base64.decode(encoded.filter { $0 != "=" }) == Array(plain.utf8))
    }

    @Test func `both alphabets are read`() {
        let bytes: [UInt8] = [0xFB, 0xEF, 0xFF]
        #expect(Base64.encode(bytes) == "++//")
        #expect(Base64.encodeForURL(bytes) == "--__")
        #expect(Base64.decode("++//") == bytes && Base64.decode("--__") == bytes)
        #expect(Base64.decode("++\r\n//\n") == bytes)
    }

    @Test(arguments: ["Z", "Zg=", "Zm9v=", "Zg==Zg==", "Zm 9", "Zm9vé", "===="])
    func `what is not base64`(_ text: String) { #expect(Base64.decode(text) == nil) }
}
