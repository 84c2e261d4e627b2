import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession

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

    struct Row: Sendable {
        var identity: RowIdentity
        var differences: [Difference] = []
        /// Why the row says nothing, with the target's letter; nil when it was compared.
        var reason: String?
        /// Exchanges that were compared, and those of them that were the same.
        var compared = 0
        var equal = 0
    }

    private(set) var rows: [Row] = []
    /// Whether a target was not there at all for some row.
    private(set) var hasUnreachable = false

    /// What is never compared: it differs between any two servers.
    static let ignored =
        "ids, times, headers, how long it took, the sum and the values of documents in lists"

    /// Results of one plan on two targets, in the order of the plan.
    init(_ left: [RowResult], _ right: [RowResult], apis: [API]) {
        for (first, second) in zip(left, right) {
            let (a, b) = (RowTrace(first), RowTrace(second))
            hasUnreachable = hasUnreachable || a.isUnreachable || b.isUnreachable
            rows.append(Self.row(a, b, apis))
        }
    }

    var compared: [Row] { rows.filter { $0.reason == nil } }
    var differing: [Row] { compared.filter { !$0.differences.isEmpty } }

    /// Rows in which only the words of errors are others.
    var worded: [Row] { differing.filter { $0.differences.allSatisfy(\.isOfWords) } }

    var exitCode: ExitCode {
        if !differing.isEmpty { return .failed }
        return hasUnreachable || compared.isEmpty ? .notJudged : .success
    }

    // MARK: Rows

    private static func row(_ left: RowTrace, _ right: RowTrace, _ apis: [API]) -> Row {
        var row = Row(identity: left.result.identity)
        let why = (left.reason ?? left.refusal(unlike: right), right.reason ?? right.refusal(unlike: left))
        let reasons = [why.0.map { "A \($0)" }, why.1.map { "B \($0)" }].compactMap(\.self)
        if !reasons.isEmpty {
            row.reason = why.0 == why.1 ? why.0.map { "both \($0)" } : reasons.joined(separator: "; ")
            return row
        }
        for (first, second) in zip(left.steps, right.steps) {
            guard first.mark.isAtSamePlace(as: second.mark) else { break }
            compare(first, second, apis, &row)
        }
        let verdicts = (left.result.verdict, right.result.verdict)
        if verdicts.0 != verdicts.1, row.differences.isEmpty {
            let last = min(left.steps.count, right.steps.count)
            let longer = left.steps.count > right.steps.count ? left.steps : right.steps
            let place = longer.dropFirst(last).first?.mark.location ?? row.identity.location
            row.differences.append(
                Difference(
                    operation: "the row as a whole", location: place, subject: "verdict",
                    left: verdicts.0.word + headline(left.result), right: verdicts.1.word + headline(right.result)))
        }
        return row
    }

    private static func headline(_ result: RowResult) -> String {
        result.failures.first.map { ": \($0.headline)" } ?? ""
    }

    private static func compare(_ left: RowTrace.Step, _ right: RowTrace.Step, _ apis: [API], _ row: inout Row) {
        for (first, second) in zip(left.exchanges, right.exchanges) {
            let schema = first.exchange.operation.flatMap { operation in
                apis.first { $0.name == first.exchange.apiName }?.documentSchema(of: operation)
            }
            let found = ExchangeDrift(first.exchange, second.exchange, schema).differences
            row.compared += 1
            if found.isEmpty { row.equal += 1 }
            row.differences += found.map {
                Difference(
                    operation: first.exchange.operationName, location: first.location, subject: $0.subject,
                    left: $0.left,
                    right: $0.right)
            }
        }
        let hasTold = !row.differences.isEmpty
        for (first, second) in zip(left.sentences, right.sentences)
        where first.findings.isEmpty != second.findings.isEmpty && !hasTold {
            row.differences.append(
                Difference(
                    operation: left.exchanges.last?.exchange.operationName ?? "the row as a whole",
                    location: first.location, subject: String(first.location.text), left: words(first),
                    right: words(second)))
        }
    }

    private static func words(_ sentence: JudgedSentence) -> String {
        sentence.findings.first.map { "does not hold: \($0.subject) is \($0.actual)" } ?? "holds"
    }
}

extension Exchange {
    /// `dealerstudio.leads.update`; of what is no operation method and path.
    fileprivate var operationName: String {
        operation.map { "\(apiName ?? "").\($0.name)" } ?? "\(request.method) \(PercentEncoding.decode(request.path))"
    }
}
