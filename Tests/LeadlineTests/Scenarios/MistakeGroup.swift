import Testing

/// A group of scenario files with mistakes; all that is said of them is one golden file.
struct MistakeGroup: Sendable, CustomTestStringConvertible {
    struct Case: Sendable {
        var title: String
        var files: [String: String]
        var arguments: [String]?
    }

    var name: String
    var cases: [Case]

    var testDescription: String { name }

    /// Each title with what is said, in turn.
    var text: String {
        cases.map { item in
            let said = Workbench(files: item.files).diagnostics(item.arguments)
            return "## \(item.title)\n\n\(said.isEmpty ? "(nothing is said)\n" : said)"
        }.joined(separator: "\n")
    }
}

extension MistakeGroup.Case {
    /// One whole file.
    init(_ title: String, _ text: String, files: [String: String] = [:]) {
        self.init(title: title, files: files.merging(["t.leadline.yaml": text]) { own, _ in own })
    }

    /// A file whose first lines do not matter.
    static func body(_ title: String, _ text: String, files: [String: String] = [:]) -> Self {
        Self(title, "leadline: 1\nname: x\napi: dealerstudio\n\(text)", files: files)
    }

    /// The only step of a file.
    static func step(_ title: String, _ text: String) -> Self { body(title, "steps:\n  - \(text)") }

    /// The commands of the only step, one a line.
    static func commands(_ title: String, _ lines: String..., table: String? = nil) -> Self {
        let rows = table.map { "table: |\n" + $0.split(separator: "\n").map { "  \($0)\n" }.joined() } ?? ""
        return body(title, rows + "steps:\n  - do: |\n" + lines.map { "      \($0)\n" }.joined())
    }

    /// A sentence behind the creation of a lead.
    static func sentence(_ title: String, _ text: String) -> Self {
        body(title, "steps:\n  - do: create leads from lead.json -> lead\n    check: \(text)\n")
    }
}
