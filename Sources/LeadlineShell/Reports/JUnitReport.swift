package import LeadlineCore
package import LeadlineScenarios

/// A run as JUnit XML: a suite for each file, a case for each row. It has the structure of the schema that Jenkins
/// publishes, and two attributes more, `file` and `line` of a case, which GitLab and others read.
///
/// Counts stand before what they count, so the text is held until the end of the run: some 200 bytes a row.
package struct JUnitReport: RunReport {
    private let presentation: Presentation
    private let started: Timestamp
    private let isInterrupted: @Sendable () -> Bool
    private var start: RunStart?
    private var suite: Suite?
    private var suites: [UInt8] = []
    private var total = Counts()

    private struct Counts: Sendable {
        var tests = 0
        var failures = 0
        var errors = 0
        var skipped = 0
        var wall = Duration.zero
    }

    private struct Suite: Sendable {
        var file: String
        /// As it is shown.
        var name: String
        /// Of its cases: `scenarios.leads.three-day`.
        var className: String
        var cases: [UInt8] = []
        var counts = Counts()
    }

    /// `started` is the time of day at which the run began.
    package init(
        redactor: Redactor, started: Timestamp, isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        presentation = Presentation(redactor: redactor)
        self.started = started
        self.isInterrupted = isInterrupted
    }

    package mutating func consume(_ event: RunEvent, shown: String, into bytes: inout [UInt8]) {
        switch event {
        case .started(let start): self.start = start
        case .rowStarted, .coverage: break
        case .rowFinished(let result):
            if suite?.file != result.identity.file {
                closeSuite()
                let name = line(result.identity.file)
                suite = Suite(file: result.identity.file, name: name, className: Self.className(name))
            }
            add(result, shown)
        case .finished(let summary):
            closeSuite()
            bytes += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8
            XML.tag(
                "testsuites",
                [
                    "name": "leadline", "tests": "\(total.tests)", "failures": "\(total.failures)",
                    "errors": "\(total.errors)", "time": Self.seconds(summary.wall),
                ], into: &bytes)
            bytes += "\n".utf8
            bytes += suites
            bytes += "</testsuites>\n".utf8
        }
    }

    // MARK: - Suites

    private mutating func closeSuite() {
        guard let suite else { return }
        self.suite = nil
        let counts = suite.counts
        suites += "  ".utf8
        XML.tag(
            "testsuite",
            [
                "name": suite.name, "tests": "\(counts.tests)", "failures": "\(counts.failures)",
                "errors": "\(counts.errors)", "skipped": "\(counts.skipped)", "time": Self.seconds(counts.wall),
                "timestamp": String(started.text.prefix(19)), "file": suite.name,
            ], into: &suites)
        suites += "\n    <properties>\n".utf8
        property("version", Version.current)
        property("target", line(start?.target ?? ""))
        if let seed = start?.seed { property("seed", "\(seed)") }
        suites += "    </properties>\n".utf8
        suites += suite.cases
        suites += "  </testsuite>\n".utf8
        total.tests += counts.tests
        total.failures += counts.failures
        total.errors += counts.errors
    }

    private mutating func property(_ name: String, _ value: String) {
        suites += "      ".utf8
        XML.tag("property", ["name": name, "value": value], isEmpty: true, into: &suites)
        suites += "\n".utf8
    }

    // MARK: - Cases

    private mutating func add(_ result: RowResult, _ shown: String) {
        guard var suite else { return }
        self.suite = nil
        defer { self.suite = suite }
        suite.counts.tests += 1
        suite.counts.wall += result.wall
        var content: [UInt8] = []
        switch result.verdict {
        case .passed where result.tries > 1:
            element("flakyFailure", ["message": "passed only on try \(result.tries)", "type": "flaky"], into: &content)
        case .passed: break
        case .failed, .surprisePass:
            suite.counts.failures += 1
            problem("failure", result, shown, into: &content)
        case .errored:
            suite.counts.errors += 1
            problem("error", result, shown, into: &content)
        case .skipped, .expectedFailure, .cancelled:
            suite.counts.skipped += 1
            element("skipped", ["message": line(reason(result.verdict))], into: &content)
        }
        suite.cases += "    ".utf8
        XML.tag("testcase", attributes(result, suite), isEmpty: content.isEmpty, into: &suite.cases)
        suite.cases += "\n".utf8
        if content.isEmpty { return }
        suite.cases += content
        suite.cases += "    </testcase>\n".utf8
    }

    private func reason(_ verdict: RowVerdict) -> String {
        switch verdict {
        case .skipped(let reason): reason
        case .expectedFailure(let issue): "fails as marked: \(issue)"
        default: isInterrupted() ? "not run to its end: the run was interrupted" : "not run to its end"
        }
    }

    private func attributes(_ result: RowResult, _ suite: Suite) -> KeyValuePairs<String, String> {
        let identity = result.identity
        var name = line(identity.scenario)
        if let row = identity.row {
            let words = identity.caseName.map { $0.isEmpty ? "" : " " + line($0) } ?? ""
            name += " [\(row)\(words)]"
        }
        return [
            "classname": suite.className, "name": name, "file": suite.name,
            "line": "\(identity.location.position.line)", "time": Self.seconds(result.wall),
        ]
    }

    /// All failures of a row in one element: some systems read only the first.
    private func problem(_ name: String, _ result: RowResult, _ shown: String, into bytes: inout [UInt8]) {
        let (message, kind) = result.cause ?? ("", "")
        element(name, ["message": line(message), "type": kind], "\n" + shown, into: &bytes)
    }

    private func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>, _ text: String = "", into bytes: inout [UInt8]
    ) {
        bytes += "      ".utf8
        XML.tag(name, attributes, isEmpty: text.isEmpty, into: &bytes)
        if !text.isEmpty {
            XML.escape(text, into: &bytes)
            bytes += "</\(name)>".utf8
        }
        bytes += "\n".utf8
    }

    // MARK: - Texts

    private func line(_ text: String) -> String { presentation.line(text) }

    /// `scenarios/leads/three-day.leadline.yaml` is `scenarios.leads.three-day`.
    static func className(_ path: String) -> String {
        let suffix = ".leadline.yaml"
        let path = path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
        return path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: ".")
    }

    /// Three digits behind the point.
    static func seconds(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.wholeMicroseconds / 1000)
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
    }
}
