import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension ScenarioChecker {
    /// Checks the rows of a file that a `create` in a script sends; a scenario has its table for that. Gives the other
    /// parts of the command, with the place of the file; nil where no file of rows is named.
    func check(rowsOf request: Request, _ schema: Schema?, in step: Step) -> [Part]? {
        guard request.verb == .create,
            let place = request.parts.firstIndex(where: { $0.tableName != nil }),
            let name = request.parts[place].tableName
        else { return nil }
        var others = request.parts
        others.remove(at: place)
        let location = request.parts[place].location
        guard step.isScriptLine else {
            report(
                .notAllowedHere, "'create' makes a request for each row of a file in scripts and at the prompt only",
                at: location, help: "write 'table: \(name)' in the scenario, and '{{row.COLUMN}}' in the command")
            return others
        }
        let path = Paths.join(scenario.folder, name)
        let source = collect { () throws(Diagnostic) in
            try Source(name: path, bytes: try resources.file(path, at: location))
        }
        if let source { diagnostics += DocumentRows(source, schema: schema).diagnostics }
        return others
    }
}

extension Request {
    /// Whether it makes a request for each row of a file.
    var sendsRows: Bool { verb == .create && parts.contains { $0.tableName != nil } }
}

extension Part {
    /// The CSV file behind a `from`; nil where there is none, or only the run tells.
    fileprivate var tableName: String? {
        guard case .from(.word(let word)) = self, let name = word.text.literal, Batch.isTable(name) else { return nil }
        return name
    }
}
