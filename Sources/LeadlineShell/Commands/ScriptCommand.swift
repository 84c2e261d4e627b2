import LeadlineCore

/// `leadline SCRIPT`, `leadline -c COMMAND`, commands on standard input.
struct ScriptCommand {
    let options: ScriptOptions
    let environment: Environment
    let console: Console

    /// The largest script, in bytes.
    private static let limit = 16 << 20

    func run() -> ExitCode {
        do throws(Diagnostic) {
            let sources = try sources()
            // Carried out as soon as scripts can be run beside scenarios.
            console.show(
                Diagnostic(
                    .error, .notAllowedHere, "scripts cannot be carried out yet: \(sources.map(\.name).joined())",
                    help: "'leadline run' takes scripts as well as scenarios"))
            return .nothingSent
        } catch {
            console.show(error)
            return .nothingSent
        }
    }

    /// The script's texts with the names that messages give them.
    func sources() throws(Diagnostic) -> [Source] {
        switch options.source {
        case .commands(let commands): return commands.map { Source(name: "-c", text: $0) }
        case .file(let path) where path != "-": return [try file(path)]
        case .file, nil: return [try standardInput()]
        }
    }

    private func file(_ path: String) throws(Diagnostic) -> Source {
        if path.hasSuffix(".leadline.yaml") || path.hasSuffix(".leadline.yml") {
            throw Diagnostic(
                .error, .invalidArgument, "'\(path)' is a scenario, not a script",
                help: "run it: \(ShellQuoting.line(["leadline", "run", path]))")
        }
        let bytes: [UInt8]
        do throws(FileFailure) { bytes = try environment.files.read(path, limit: Self.limit) } catch {
            let isWord = !path.contains { $0 == "/" || $0 == "." }
            if error.isMissing, isWord { throw ParsedLine.unknownCommand(path) }
            throw Diagnostic(
                .error, error.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(error.reason)")
        }
        return try Source(name: path, bytes: bytes)
    }

    private func standardInput() throws(Diagnostic) -> Source {
        let bytes: [UInt8]
        do throws(FileFailure) { bytes = try environment.input.read(Self.limit) } catch {
            throw Diagnostic(.error, .unreadableFile, "cannot read standard input: \(error.reason)")
        }
        return try Source(name: "<stdin>", bytes: bytes)
    }
}
