import LeadlineAPI
import LeadlineCore
import LeadlineScenarios

/// Where the rows of a suite behaved otherwise on one target than on another.
struct Drift: Sendable {
    /// One thing in which both differ.
    struct Difference: Sendable {
        /// `dealerstudio.leads.update`; of what no operation is: method and path.
        var operation: String
        /// Of the command or sentence.
        var location: SourceLocation
        /// `outcome`, `status`, `errors`, `doc.phone`, a sentence.
        var subject: String
        var left: String
        var right: String

        /// Whether only an error's words are others.
        var isOfWords: Bool { subject == ExchangeDrift.words }
    }

    /// A request that was sent to both.
    struct Compared: Sendable {
        /// As in `Difference`.
        var operation: String
        var isEqual: Bool
    }

    struct Row: Sendable {
        var identity: RowIdentity
        var differences: [Difference] = []
        /// Why the row says nothing, with the target's letter; nil when it was compared.
        var reason: String?
        var requests: [Compared] = []
    }

    /// A target, and what the rows of the plan did on it, in the order of the plan.
    struct Side {
        var name: String
        var kind: TargetKind
        var rows: [RowResult]
    }

    private(set) var rows: [Row] = []
    /// Whether a target was not there at all for some row.
    private(set) var hasUnreachable = false
    let names: [String]
    /// Whether one of the targets is the embedded mock.
    let isOfMock: Bool

    /// What is never compared: it differs between any two servers.
    static let ignored =
        "ids, times, headers, how long it took, the sum and the values of documents in lists"

    init(_ left: Side, _ right: Side, apis: [API]) {
        names = [left.name, right.name]
        isOfMock = left.kind == .mock || right.kind == .mock
        for (first, second) in zip(left.rows, right.rows) {
            let (a, b) = (RowTrace(first, left.kind), RowTrace(second, right.kind))
            hasUnreachable = hasUnreachable || a.isUnreachable || b.isUnreachable
            rows.append(RowComparison(a, b, apis).row)
        }
    }

    var compared: [Row] { rows.filter { $0.reason == nil } }
    var differing: [Row] { compared.filter { !$0.differences.isEmpty } }
    /// All requests that were sent to both.
    var requests: [Compared] { compared.flatMap(\.requests) }

    /// Rows in which only the words of errors are others.
    var worded: [Row] { differing.filter { $0.differences.allSatisfy(\.isOfWords) } }

    var exitCode: ExitCode {
        if !differing.isEmpty { return .failed }
        return hasUnreachable || compared.isEmpty ? .notJudged : .success
    }

    // MARK: By operation

    /// How far one operation is the same on both, over all compared rows.
    struct Operation {
        var name: String
        /// 0 of what is no operation: a whole row.
        var requests = 0
        var others = 0

        var isAlike: Bool { others == 0 }
    }

    /// In the order of their names; one is otherwise where a request of it was answered otherwise, or a sentence about it
    /// does not hold on both.
    var operations: [Operation] {
        var found: [String: Operation] = [:]
        for row in compared {
            for request in row.requests {
                found[request.operation, default: Operation(name: request.operation)].requests += 1
                if !request.isEqual { found[request.operation]?.others += 1 }
            }
            for difference in row.differences where found[difference.operation]?.isAlike ?? true {
                found[difference.operation, default: Operation(name: difference.operation)].others += 1
            }
        }
        return found.values.sorted { $0.name < $1.name }
    }
}
