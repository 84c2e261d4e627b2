import LeadlineCore

/// Keeps values that name each other from having no end: cells and parameters may hold placeholders that lead to others.
struct Nesting {
    /// How many values may lead from one to the next.
    static let depthLimit = 64
    /// Bytes of a text that is put together, and of all that are put together on the way to one value.
    static let sizeLimit = 1 << 20
    /// What a value counts for besides its text, so that values without any come to an end too.
    private static let valueSize = 16

    private let depth: Int
    /// Shared by all values that one placeholder leads to; nil outside of them.
    private let total: Total?

    private final class Total {
        var size = 0
    }

    init() {
        depth = 0
        total = nil
    }

    private init(depth: Int, total: Total) {
        self.depth = depth
        self.total = total
    }

    /// One value further in.
    func inner(at location: SourceLocation) throws(Diagnostic) -> Nesting {
        guard depth < Self.depthLimit else {
            throw Diagnostic(
                .error, .nestedTooDeep, "more than \(Self.depthLimit) values name each other", at: location,
                help: "write out what one of them stands for")
        }
        let inner = Nesting(depth: depth + 1, total: total ?? Total())
        try inner.count(Self.valueSize, at: location)
        return inner
    }

    /// Counts what was put together.
    func count(_ size: Int, at location: SourceLocation) throws(Diagnostic) {
        guard let total else { return }
        total.size += size
        if total.size > Self.sizeLimit { throw Self.tooLarge(at: location) }
    }

    static func tooLarge(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .wrongValue, "this value is larger than 1 MiB when its placeholders are filled in", at: location,
            help: "a long text comes from a file: 'from FILE'")
    }
}
