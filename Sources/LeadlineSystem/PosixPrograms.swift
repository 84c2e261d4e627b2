import Glibc
package import LeadlineCore

/// Programs of this machine, run by `/bin/sh` on the user's terminal. After each the cursor begins a line, but on a plain
/// terminal.
package struct PosixPrograms: Programs {
    private static let largestText = 64 << 20

    private let variables: [String: String]

    /// `variables` name the user's editor and the folder for temporary files.
    package init(variables: [String: String]) { self.variables = variables }

    package func run(shell line: String, input: [UInt8]?) -> ProgramEnd {
        let terminal = ForegroundTerminal()
        defer {
            terminal?.takeBack()
            if terminal != nil, !LibeditTerminal.isPlain(variables) { ForegroundTerminal.beginLine() }
        }
        do throws(SystemError) {
            return try ChildProcess(shell: line, hasInput: input != nil, terminal: terminal).wait(feeding: input ?? [])
        } catch {
            return .failed(error.reason)
        }
    }

    package func output(of line: String, limit: Int, within time: Duration) throws(EffectFailure) -> [UInt8] {
        let terminal = ForegroundTerminal()
        defer { terminal?.takeBack() }
        let program: CapturedProgram
        do throws(SystemError) { program = try CapturedProgram(shell: line, terminal: terminal) } catch {
            throw EffectFailure("it could not be started: \(error.reason)")
        }
        return try program.output(limit: limit, within: time)
    }

    package func edit(_ text: String, suffix: String) throws(FileFailure) -> EditedText {
        let path = try temporaryFile(holding: text, suffix: suffix)
        defer { unlink(path) }
        let editor = ["VISUAL", "EDITOR"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? "vi"
        let end = run(shell: "\(editor) \(Self.quoted(path))", input: nil)
        if case .failed(let reason) = end { throw FileFailure(path: editor, reason: reason, isMissing: false) }
        let saved = try PosixFileSystem().read(path, limit: Self.largestText)
        return EditedText(text: String(decoding: saved, as: UTF8.self), end: end)
    }

    /// Makes a file that nobody else can read.
    private func temporaryFile(holding text: String, suffix: String) throws(FileFailure) -> String {
        let folders = ["XDG_RUNTIME_DIR", "TMPDIR"].compactMap { variables[$0] }
        let folder = folders.first { access($0, W_OK) == 0 } ?? "/tmp"
        var name = Array("\(folder)/leadline-XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&name, Int32(clamping: suffix.utf8.count))
        let code = errno
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw SystemError(code: code).failure(path) }
        defer { close(descriptor) }
        guard case .failed(let reason) = StandardStream(descriptor: descriptor).write(text) else { return path }
        unlink(path)
        throw FileFailure(path: path, reason: reason, isMissing: false)
    }

    /// A word of the system's shell.
    private static func quoted(_ word: String) -> String {
        "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }
}
