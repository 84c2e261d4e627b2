import LeadlineCore
package import LeadlineScenarios

/// A run as JUnit XML: a suite for each file, a case for each row. A value that turns events into text.
package struct JUnitReport: Sendable {
    private let presentation: Presentation
    private let repeated: [String]
    private var start: RunStart?
    private var suite: Suite?

    /// What is kept of a file until its last row: a suite's counts stand before its cases.
    private struct Suite: Sendable {
        var file: String
        var cases = ""
        var tests = 0
        var failures = 0
        var errors = 0
        var skipped = 0
        var wall = Duration.zero
    }

    package init(redactor: Redactor, repeated: [String] = []) {
        presentation = Presentation(redactor: redactor)
        self.repeated = repeated
    }

    package mutating func text(for event: RunEvent) -> String {
        switch event {
        case .started(let start):
            self.start = start
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"leadline\">\n"
        case .rowStarted: return ""
        case .rowFinished(let result):
            var text = ""
            if suite?.file != result.identity.file {
                text = closing()
                suite = Suite(file: result.identity.file)
            }
            add(result)
            return text
        case .finished: return closing() + "</testsuites>\n"
        }
    }

    // MARK: - Suites

    private mutating func closing() -> String {
        guard let suite else { return "" }
        self.suite = nil
        let head = XML.tag(
            "testsuite",
            [
                ("name", line(suite.file)), ("tests", "\(suite.tests)"), ("failures", "\(suite.failures)"),
                ("errors", "\(suite.errors)"), ("skipped", "\(suite.skipped)"), ("time", Self.seconds(suite.wall)),
            ])
        var properties = [("target", line(start?.target ?? ""))]
        if let seed = start?.seed { properties.append(("seed", "\(seed)")) }
        return "  \(head)\n" + self.properties(properties, indent: "    ") + suite.cases + "  </testsuite>\n"
    }

    private func properties(_ pairs: [(String, String)], indent: String) -> String {
        if pairs.isEmpty { return "" }
        let lines = pairs.map {
            "\(indent)  \(XML.tag("property", [("name", $0.0), ("value", $0.1)], isEmpty: true))\n"
        }
        return "\(indent)<properties>\n\(lines.joined())\(indent)</properties>\n"
    }

    // MARK: - Cases

    private mutating func add(_ result: RowResult) {
        suite?.tests += 1
        suite?.wall += result.wall
        var pairs = result.identity.tags.map { ("tag", line($0)) }
        var body = ""
        switch result.verdict {
        case .passed:
            if result.tries > 1 { body = element("flakyFailure", "flaky", "passed only on try \(result.tries)", "") }
        case .failed, .surprisePass:
            suite?.failures += 1
            body = problem("failure", result)
        case .errored:
            suite?.errors += 1
            body = problem("error", result)
        case .skipped(let reason):
            suite?.skipped += 1
            body = skip(line(reason))
        case .expectedFailure(let issue):
            suite?.skipped += 1
            pairs.append(("issue", line(issue)))
            body = skip("fails as marked: \(line(issue))")
        case .cancelled:
            suite?.skipped += 1
            body = skip("not run to its end")
        }
        if case .surprisePass(let issue) = result.verdict { pairs.append(("issue", line(issue))) }
        let content = properties(pairs, indent: "      ") + body
        let head = XML.tag("testcase", attributes(result), isEmpty: content.isEmpty)
        suite?.cases += "    \(head)\n" + (content.isEmpty ? "" : content + "    </testcase>\n")
    }

    private func attributes(_ result: RowResult) -> [(String, String)] {
        let identity = result.identity
        var name = line(identity.scenario)
        if let row = identity.row {
            let words = identity.caseName.map { $0.isEmpty ? "" : " " + line($0) } ?? ""
            name += " [\(row)\(words)]"
        }
        return [
            ("classname", Self.className(line(identity.file))), ("name", name), ("file", line(identity.file)),
            ("line", "\(identity.location.position.line)"), ("time", Self.seconds(result.wall)),
        ]
    }

    /// All failures of a row in one element: some systems read only the first.
    private func problem(_ name: String, _ result: RowResult) -> String {
        let first = result.failures.first
        let message: String
        let type: String
        if case .surprisePass(let issue) = result.verdict {
            message = "passed, although it is marked with the known issue '\(line(issue))'"
            type = "surprise-pass"
        } else {
            // What made a row an error need not be what went wrong first.
            let grave = result.verdict == .errored ? result.failures.first { $0.kind == .error } : nil
            message = line((grave ?? first)?.headline ?? "it could not be judged")
            type = (grave ?? first)?.kind.word ?? "error"
        }
        let text = FailureView(presentation: presentation, repeated: repeated).text(result)
        return element(name, type, message, "\n" + text)
    }

    private func element(_ name: String, _ type: String, _ message: String, _ text: String) -> String {
        let attributes = [("message", message), ("type", type)]
        if text.isEmpty { return "      \(XML.tag(name, attributes, isEmpty: true))\n" }
        return "      \(XML.tag(name, attributes))\(XML.escaped(text))</\(name)>\n"
    }

    private func skip(_ message: String) -> String {
        "      \(XML.tag("skipped", [("message", message)], isEmpty: true))\n"
    }

    // MARK: - Texts

    private func line(_ text: String) -> String { presentation.line(text) }

    /// `scenarios/leads/three-day.leadline.yaml` is `scenarios.leads.three-day`.
    static func className(_ path: String) -> String {
        let suffix = ".leadline.yaml"
        let path = path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
        return path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: ".")
    }

    static func seconds(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.wholeMicroseconds / 1000)
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
    }
}

extension Failure.Kind {
    /// The name in reports for programs.
    var word: String {
        switch self {
        case .expectation: "expectation"
        case .check: "check"
        case .request: "request"
        case .error: "error"
        }
    }
}

/// What XML 1.0 needs of a text.
enum XML {
    static func tag(_ name: String, _ attributes: [(String, String)], isEmpty: Bool = false) -> String {
        "<\(name)" + attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined() + (isEmpty ? "/>" : ">")
    }

    /// Markup is escaped; a character that XML has no way to write becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "\t", "\n": result.append(scalar)
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
