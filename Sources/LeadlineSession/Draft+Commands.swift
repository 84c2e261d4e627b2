package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

extension Session.Draft {
    /// One change that makes this draft hold a document: `new` with the document as it is. Files that are still at their
    /// places are attached again. `use` stands around it where another API than the draft's is chosen.
    package func commands(making document: JSON, chosen: API?) throws(Diagnostic) -> [Command] {
        var rest = document
        var files: [String] = []
        for file in self.document.attachments {
            guard let reference = file.reference, document.value(at: file.path[...]) == file.summary else { continue }
            _ = rest.unset(file.path[...])
            files.append("\(PathKey.description(file.path))=\(CommandPrinter.quoted(reference))")
        }
        let start = SourceLocation(source: Source(name: "draft", text: ""), range: 0..<0)
        let value = CommandPrinter.text(Value(json: rest, at: start))
        var text = (["new \(operation.collection) from \(value)"] + files).joined(separator: " ")
        if let chosen, chosen.name != api.name { text = "use \(api.name)\n\(text)\nuse \(chosen.name)" }
        let source = Source(name: "draft", text: text)
        let (commands, mistakes) = CommandParser.parse(Excerpt(whole: source), context: .prompt)
        if let mistake = mistakes.first { throw mistake }
        return commands
    }
}
