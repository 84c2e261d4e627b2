import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Checks that the first names of all subjects exist, and what is known of the names below them.
struct NameChecker {
    let checker: ScenarioChecker
    let step: Step

    private func report(_ code: DiagnosticCode, _ message: String, at location: SourceLocation, help: String?) {
        checker.report(code, message, at: location, help: help)
    }

    func check(_ subject: Subject, _ role: SyntaxVisitor.Role) {
        guard case .path(let path) = subject, let first = path.first else { return }
        switch first {
        case "row": checkColumn(path, role)
        case "env":
            checkVariable(
                path, checker.resources.variables, "the environment variable", "set it before the run", role)
        case "secret":
            checkVariable(
                path, checker.resources.secrets, "the secret", "set LEADLINE_SECRET_NAME before the run", role)
        case "run": checkPart(path, of: ["id"])
        case "request": checkPart(path, of: ReservedNames.requestParts)
        case "now", "target", "status", "outcome", "took": checkLeaf(path)
        case _ where ReservedNames.all.contains(first): break
        default: checkBound(first, path, role)
        }
    }

    private func checkBound(_ first: String, _ path: Path, _ role: SyntaxVisitor.Role) {
        if checker.knowledge.names[first] != nil || checker.knowledge.isOpen { return }
        report(
            .unknownName, role == .test ? "unknown subject '\(first)'" : "unknown name '\(first)'", at: path.location,
            help: ReservedNames.help(forUnknown: first, bound: checker.knowledge.names.keys))
    }

    private func reportEmpty(_ column: String, at location: SourceLocation) {
        report(
            .wrongValue, "the column '\(column)' has empty cells, and here a value is needed", at: location,
            help:
                "an empty cell only leaves out a part 'field={{row.\(column)}}'; 'when: row.\(column) exists' leaves out the step"
        )
    }

    private func checkColumn(_ path: Path, _ role: SyntaxVisitor.Role) {
        if checker.scenario.hasUnreadRows { return }
        let columns = checker.scenario.columns.map(\.value)
        if columns.isEmpty {
            report(
                .unknownColumn, "this scenario has no table, so there is no 'row'", at: path.location,
                help: "add a table or a matrix")
            return
        }
        guard path.steps.count == 2, case .name(let name) = path.steps[1] else {
            report(.unknownColumn, "'row' needs the name of a column", at: path.location, help: "write row.NAME")
            return
        }
        guard let column = name.literal else { return }
        if columns.contains(column) {
            if role == .placeholder, checker.candidates.mayBeEmpty(column, in: step) {
                reportEmpty(column, at: path.location)
            }
            return
        }
        report(
            .unknownColumn, "the table has no column '\(column)'", at: path.location,
            help: Suggestion.help(for: column, in: columns))
    }

    private func checkVariable(
        _ path: Path, _ values: [String: String], _ what: String, _ help: String, _ role: SyntaxVisitor.Role
    ) {
        guard path.steps.count == 2, case .name(let name) = path.steps[1] else {
            report(.unknownName, "'\(path.first ?? "")' needs one name behind it", at: path.location, help: nil)
            return
        }
        guard role != .test, let variable = name.literal, values[variable] == nil else { return }
        report(
            .unknownName, "\(what) '\(variable)' is not set", at: path.location,
            help: help.replacingName(with: variable))
    }

    private func checkPart(_ path: Path, of parts: [String]) {
        guard path.steps.count > 1, case .name(let name) = path.steps[1], let part = name.literal, !parts.contains(part)
        else { return }
        report(
            .unknownName, "'\(path.first ?? "")' has no '\(part)'", at: path.location,
            help: Suggestion.help(for: part, in: parts))
    }

    private func checkLeaf(_ path: Path) {
        guard path.steps.count > 1, let first = path.first else { return }
        report(
            .unknownName, "there is nothing below '\(first)'", at: path.location, help: "write '\(first)' alone")
    }
}

extension String {
    /// `NAME` in a help gives way to the name that was meant.
    fileprivate func replacingName(with name: String) -> String {
        guard let range = firstRange(of: "NAME") else { return self }
        return String(self[..<range.lowerBound]) + name + String(self[range.upperBound...])
    }
}
