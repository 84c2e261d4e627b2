import LeadlineCore
import TestSupport
import Testing

@testable import LeadlineRecordings

@Suite struct SipHashTests {
    struct Vector {
        var size: UInt8
        var expected: [UInt64]

        init(_ size: UInt8, _ expected: [UInt64]) {
            self.size = size
            self.expected = expected
        }
    }

    /// The reference implementation's vectors: the key is 00 01 … 0f, the text 00 01 … of that many bytes.
    @Test(arguments: [
        Vector(0, [0x31, 0x0E, 0x0E, 0xDD, 0x47, 0xDB, 0x6F, 0x72]),
        Vector(1, [0xFD, 0x67, 0xDC, 0x93, 0xC5, 0x39, 0xF8, 0x74]),
        Vector(2, [0x5A, 0x4F, 0xA9, 0xD9, 0x09, 0x80, 0x6C, 0x0D]),
        Vector(3, [0x2D, 0x7E, 0xFB, 0xD7, 0x96, 0x66, 0x67, 0x85]),
        Vector(7, [0x37, 0xD1, 0x01, 0x8B, 0xF5, 0x00, 0x02, 0xAB]),
        Vector(8, [0x62, 0x24, 0x93, 0x9A, 0x79, 0xF5, 0xF5, 0x93]),
        Vector(15, [0xE5, 0x45, 0xBE, 0x49, 0x61, 0xCA, 0x29, 0xA1]),
    ])
    func itGivesTheReferenceValues(vector: Vector) throws {
        let key = try #require(PseudonymKey(Array(0..<16)))
        let hash = key.hash(0..<vector.size)
        let bytes: [UInt64] = (0..<8).map { (place: UInt64) in (hash >> (8 * place)) & 0xFF }
        #expect(bytes == vector.expected)
    }

    @Test func aKeyIsMadeOnceAndKept() throws {
        let files = InMemoryStateFiles().process()
        let first = try PseudonymKey(at: "/state/pseudonym-key", in: files) { Array(repeating: 7, count: $0) }
        let second = try PseudonymKey(at: "/state/pseudonym-key", in: files) { Array(repeating: 8, count: $0) }
        #expect(first.hash([1, 2, 3]) == second.hash([1, 2, 3]))
    }

    @Test func aDamagedKeyIsNoKey() throws {
        let files = InMemoryStateFiles().process()
        try files.replace("/state/pseudonym-key", with: [1, 2, 3])
        #expect(throws: FileFailure.self) {
            try PseudonymKey(at: "/state/pseudonym-key", in: files) { Array(repeating: 7, count: $0) }
        }
    }
}
