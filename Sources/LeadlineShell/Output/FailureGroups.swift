import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios

/// Rows by the way in which they failed. The first of each group is shown whole.
struct FailureGroups: Sendable {
    struct Group: Sendable {
        var first: RowIdentity
        var others: [RowIdentity] = []
        /// Counts all groups, from 0.
        fileprivate var number: Int

        fileprivate init(first: RowIdentity, number: Int) {
            self.first = first
            self.number = number
        }
    }

    /// What a reader would see of a failure, but for the row: where, what was expected, what was found.
    private struct Kind: Hashable {
        /// nil for what could not be judged, which is the same in any file.
        var file: String?
        var places: [Place] = []
        var texts: [String] = []
    }

    private struct Place: Hashable {
        /// nil: a row that was expected to fail.
        var kind: Failure.Kind?
        var file: String
        var range: Range<Int>

        init(_ kind: Failure.Kind?, _ location: SourceLocation) {
            self.kind = kind
            file = location.source.name
            range = location.range
        }
    }

    private var groups: [Kind: Group] = [:]
    private var count = 0
    /// The file whose rows come in, and the groups that end with it.
    private var file: String?
    private var ofFile: [Kind] = []

    /// Takes a row in; false when one that failed the same way has been shown.
    mutating func add(_ result: RowResult) -> Bool {
        let kind = Self.kind(result)
        if groups[kind] != nil {
            groups[kind]?.others.append(result.identity)
            return false
        }
        groups[kind] = Group(first: result.identity, number: count)
        count += 1
        if kind.file != nil { ofFile.append(kind) }
        return true
    }

    /// Hands out the groups that end because another file begins, or all.
    mutating func finish(file: String? = nil) -> [Group] {
        if let file, file == self.file { return [] }
        self.file = file
        var ended = ofFile.compactMap { groups.removeValue(forKey: $0) }
        ofFile = []
        if file == nil {
            ended += groups.values
            ended.sort { $0.number < $1.number }
            groups = [:]
        }
        return ended.filter { !$0.others.isEmpty }
    }

    private static func kind(_ result: RowResult) -> Kind {
        let isError = result.failures.allSatisfy { $0.kind == .error && $0.phase != .teardown }
        if isError, let first = result.failures.first, first.diagnostic == nil {
            return Kind(file: nil, texts: [first.headline])
        }
        var kind = Kind(file: result.identity.file)
        for failure in result.failures {
            kind.places.append(Place(failure.kind, failure.location))
            if failure.findings.isEmpty { kind.texts.append(failure.headline) }
            for finding in failure.findings { kind.texts += [finding.subject, finding.expected, finding.actual] }
        }
        if case .surprisePass = result.verdict { kind.places.append(Place(nil, result.identity.location)) }
        return kind
    }
}
