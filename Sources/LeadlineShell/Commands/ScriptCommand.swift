import LeadlineCore
import LeadlineScenarios

/// `leadline SCRIPT`, `leadline -c COMMAND`, commands on standard input.
struct ScriptCommand {
    let options: ScriptOptions
    let workshop: Workshop
    let environment: Environment
    let console: Console

    /// The largest script, in bytes.
    static let limit = 16 << 20

    func run() -> ExitCode {
        do throws(Diagnostic) {
            let sources = try sources()
            let (script, diagnostics) = workshop.reader.read(
                script: sources[0], followedBy: Array(sources.dropFirst()), keepsGoing: options.keepsGoing)
            console.show(diagnostics)
            if diagnostics.hasErrors {
                console.note(RunCommand.nothingSent(diagnostics))
                return .nothingSent
            }
            return run(script)
        } catch {
            console.show(error)
            return .nothingSent
        }
    }

    private func run(_ script: Scenario) -> ExitCode {
        environment.interrupt.watch()
        let signal = environment.interrupt.signal
        var runOptions = ScenarioRunner.Options()
        runOptions.seed = options.seed
        runOptions.maximumAffected = options.maxAffected
        runOptions.isCancelled = { signal() != nil }
        runOptions.keepsGoing = options.keepsGoing
        let result = run(script, workshop.runner(environment, runOptions))
        if let signal = signal() { return ExitCode(signal: signal) }
        return exitCode(result)
    }

    private func run(_ script: Scenario, _ runner: ScenarioRunner) -> RowResult {
        if options.isJSON {
            let printer = ScriptJSONPrinter(console: console)
            defer { printer.finish() }
            return runner.run(script: script, observe: printer.show)
        }
        let printer = ScriptPrinter(console: console, presentation: console.presentation(options.verbosity))
        let result = runner.run(script: script, observe: printer.show)
        printer.show(result)
        return result
    }

    private func exitCode(_ result: RowResult) -> ExitCode {
        if options.keepsGoing, result.failures.contains(where: \.isRefusal) { return .refused }
        return switch result.verdict {
        case .failed where result.isRefused, .errored where result.isRefused: .refused
        case .failed, .surprisePass: .failed
        case .errored, .skipped, .cancelled: .notJudged
        case .passed, .expectedFailure: .success
        }
    }

    /// The script's texts with the names that messages give them.
    func sources() throws(Diagnostic) -> [Source] {
        switch options.source {
        case .commands(let commands):
            // The second and later ones say which they are.
            return commands.enumerated().map { Source(name: $0 == 0 ? "-c" : "-c #\($0 + 1)", text: $1) }
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
