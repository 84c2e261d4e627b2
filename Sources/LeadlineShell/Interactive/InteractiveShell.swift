import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlinePrompt
import LeadlineScenarios
import LeadlineSession

/// `leadline` on a terminal: reads commands, carries them out against one target, shows what became of them.
/// Belongs to one thread.
final class InteractiveShell {
    let environment: Environment
    /// Replaced when another target is chosen.
    var workshop: Workshop
    let console: Console
    let terminal: any Terminal
    let options: ScriptOptions
    let history: HistoryFile
    /// nil until it is needed, so that the first prompt waits for no description.
    private(set) var begunSession: Session?
    /// What was carried out, oldest first: what `save` writes.
    var performed: [PerformedCommand] = []
    /// Whether the last command asked to leave.
    private(set) var isOver = false
    /// What the next line begins with.
    var nextLine = ""
    var tour: Tour?
    /// Where the session began, and what failed in it.
    var files = FileMemory()

    init(
        environment: Environment, workshop: Workshop, console: Console, terminal: any Terminal, options: ScriptOptions
    ) {
        self.environment = environment
        self.workshop = workshop
        self.console = console
        self.terminal = terminal
        self.options = options
        history = HistoryFile(environment, isPrivate: options.shell.isPrivate, warn: console.show)
    }

    /// Replaced when a row is opened.
    var session: Session {
        get {
            if let begunSession { return begunSession }
            let session = workshop.session(options)
            begunSession = session
            return session
        }
        set { begunSession = newValue }
    }

    /// Carries out a text of one or more commands; stops at the first mistake.
    func carryOut(_ source: Source, context: CommandContext = .prompt) {
        let (commands, diagnostics) = CommandParser.parse(Excerpt(whole: source), context: context)
        console.show(diagnostics)
        if diagnostics.hasErrors {
            // A line that was typed is seen as a whole; of a file somebody may think that its beginning was done.
            if context == .script { console.note(printer.text("nothing of '\(source.name)' was carried out")) }
            return
        }
        for (index, command) in commands.enumerated() where !isOver {
            if environment.interrupt.signal() != nil {
                let rest = commands.count - index
                return console.note("stopped: \(counted(rest, "command")) of '\(source.name)' not carried out\n")
            }
            guard carryOut(command) else { return }
        }
    }

    /// Carries out one command and shows what became of it; false when it could not be carried out.
    private func carryOut(_ command: Command) -> Bool {
        session.confirmsChange = { [weak self] question in self?.confirms(question) ?? false }
        var record = PerformedCommand(command)
        let start = environment.clock.now
        do throws(Diagnostic) {
            let result = try perform(command)
            record.waited = environment.clock.now - start
            record.result = result
            performed.append(record)
            show(result, of: command, waited: record.waited)
            if case .exit = result { isOver = true }
            advanceTour(behind: record)
            return true
        } catch {
            record.mistake = error
            performed.append(record)
            console.show(error)
            advanceTour(behind: record)
            return false
        }
    }

    /// What only a prompt can do, and everything else in the session.
    private func perform(_ command: Command) throws(Diagnostic) -> CommandResult {
        switch command.action {
        case .help(let words): return .shown(.text(try HelpText.answer(to: words, in: .prompt)))
        case .tour: return toggleTour()
        case .new: return try new(command)
        case .set, .add, .unset: return try change(command)
        case .clock(_?): return try moveClock(command)
        case .fill: return try fill(command, asking: questioner)
        case .edit: return try edit(command, asking: questioner)
        case .request(let request) where request.verb == .create: return try create(request, command)
        case .save(let file, let last): return try save(file, last: last, command)
        case .run(let file, let parameters, let result): return try run(file, parameters, result, command)
        case .open(let place): return try open(place, command)
        case .target: return try changeTarget(command)
        default: return try session.perform(command)
        }
    }

    var questioner: PromptQuestioner { PromptQuestioner(terminal: terminal, palette: palette) }

    var palette: Palette { Palette(isOn: console.style.isOn) }
}

/// A command that was carried out at the prompt, and what became of it.
struct PerformedCommand {
    let command: Command
    /// nil: it could not be carried out.
    var result: CommandResult?
    var mistake: Diagnostic?
    /// How long the user waited for it.
    var waited = Duration.zero

    init(_ command: Command) { self.command = command }

    /// Text that has the same effect and asks nobody: as it was typed, or the commands that questions and an editor made.
    /// nil of what had no effect: a mistake, what was declined or stopped, a script, whose commands stand for themselves.
    var replayText: String? {
        switch (command.action, result) {
        case (_, nil), (_, .exit), (_, .unsupported), (.tour, _), (.run(_, _, nil), _): return nil
        case (_, .exchange(let exchange)) where exchange.isDeclined: return nil
        case (_, .batch(let batch)) where batch.wasStopped: return nil
        case (_, .redrafted(let commands)):
            return commands.map { String($0.location.text) }.joined(separator: "\n")
        default: return String(command.location.text)
        }
    }

    /// Whether it has the same effect as it was typed.
    var isReplayedAsTyped: Bool {
        if case .redrafted? = result { return false }
        return replayText != nil
    }

    /// How it ended, for the history of commands: an outcome, `done` or `error`.
    var outcome: String {
        switch result {
        case nil: "error"
        case .exchange(let exchange): exchange.answer.outcome
        case .stored(let answer): answer.outcome
        default: "done"
        }
    }
}

extension Workshop {
    /// The target of a shell.
    func opened(_ options: ScriptOptions) -> OpenedTarget {
        _ = try? resources.catalog.all()
        let seed = options.seed ?? provider.seed ?? 0
        let target = target.open(TargetSettings(clock: nil, seed: seed, label: "prompt"))
        return OpenedTarget(
            target, name: provider.description, runID: Session.runID(seed: seed, label: "prompt"))
    }

    /// A session of the shell: where a script's would begin, with all exchanges kept and all bulk changes counted.
    func session(_ options: ScriptOptions) -> Session {
        let opened = opened(options)
        let session = Session(
            resources: resources, target: opened.target, folder: "",
            runID: opened.runID ?? "")
        session.targetName = opened.name
        session.allowsWrites = traffic.allowsWrites
        session.keepsExchanges = true
        session.maximumAffected = options.maxAffected ?? project.maximumAffected ?? .max
        return session
    }
}
