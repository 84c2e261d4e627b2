/// Sizes for people: `812 B`, `1.4 kB`, `30.2 MB`.
enum ByteCount {
    static func text(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) B"
        case ..<1_000_000: "\(tenths(count, 1000)) kB"
        default: "\(tenths(count, 1_000_000)) MB"
        }
    }

    private static func tenths(_ count: Int, _ unit: Int) -> String {
        let tenths = count / (unit / 10)
        return tenths % 10 == 0 || tenths >= 1000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
