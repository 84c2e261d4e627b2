import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The structure that the readers of this dialect take: elements, their attributes and children, as the schema of
/// Jenkins' xUnit plug-in has them. `file` and `line` of a case are beyond it; GitLab and others read them.
@Suite struct JUnitStructureTests {
    private struct Element {
        var required: Set<String> = []
        var optional: Set<String> = []
        var children: Set<String> = []
        var mayHaveText = false
    }

    private static let problem = Element(optional: ["message", "type"], mayHaveText: true)
    private static let schema: [String: Element] = [
        "testsuites": Element(optional: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"]),
        "testsuite": Element(
            required: ["name", "tests", "failures", "errors"],
            optional: ["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
            children: ["testsuite", "properties", "testcase", "system-out", "system-err"]),
        "properties": Element(children: ["property"]),
        "property": Element(required: ["name", "value"]),
        "testcase": Element(
            required: ["name"], optional: ["time", "classname", "group", "file", "line"],
            children: ["skipped", "error", "failure", "flakyFailure", "system-out", "system-err"]),
        "failure": problem, "error": problem, "skipped": problem,
        "flakyFailure": Element(required: ["type"], optional: ["message"], mayHaveText: true),
    ]

    /// Elements live no longer than their document.
    private let document: XMLDocument
    private let root: XMLElement

    init() throws {
        document = try XMLDocument(data: Data(ReportedRun.both.junit.utf8))
        root = try #require(document.rootElement())
    }

    @Test func `elements and attributes are those of the schema`() {
        #expect(root.name == "testsuites")
        check(root)
    }

    private func check(_ element: XMLElement) {
        let name = element.name ?? ""
        guard let rule = Self.schema[name] else {
            Issue.record("<\(name)> is unknown")
            return
        }
        let attributes = Set((element.attributes ?? []).compactMap(\.name))
        #expect(attributes.isSuperset(of: rule.required), "<\(name)> has \(attributes)")
        #expect(attributes.isSubset(of: rule.required.union(rule.optional)), "<\(name)> has \(attributes)")
        for child in element.children ?? [] {
            if let child = child as? XMLElement {
                #expect(rule.children.contains(child.name ?? ""), "<\(name)> holds <\(child.name ?? "")>")
                check(child)
            } else {
                let text = child.stringValue ?? ""
                #expect(rule.mayHaveText || text.allSatisfy(\.isWhitespace), "<\(name)> holds '\(text)'")
            }
        }
    }

    @Test func `each case says what, where and how long, and has one verdict`() throws {
        var names: Set<String> = []
        for one in try root.nodes(forXPath: "//testcase").compactMap({ $0 as? XMLElement }) {
            let verdicts = one.elements(forName: "failure") + one.elements(forName: "error")
            #expect((one.children ?? []).compactMap { $0 as? XMLElement }.count <= 1)
            #expect(verdicts.allSatisfy { $0.attribute(forName: "message")?.stringValue?.isEmpty == false })
            func attribute(_ name: String) -> String { one.attribute(forName: name)?.stringValue ?? "" }
            #expect(ReportedRun.files[attribute("file")] != nil)
            #expect((Int(attribute("line")) ?? 0) > 1)
            #expect(attribute("time").wholeMatch(of: /\d+\.\d{3}/) != nil)
            names.insert("\(attribute("classname")) \(attribute("name"))")
        }
        #expect(names.count == 8, "two cases have one name")
    }

    @Test func `counts are those of the cases`() throws {
        func expectCounts(of element: XMLElement, _ counted: [(attribute: String, path: String)]) throws {
            for (attribute, path) in counted {
                let count = try element.nodes(forXPath: path).count
                #expect(element.attribute(forName: attribute)?.stringValue == String(count), "\(attribute)")
            }
        }
        let counted = [("tests", ".//testcase"), ("failures", ".//failure"), ("errors", ".//error")]
        try expectCounts(of: root, counted)
        for suite in root.elements(forName: "testsuite") {
            try expectCounts(of: suite, counted + [("skipped", ".//skipped")])
            let names = try suite.nodes(forXPath: "properties/property/@name").map(\.stringValue)
            #expect(names == ["version", "target", "seed"])
            #expect(suite.attribute(forName: "timestamp")?.stringValue == "1970-01-01T00:00:00")
        }
    }

    /// The same for all runs, so that systems that compare runs see the same cases again.
    @Test func `a case is named after its file`() throws {
        let names = Set(try root.nodes(forXPath: "//testcase/@classname").compactMap(\.stringValue))
        #expect(names == ["a.table", "b-errors", "c-skips", "d-waits", "e-too-old"])
    }
}
