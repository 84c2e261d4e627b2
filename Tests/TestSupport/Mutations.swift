import LeadlineCore

/// Damaged copies of a parser's valid input: bytes replaced, removed, doubled, moved, from a seed. Short fuzzing for
/// the test suite, the same at each run.
package func mutations(of seeds: [String], count: Int, seed: Int) -> [[UInt8]] {
    var random = SeededRandom(seed: seed)
    let inputs = seeds.map { Array($0.utf8) }
    return (0..<count).map { _ in
        var bytes = inputs[random.below(inputs.count)]
        for _ in 0...random.below(4) { mutate(&bytes, &random) }
        return bytes
    }
}

private func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let interesting = Array("{}[]\"'\\:,-#&*!|>%@`\n\r\t 0aé\u{0}\u{FEFF}".utf8)
    let place = random.below(bytes.count + 1)
    switch random.below(5) {
    case 0: bytes.insert(interesting[random.below(interesting.count)], at: place)
    case 1 where place < bytes.count: bytes.remove(at: place)
    case 2 where place < bytes.count: bytes[place] = UInt8(random.below(256))
    case 3 where place < bytes.count:
        let end = place + random.below(min(12, bytes.count - place))
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count))
    default: bytes.removeLast(min(random.below(8), bytes.count))
    }
}
