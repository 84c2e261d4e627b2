import LeadlineCore

/// How the findings of `doctor` are shown.
struct CheckupReport {
    let presentation: Presentation
    /// Whether what is well is told in one line for each group.
    let isBrief: Bool

    private static let indent = 2
    private static let stateWidth = 6

    func text(_ groups: [CheckupGroup]) -> String {
        let groups = isBrief ? groups.map(shortened) : groups
        let all = groups.flatMap(\.checkups)
        let width = all.map { DisplayText.width(presentation.line($0.subject)) }.max() ?? 0
        var text = ""
        for group in groups {
            text += (text.isEmpty ? "" : "\n") + presentation.style(presentation.line(group.title), .strong) + "\n"
            for checkup in group.checkups { text += lines(checkup, min(width, 30)) }
        }
        return text + "\n" + summary(all) + "\n"
    }

    /// What is well in one line.
    private func shortened(_ group: CheckupGroup) -> CheckupGroup {
        var group = group
        let good = group.checkups.filter { $0.state == .ok }
        group.checkups.removeAll { $0.state == .ok }
        if !good.isEmpty {
            let names = good.map(\.subject).joined(separator: ", ")
            group.checkups.insert(.ok(counted(good.count, "check"), names), at: 0)
        }
        return group
    }

    private func lines(_ checkup: Checkup, _ width: Int) -> String {
        let state = presentation.style(checkup.state.rawValue, role(checkup.state))
        let gap = String(repeating: " ", count: Self.stateWidth - checkup.state.rawValue.utf8.count)
        let margin = String(repeating: " ", count: Self.indent)
        let column = Self.indent + Self.stateWidth + width + 2
        let room = max(20, presentation.width - column)
        let result = Presentation.wrapped(presentation.line(checkup.result), room)
        let subject = Presentation.padded(presentation.line(checkup.subject), width)
        var text = "\(margin)\(state)\(gap)\(subject)  \(result.first ?? "")\n"
        let blanks = String(repeating: " ", count: column)
        for line in result.dropFirst() { text += blanks + line + "\n" }
        // Not wrapped: what is to be done is often a line to copy.
        if let help = checkup.help {
            text += blanks + presentation.style("→ \(presentation.line(help))", .place) + "\n"
        }
        return text
    }

    private func role(_ state: Checkup.State) -> Style.Role {
        switch state {
        case .ok: .success
        case .warn: .warning
        case .fail: .failure
        }
    }

    private func summary(_ all: [Checkup]) -> String {
        let (failed, warned) = (all.count { $0.state == .fail }, all.count { $0.state == .warn })
        if failed + warned == 0 { return presentation.style("all is well", .success) }
        let parts = [failed > 0 ? "\(failed) FAIL" : nil, warned > 0 ? counted(warned, "warning") : nil]
        return presentation.style(
            parts.compactMap { $0 }.joined(separator: ", "), failed > 0 ? .failure : .warning)
    }

    /// An object for each finding.
    static func json(_ groups: [CheckupGroup]) -> [JSON] {
        groups.flatMap { group in
            group.checkups.map { checkup in
                var object = JSONObject()
                object["state"] = .string(checkup.state.rawValue.lowercased())
                object["profile"] = group.profile.map { .string($0) } ?? .null
                object["api"] = group.api.map { .string($0) } ?? .null
                object["check"] = .string(checkup.subject)
                object["result"] = .string(checkup.result)
                object["help"] = checkup.help.map { .string($0) } ?? .null
                return .object(object)
            }
        }
    }
}
