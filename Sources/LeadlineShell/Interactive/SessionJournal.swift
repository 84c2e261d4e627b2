package import LeadlineCore

/// Keeps a session while it goes on, so that `--resume` can take it up after a crash or when the terminal was closed: each
/// command before it runs, and that it has ended. There is no file before there is something to keep. A known secret is
/// kept as its placeholder. Belongs to one thread.
package final class SessionJournal {
    private var files: (any StateFiles)?
    private let folder: String
    private let start: SavedSession.Start
    private let redactor: Redactor
    private let warn: (Diagnostic) -> Void
    /// nil until something is kept.
    private var path: String?

    /// `warn` is told once when the session cannot be kept.
    package init(
        _ environment: Environment, start: SavedSession.Start, isPrivate: Bool, warn: @escaping (Diagnostic) -> Void
    ) {
        let folder = UserFolders(variables: environment.variables).sessions
        files = isPrivate || folder == nil ? nil : environment.state
        self.folder = folder ?? ""
        self.start = start
        redactor = environment.secrets.placeholders
        self.warn = warn
    }

    /// A text that is about to be carried out.
    package func begin(_ text: String) { keep([JournalText.command(redactor(text))]) }

    /// It has been carried out, whatever became of it. `replay` is a text that has the same effect without asking anybody:
    /// for `fill` and `edit`; an empty one has none. `opened` is the row that the session became before that text.
    package func end(replay: String? = nil, opened: OpenedRow? = nil) {
        let opened = opened.map { row in
            var row = row
            row.parameters = row.parameters.mapValues { $0.map { redactor($0) } }
            return row
        }
        keep([JournalText.done(replay: replay.map { redactor($0) }, opened: opened)])
    }

    /// What stands in the line while the shell is made to end.
    package func line(_ text: String) {
        if text.contains(where: { !$0.isWhitespace }) { keep([JournalText.line(redactor(text))]) }
    }

    /// Takes over a session that was taken up: from now on it is kept here.
    package func adopt(_ saved: SavedSession) {
        let commands = saved.commands.flatMap { [JournalText.command($0), JournalText.done(replay: nil)] }
        let opened = saved.opened.map { [JournalText.done(replay: "", opened: $0)] } ?? []
        keep(opened + commands + (saved.line.map { [JournalText.line($0)] } ?? []))
        guard let files, path != nil else { return }
        try? files.remove(saved.path)
    }

    private func keep(_ records: [JSON]) {
        guard let files, !records.isEmpty else { return }
        do throws(FileFailure) {
            var records = records
            if self.path == nil { records.insert(JournalText.start(start), at: 0) }
            let path: String
            if let known = self.path { path = known } else { path = try open(files) }
            self.path = path
            try files.append(Array(records.map { $0.text() + "\n" }.joined().utf8), to: path)
        } catch {
            self.files = nil
            warn(
                Diagnostic(
                    .warning, .unwritableFile, "the session cannot be kept: '\(error.path)': \(error.reason)",
                    help: "it cannot be resumed when the shell ends"))
        }
    }

    // MARK: - Files

    /// So many sessions are kept.
    private static let kept = 20

    /// Takes a new file, and removes those that are too many.
    private func open(_ files: any StateFiles) throws(FileFailure) -> String {
        for old in try Self.paths(in: folder, files).dropFirst(Self.kept - 1) where try files.claim(old) {
            try files.remove(old)
        }
        let name = start.time.text.filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
        var number = 1
        while true {
            let path = "\(folder)/\(name)-\(number).jsonl"
            if try files.claim(path), try files.read(path).isEmpty { return path }
            number += 1
        }
    }

    /// Those of all sessions, the last one first.
    private static func paths(in folder: String, _ files: any StateFiles) throws(FileFailure) -> [String] {
        try files.list(folder).filter { $0.hasSuffix(".jsonl") }.map { "\(folder)/\($0)" }
    }

    /// The last session that no shell is in any more; it is this process's from then on.
    ///
    /// - Throws: why there is none.
    package static func latest(_ environment: Environment) throws(Diagnostic) -> SavedSession {
        let folder = UserFolders(variables: environment.variables).sessions
        guard let folder, let files = environment.state else {
            throw Diagnostic(
                .error, .unreadableFile, "there is no session to resume: sessions cannot be kept",
                help: "set HOME or XDG_STATE_HOME")
        }
        do throws(FileFailure) {
            for path in try paths(in: folder, files) where try files.claim(path) {
                if let saved = JournalText.read(try files.read(path), path: path), !saved.isEmpty { return saved }
            }
        } catch {
            throw Diagnostic(.error, .unreadableFile, "cannot read '\(error.path)': \(error.reason)")
        }
        throw Diagnostic(
            .error, .unknownFile, "there is no session to resume",
            notes: ["sessions are kept in \(folder), and those that another shell is in are its own"],
            help: "start a new one without --resume")
    }
}
