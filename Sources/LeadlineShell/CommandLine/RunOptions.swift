import LeadlineCore
package import LeadlineScenarios

/// What `leadline run` was asked to do.
package struct RunOptions: Sendable {
    /// As typed, lines still behind them.
    package var paths: [String]
    package var traffic: TrafficOptions
    /// OpenAPI documents of the user's own.
    package var apis: [String]
    package var parameters: [String: String]
    package var caseText: String?
    package var row: Int?
    package var tags: TagExpression?
    /// nil: as many as there are processors, one on live servers.
    package var jobs: Int?
    package var seed: Int?
    /// nil: run to the end, whatever fails.
    package var maxFailures: Int?
    /// How many documents an update or delete with `where` may touch; nil: any number.
    package var maxAffected: Int?
    package var isList: Bool
    package var reports: [ReportRequest]
    /// Whether what no scenario touched is listed.
    package var showsCoverage: Bool
    package var verbosity: Verbosity

    init(_ line: ParsedLine) throws(Diagnostic) {
        paths = line.operands
        traffic = try TrafficOptions(line)
        apis = line.values(.api).map(\.text)
        parameters = try Self.parameters(line)
        caseText = line.text(.case)
        row = try line.number(.row)
        tags = try Self.tags(line)
        jobs = try line.number(.jobs)
        seed = try line.number(.seed)
        maxFailures = try line.number(.maxFailures)
        if line.has(.failFast) { maxFailures = 1 }
        maxAffected = try line.number(.maxAffected)
        isList = line.has(.list)
        reports = try ReportRequest.all(line)
        showsCoverage = line.has(.coverage)
        verbosity = line.verbosity
    }

    private static func tags(_ line: ParsedLine) throws(Diagnostic) -> TagExpression? {
        guard let value = line.values(.tags).last else { return nil }
        do { return try TagExpression(parsing: value.text) } catch {
            throw Diagnostic(
                .error, .invalidArgument, "'\(value.spelling)' cannot be read: \(error.message)",
                help: "as in --tags 'smoke and not slow'")
        }
    }

    private static func parameters(_ line: ParsedLine) throws(Diagnostic) -> [String: String] {
        var parameters: [String: String] = [:]
        for value in line.values(.var) {
            guard let sign = value.text.firstIndex(of: "="), sign != value.text.startIndex else {
                throw Diagnostic(
                    .error, .invalidArgument, "'--var' takes NAME=VALUE, found '\(value.text)'",
                    help: "as in '--var city=Melbourne'")
            }
            let name = String(value.text[..<sign])
            if parameters[name] != nil {
                throw Diagnostic(.error, .invalidArgument, "the parameter '\(name)' is given twice")
            }
            parameters[name] = String(value.text[value.text.index(after: sign)...])
        }
        return parameters
    }

    /// Whether somebody wants to know what the rows do, not only what became of them.
    var keepsEvents: Bool { showsCoverage || reports.contains { $0.kind == .jsonl } }

    /// The options that a command must repeat to run the same rows in the same way.
    package var repeated: [String] {
        var words = apis.flatMap { ["--api", $0] }
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) { words += ["--var", "\(name)=\(value)"] }
        if let seed { words += ["--seed", String(seed)] }
        if let maxAffected { words += ["--max-affected", String(maxAffected)] }
        return words + traffic.repeated
    }
}
