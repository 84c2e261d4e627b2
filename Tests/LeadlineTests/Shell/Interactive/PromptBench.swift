import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import Synchronization
import TestSupport

@testable import LeadlineShell

/// A shell on the mock whose screen is kept as text. Every request takes twelve milliseconds of the user's time.
final class PromptBench {
    let programs = KeptPrograms()
    private let screen = Screen()
    private let shell: InteractiveShell

    static let enquiry = """
        {"lead": {"name": "Grace Hopper", "email": "grace@example.com", "phone": "0412345678", "source": "Website",
        "category": "New Vehicle Enquiry", "page_id": 12, "dealership_id": 1, "message": "Is it still there?",
        "tags": ["vip", "call back"]}}
        """

    /// `size` nil: standard output is no terminal.
    init(size: TerminalSize?, color: String = "never", variables: [String: String] = [:]) throws {
        let screen = screen
        var environment = ScriptedEnvironment(files: ["enquiry.json": Self.enquiry], variables: variables)
            .environment([])
        environment.output = Environment.Stream(isTerminal: size != nil) { text in screen.write(text) }
        environment.error = Environment.Stream(isTerminal: size != nil) { text in screen.write(text) }
        environment.programs = programs
        environment.clock = TickingClock()
        shell = InteractiveShell(
            environment: environment, workshop: try Workshop(environment, apis: []),
            console: Console(environment, color: color),
            terminal: SizedTerminal(size ?? TerminalSize(columns: 80, rows: 24)),
            options: try ScriptOptions(try ParsedLine(["--private"], variables: [:])))
    }

    var session: Session { shell.session }
    /// Everything that was written so far.
    var text: String { screen.text }

    /// Carries out a line of commands as if it had been typed; what is written because of it.
    @discardableResult
    func type(_ line: String, context: CommandContext = .prompt) -> String {
        let before = text.utf8.count
        shell.carryOut(Source(name: context.rawValue, text: line), context: context)
        return String(Substring(text.utf8.dropFirst(before)))
    }

    /// The same with the line in front, as a screen shows it.
    func screen(_ lines: [String]) -> String {
        for line in lines {
            _ = screen.write("> \(line)\n")
            let before = programs.runs.count
            type(line)
            for run in programs.runs.dropFirst(before) { _ = screen.write("[\(run.line)]\n\(run.input)") }
            _ = screen.write("\n")
        }
        return text
    }
}

/// What was written to the two streams, in its order.
private final class Screen: Sendable {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }

    func write(_ text: String) -> Environment.Stream.Outcome {
        kept.withLock { $0 += text }
        return .written
    }
}

/// Runs nothing, and keeps what should have been run.
final class KeptPrograms: Programs {
    struct Run: Equatable {
        var line: String
        var input: String
    }

    private let state = Mutex((runs: [Run](), end: ProgramEnd.exited(0)))

    var runs: [Run] { state.withLock { $0.runs } }
    /// How the next programs end.
    var end: ProgramEnd {
        get { state.withLock { $0.end } }
        set { state.withLock { $0.end = newValue } }
    }

    func run(shell line: String, input: [UInt8]?) -> ProgramEnd {
        state.withLock {
            $0.runs.append(Run(line: line, input: String(decoding: input ?? [], as: UTF8.self)))
            return $0.end
        }
    }

    func output(of line: String, limit: Int, within time: Duration) throws(EffectFailure) -> [UInt8] {
        throw EffectFailure("there is no shell")
    }

    func edit(_ text: String, suffix: String) throws(FileFailure) -> EditedText { EditedText(text: text, end: end) }
}

/// Goes on by twelve milliseconds whenever somebody looks.
private final class TickingClock: WallClock {
    private let ticks = Mutex(0)

    var now: Duration {
        ticks.withLock {
            $0 += 1
            return .milliseconds($0 * 12)
        }
    }

    func sleep(_ duration: Duration) {}
}

private final class SizedTerminal: LeadlineCore.Terminal {
    let size: TerminalSize
    let isPlain = false

    init(_ size: TerminalSize) { self.size = size }

    /// Whatever is asked: yes.
    func readLine(_ frontEnd: any LineFrontEnd, initial: EditBuffer) -> LineEnd { .accepted("y") }
    func write(_ text: String) {}
}
