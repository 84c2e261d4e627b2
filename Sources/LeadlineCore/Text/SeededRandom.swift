/// A small generator whose numbers are the same for the same seed on every machine and in every version: SplitMix64
/// (Steele, Lea, Flood 2014). Not for secrets.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

    private init(state: UInt64) { self.state = state }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number from 0 to `bound - 1`; 0 for bounds below 2. Unlike `Int.random` its method cannot change with Swift.
    package mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }

    /// A generator for one purpose, as in `fork("row 3")`: it depends on the label and on the numbers drawn from this
    /// one so far, and drawing from it does not change this one.
    package func fork(_ label: String) -> SeededRandom {
        SeededRandom(state: Self.mix(state ^ stableHash(label)) &+ 0x9E37_79B9_7F4A_7C15)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// A hash of a text's UTF-8 bytes that never changes: FNV-1a, 64 bits. Swift's own hash differs in each process.
package func stableHash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
}
