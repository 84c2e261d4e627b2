import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// The program: arguments in, exit code out. What it touches is in the environment.
package enum Leadline {
    package static let version = Version.current

    package static func main(_ environment: Environment) -> ExitCode {
        let line: ParsedLine
        let color: String?
        let invocation: Invocation
        do throws(Diagnostic) {
            line = try ParsedLine(environment.arguments, variables: environment.variables)
            color = try line.choice(.color)
            invocation = try Invocation(line)
        } catch {
            let console = Console(environment, color: nil, isJSON: environment.arguments.contains("--json"))
            console.show(error)
            return .nothingSent
        }
        let console = Console(environment, color: color, isJSON: line.has(.json))
        let code = perform(invocation, line, environment, console)
        guard let reason = console.outputFailure else { return code }
        console.show(Diagnostic(.error, .unreadableFile, "cannot write to standard output: \(reason)"))
        return max(code, .notJudged)
    }

    private static func perform(
        _ invocation: Invocation, _ line: ParsedLine, _ environment: Environment, _ console: Console
    ) -> ExitCode {
        switch invocation {
        case .start(let options) where environment.input.isTerminal:
            guard let terminal = environment.terminal?() else {
                console.write(HelpPage.start())
                return .success
            }
            return withWorkshop(line, options.traffic, environment, console) { workshop in
                ShellCommand(
                    options: options, workshop: workshop, environment: environment, console: console,
                    terminal: terminal
                ).run()
            }
        case .start(let options), .script(let options):
            return withWorkshop(line, options.traffic, environment, console) { workshop in
                ScriptCommand(options: options, workshop: workshop, environment: environment, console: console).run()
            }
        case .run(let options):
            let run: CapsuleRun
            do throws(Diagnostic) { run = try CapsuleRun(options, environment) } catch {
                console.show(error)
                return .nothingSent
            }
            return withWorkshop(line, run.options.traffic, run.environment, console) { workshop in
                RunCommand(
                    options: run.options, workshop: workshop, environment: run.environment, console: console
                ).run()
            }
        case .lint(let paths):
            return withWorkshop(line, .mock, environment, console) { workshop in
                LintCommand(paths: paths, verbosity: line.verbosity, workshop: workshop, console: console).run()
            }
        case .api(let words):
            return withWorkshop(line, .mock, environment, console) { workshop in
                APICommand(words: words, workshop: workshop, console: console).run()
            }
        case .query(let options):
            return QueryCommand(options: options, environment: environment, console: console).run()
        case .traffic(let name, let line): return traffic(name, line, environment, console)
        case .help(let words): return help(words, console)
        case .usage(let command):
            console.write(command.name == nil ? HelpPage.overview() : HelpPage.command(command))
            return .success
        case .version:
            console.write("leadline \(version)\n")
            return .success
        }
    }

    /// What needs descriptions of APIs is not begun while one of the user's own has mistakes.
    private static func withWorkshop(
        _ line: ParsedLine, _ traffic: TrafficOptions, _ environment: Environment, _ console: Console,
        _ body: (Workshop) -> ExitCode
    ) -> ExitCode {
        do throws(Diagnostics) {
            let workshop = try Workshop(environment, apis: line.values(.api).map(\.text), traffic: traffic)
            return workshop.finish(body(workshop), environment, console)
        } catch {
            console.show(error.all)
            let mightSend = line.command.name == nil || line.command.name == .run
            if mightSend { console.note(RunCommand.nothingSent(error.all)) }
            return .nothingSent
        }
    }

    /// `help run`, `help find`, `help where`: the binary's own commands first, the language's behind them.
    private static func help(_ words: [String], _ console: Console) -> ExitCode {
        guard let word = words.first else {
            console.write(HelpPage.overview() + "\nThe language's commands, for scripts and scenarios:\n\n")
            console.write(HelpText.overview())
            return .success
        }
        if words.count == 1, let command = CommandLineTable.command(word) {
            console.write(HelpPage.command(command))
            if CommandTable.entry(word) != nil {
                console.write("\nThe language has a command of this name too:\n\n")
                console.write(HelpText.command(word) ?? "")
            }
            return .success
        }
        do throws(Diagnostic) {
            console.write(try HelpText.answer(to: words))
            return .success
        } catch {
            console.show(error)
            return .nothingSent
        }
    }
}

extension ExitCode: Comparable {
    /// By how grave they are: a refusal outweighs what could not be judged, that outweighs failures.
    package static func < (left: ExitCode, right: ExitCode) -> Bool { left.gravity < right.gravity }

    private var gravity: Int {
        let ascending: [ExitCode] = [
            .success, .emptySelection, .failed, .notJudged, .nothingSent, .refused, .internalError, .interrupted,
            .terminated, .hungUp,
        ]
        return ascending.firstIndex(of: self) ?? ascending.count
    }
}
