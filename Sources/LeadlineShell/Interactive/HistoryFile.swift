package import LeadlineCore
package import LeadlinePrompt

/// The commands that were typed, kept in a file that several shells share: a line before each command runs, another one
/// behind it. What other shells add after the first look does not come among the commands of this one.
///
/// Commands that begin with a blank and those that hold a known secret are kept nowhere. Where the file cannot be had,
/// commands are kept until the shell ends. Belongs to one thread.
package final class HistoryFile: CommandHistory {
    private var files: (any StateFiles)?
    private let path: String
    private let redactor: Redactor
    private let session: String
    private let now: @Sendable () -> Timestamp
    private let warn: (Diagnostic) -> Void
    private lazy var index = load()
    /// Where different commands stand, and what was searched last: good until a command is added.
    private var differentPlaces: [Int]?
    private var lastSearch: (text: String, places: [Int])?
    private var number = 0
    /// `,"session":"…","number":1` of the command that runs, if it is kept.
    private var running: String?

    /// `warn` is told once when the commands cannot be kept in the file.
    package init(_ environment: Environment, isPrivate: Bool, warn: @escaping (Diagnostic) -> Void) {
        let path = UserFolders(variables: environment.variables).history
        files = isPrivate || path == nil ? nil : environment.state
        self.path = path ?? ""
        redactor = environment.secrets.redactor
        session = String(environment.timeOfDay().microseconds, radix: 36)
        now = environment.timeOfDay
        self.warn = warn
        if files == nil, !isPrivate {
            warn(Self.inMemory(path == nil ? "neither XDG_STATE_HOME nor HOME is set" : "there is no place for it"))
        }
    }

    // MARK: - Looking

    package var count: Int { index.entries.count }

    package func entry(_ index: Int) -> HistoryEntry { self.index.entry(place(index)) }

    package func first(from index: Int, beginningWith prefix: String) -> (index: Int, entry: HistoryEntry)? {
        var quoted: [UInt8] = []
        JSON.writeQuoted(prefix, to: &quoted)
        let beginning = Array(quoted.dropFirst().dropLast())
        guard index >= 0, index < count else { return nil }
        let bytes = self.index.bytes.span
        for number in index..<count {
            let text = self.index.entries[place(number)].text
            if text.count > beginning.count, bytes.holds(beginning, at: text.lowerBound) {
                return (number, entry(number))
            }
        }
        return nil
    }

    package func matches(_ text: String) -> [Int] {
        let different = differentPlaces ?? index.differentPlaces
        differentPlaces = different
        var candidates = different
        // Who types on looks among what was found.
        if let last = lastSearch, text.hasPrefix(last.text) { candidates = last.places }
        let places = HistoryFileSearch(text).found(among: candidates, of: index)
        lastSearch = (text, places)
        return places.map(place)
    }

    /// From the newest to the place in the index, and back.
    private func place(_ index: Int) -> Int { count - 1 - index }

    // MARK: - Keeping

    /// Keeps a command that is about to run.
    package func begin(_ command: String) {
        number += 1
        running = nil
        guard !command.isEmpty, command.first != " ", redactor(command) == command else { return }
        let key = #","session":"\#(session)","number":\#(number)"#
        running = key
        add(#"{"command":\#(JSON.string(command).text())\#(key),"time":"\#(now().text)"}"#)
    }

    /// Keeps what became of it: its outcome, `done` or `error`; the status; how long it took.
    package func end(outcome: String, status: Int? = nil, took: Duration? = nil) {
        guard let key = running else { return }
        running = nil
        let status = status.map { #","status":\#($0)"# } ?? ""
        let took = took.map { #","took":\#($0.wholeMicroseconds / 1000)"# } ?? ""
        add(#"{"outcome":\#(JSON.string(outcome).text())\#(key)\#(status)\#(took)}"#)
    }

    private func add(_ line: String) {
        let isWhole = index.bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true
        let bytes = Array("\(isWhole ? "" : "\n")\(line)\n".utf8)
        index.append(bytes)
        differentPlaces = nil
        lastSearch = nil
        keep { files throws(FileFailure) in try files.append(bytes, to: path) }
    }

    // MARK: - The file

    /// Files of more commands are cut to the second number when a shell opens them.
    private static let limits = (longest: 120_000, kept: 100_000)

    private func load() -> HistoryFileIndex {
        var index = HistoryFileIndex()
        keep { files throws(FileFailure) in
            index = HistoryFileIndex(try files.read(path))
            let commands = index.commandLines
            // One shell at a time; what another one adds in this moment may be lost.
            guard commands.count > Self.limits.longest, try files.claim(path + ".lock") else { return }
            try files.replace(path, with: Array(index.bytes[commands[commands.count - Self.limits.kept]...]))
        }
        return index
    }

    /// Does something with the file; when it fails, the rest is kept in memory.
    private func keep(_ body: (any StateFiles) throws(FileFailure) -> Void) {
        guard let files else { return }
        do throws(FileFailure) { try body(files) } catch {
            self.files = nil
            warn(Self.inMemory("'\(error.path)': \(error.reason)"))
        }
    }

    private static func inMemory(_ reason: String) -> Diagnostic {
        Diagnostic(
            .warning, .unwritableFile, "the history is kept in memory only: \(reason)",
            help: "commands of this shell are forgotten when it ends")
    }
}
