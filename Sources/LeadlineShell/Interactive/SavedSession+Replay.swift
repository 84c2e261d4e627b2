import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession

extension SavedSession {
    /// Carries out again what the session did, on a target that is as it was at the start. Mistakes end a text as they did
    /// then; nothing is shown, no other program is run, nothing is asked.
    package func replay(_ perform: (Command) throws(Diagnostic) -> Void) {
        for text in commands { try? replay(text, perform) }
    }

    private func replay(
        _ text: String, _ perform: (Command) throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        let source = Source(name: "prompt", text: text)
        let (commands, diagnostics) = CommandParser.parse(Excerpt(whole: source), context: .prompt)
        if diagnostics.hasErrors { return }
        for var command in commands where command.changesSession {
            command.pipe = nil
            try perform(command)
        }
    }

    /// What came back, in one line: `resumed 12 commands of the session begun 25 minutes ago: draft of leads with 3 fields,
    /// names lead, other`. `folder` is the one in which the shell is.
    package func summary(_ session: Session, now: Timestamp, folder: String) -> String {
        var parts: [String] = []
        if let opened {
            let row = opened.row.map { " row \($0)" } ?? ""
            let step = "\(opened.phase == "setup" ? "setup step" : "step") \(opened.step)"
            parts.append("\(opened.file)\(row) before \(step)")
        }
        if let draft = session.draft {
            let fields = counted(draft.document.document.count, "field")
            parts.append("draft of \(draft.operation.collection) with \(fields)")
        }
        let names = session.bindings.keys.sorted()
        if !names.isEmpty { parts.append("\(names.count == 1 ? "name" : "names") \(names.joined(separator: ", "))") }
        let place = folder == start.folder ? "" : " in \(start.folder)"
        let back = parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"
        let age = Self.age(now - start.time)
        return "resumed \(counted(commands.count, "command")) of the session begun \(age)\(place)\(back)"
    }

    /// `25 minutes ago`
    private static func age(_ age: Duration) -> String {
        let minutes = Int(age.wholeMicroseconds / 60_000_000)
        return switch minutes {
        case ..<1: "just now"
        case ..<60: counted(minutes, "minute") + " ago"
        case ..<1440: counted(minutes / 60, "hour") + " ago"
        default: counted(minutes / 1440, "day") + " ago"
        }
    }
}

extension Command {
    /// Whether it means something else each time on a target that is not a mock of its own.
    package var sendsOrWaits: Bool {
        switch action {
        case .request, .raw, .curl, .send, .page, .resend, .run, .clock(.some), .fault, .faultOff, .mockReset, .mock:
            true
        default: false
        }
    }

    /// Whether the universe, names, draft or exchanges may be others behind it.
    fileprivate var changesSession: Bool {
        switch action {
        case .draft, .explain, .show, .table, .diff, .history, .save, .help, .judge, .edit, .fill, .exit: false
        default: true
        }
    }
}
