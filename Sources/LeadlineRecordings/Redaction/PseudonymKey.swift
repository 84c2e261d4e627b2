package import LeadlineCore

/// The user's own key, from which pseudonyms are made: whoever has not got it cannot tell by trying whose they are.
package struct PseudonymKey: Sendable {
    package static let size = 16

    let hash: SipHash

    /// Nil where the bytes are not as many as a key has.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        self.init(for: bytes)
    }

    /// A key of all the bytes there are.
    package init(for bytes: [UInt8]) {
        func word(_ range: Range<Int>) -> UInt64 {
            range.reversed().reduce(0) { $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) }
        }
        hash = SipHash(word(0..<8), word(8..<16))
    }

    /// The key of a file, which is made of `random` bytes where there is none yet.
    package init(
        at path: String, in files: any StateFiles, random: (_ count: Int) -> [UInt8]
    ) throws(FileFailure) {
        if try files.read(path).isEmpty { try files.replace(path, with: random(Self.size)) }
        // Read again: where two processes make it at once, both go on with the one that stayed.
        guard let key = PseudonymKey(try files.read(path)) else {
            throw FileFailure(path: path, reason: "not a key of \(Self.size) bytes", isMissing: false)
        }
        self = key
    }
}
