/// SipHash-2-4 (Aumasson, Bernstein 2012): a keyed function whose values tell nothing about what was put in, to anybody
/// without the key.
struct SipHash: Sendable {
    private let key: (UInt64, UInt64)

    init(_ first: UInt64, _ second: UInt64) { key = (first, second) }

    func callAsFunction(_ bytes: some Swift.Collection<UInt8>) -> UInt64 {
        var state = State(key)
        var word: UInt64 = 0
        var count = 0
        for byte in bytes {
            word |= UInt64(byte) << UInt64(8 * (count % 8))
            count += 1
            guard count % 8 == 0 else { continue }
            state.compress(word)
            word = 0
        }
        state.compress(word | UInt64(truncatingIfNeeded: count) << 56)
        return state.finish()
    }

    private struct State {
        private var v0, v1, v2, v3: UInt64

        init(_ key: (UInt64, UInt64)) {
            v0 = key.0 ^ 0x736F_6D65_7073_6575
            v1 = key.1 ^ 0x646F_7261_6E64_6F6D
            v2 = key.0 ^ 0x6C79_6765_6E65_7261
            v3 = key.1 ^ 0x7465_6462_7974_6573
        }

        mutating func compress(_ word: UInt64) {
            v3 ^= word
            for _ in 0..<2 { round() }
            v0 ^= word
        }

        mutating func finish() -> UInt64 {
            v2 ^= 0xFF
            for _ in 0..<4 { round() }
            return v0 ^ v1 ^ v2 ^ v3
        }

        private mutating func round() {
            v0 &+= v1
            v1 = Self.rotated(v1, 13) ^ v0
            v0 = Self.rotated(v0, 32)
            v2 &+= v3
            v3 = Self.rotated(v3, 16) ^ v2
            v0 &+= v3
            v3 = Self.rotated(v3, 21) ^ v0
            v2 &+= v1
            v1 = Self.rotated(v1, 17) ^ v2
            v2 = Self.rotated(v2, 32)
        }

        private static func rotated(_ word: UInt64, _ places: UInt64) -> UInt64 {
            word << places | word >> (64 - places)
        }
    }
}
