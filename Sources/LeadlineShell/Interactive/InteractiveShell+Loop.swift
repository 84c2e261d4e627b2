import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlinePrompt
import LeadlineScenarios
import LeadlineSession

extension InteractiveShell {
    /// Until the user leaves, or a signal asks to end.
    func run(_ saved: SavedSession?) -> ExitCode {
        environment.interrupt.watch()
        let journal = SessionJournal(
            environment, start: start(saved), isPrivate: options.shell.isPrivate, warn: console.show)
        if let saved { resume(saved, journal) } else { begin() }
        let editor = PromptEditor(
            prompt: prompt, assistance: SessionAssistant(environment.secrets.redactor) { self.session },
            history: history,
            palette: palette, isPlain: terminal.isPlain, reflows: environment.variables["XTERM_VERSION"] == nil)
        while !isOver {
            if let signal = environment.interrupt.signal(), signal != Self.interruptSignal {
                return ExitCode(signal: signal)
            }
            editor.prompt = prompt
            let initial = EditBuffer(nextLine)
            nextLine = ""
            switch terminal.readLine(editor, initial: initial) {
            case .accepted(let text): carryOut(typed: text, journal)
            case .interrupted: continue
            case .endOfInput: return .success
            case .terminated(let signal, let text):
                journal.line(text)
                return ExitCode(signal: signal)
            }
        }
        return .success
    }

    private static let interruptSignal: Int32 = 2
    /// Typed alone they mean `exit`, as in other programs with a prompt.
    private static let leavingWords: Set<Substring> = ["quit", "\\q", ".quit", ":q"]

    /// The prompt shows what the session is about; before there is one nothing is chosen.
    private var prompt: StyledText {
        ShellTexts.prompt(
            api: begunSession?.api?.name, target: workshop.provider.description, workshop.provider.kind,
            draft: draftName)
    }

    /// `leads`, or `drivly:leads` where another API is chosen by now.
    private var draftName: String? {
        guard let draft = begunSession?.draft else { return nil }
        let collection = draft.operation.collection
        return draft.api.name == begunSession?.api?.name ? collection : "\(draft.api.name):\(collection)"
    }

    private func carryOut(typed text: String, _ journal: SessionJournal) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let word = words.first else { return }
        if word.hasPrefix("#") { files.notes.append(text.trimmedNote) }
        let text = words.count == 1 && Self.leavingWords.contains(word) ? "exit" : text
        environment.interrupt.clear()
        environment.secrets.learn(pasted: PastedSecrets.values(in: text))
        history.begin(text)
        journal.begin(text)
        files.lineStart = performed.count
        let start = environment.clock.now
        carryOut(Source(name: "prompt", text: text))
        let done = performed.dropFirst(files.lineStart)
        let isAsTyped = files.opened == nil && !done.isEmpty && done.allSatisfy(\.isReplayedAsTyped)
        let repeated = done.dropFirst(files.opened == nil ? 0 : 1).compactMap(\.replayText).joined(separator: "\n")
        journal.end(replay: isAsTyped ? nil : repeated, opened: files.opened)
        files.opened = nil
        let exchange = done.lazy.compactMap { if case .exchange(let exchange)? = $0.result { exchange } else { nil } }
            .last
        history.end(
            outcome: done.last?.outcome ?? "error", status: exchange?.answer.status,
            took: environment.clock.now - start)
    }

    // MARK: - Beginning

    private func start(_ saved: SavedSession?) -> SavedSession.Start {
        saved?.start
            ?? SavedSession.Start(
                time: environment.timeOfDay(), api: nil, seed: options.seed ?? workshop.provider.seed ?? 0,
                target: workshop.traffic.target.text,
                clock: Universe.start, folder: environment.files.workingFolder)
    }

    private func begin() {
        let greeting = ShellTexts.greeting(
            apis: workshop.resources.catalog.names, target: workshop.provider.description, workshop.provider.kind,
            console.noteStyle)
        console.note(files.openedCase.map(caseHint) ?? greeting)
        if let source = initScript { carryOut(source, context: .script) }
    }

    /// The user's own commands for the beginning of each session.
    private var initScript: Source? {
        guard options.shell.readsInit else { return nil }
        do throws(Diagnostic) {
            return try UserFolders(variables: environment.variables).initScript(environment.files)
        } catch {
            console.show(error)
            return nil
        }
    }

    /// Takes up a session where it ended; a command that was running then stands in the line.
    ///
    /// On live servers and recordings nothing is sent again: names and exchanges that requests brought do not come back.
    private func resume(_ saved: SavedSession, _ journal: SessionJournal) {
        let folder = environment.files.workingFolder
        if saved.start.folder != folder { session.folder = saved.start.folder }
        files.start.folder = session.folder
        if let row = saved.opened {
            do throws(Diagnostic) { try open(row) } catch {
                console.show(error)
                console.note("the session is not resumed: what was opened in it cannot be opened again\n")
                return
            }
        } else if let source = initScript {
            carryOut(source, context: .script)
        }
        var left = 0
        saved.replay { command throws(Diagnostic) in
            let result: CommandResult
            if session.target.kind != .mock, command.sendsOrWaits {
                left += 1
                return
            }
            if case .target = command.action {
                result = try changeTarget(command)
            } else if case .run(let file, let parameters, let name?) = command.action {
                result = try run(file, parameters, name, command)
            } else {
                result = try session.perform(command)
            }
            var record = PerformedCommand(command)
            record.result = result
            performed.append(record)
        }
        journal.adopt(saved)
        nextLine = saved.line ?? ""
        let summary = saved.summary(session, now: environment.timeOfDay(), folder: folder)
        let unsent = left == 0 ? "" : "; \(counted(left, "request")) not sent again, nor what they answered"
        console.note(Presentation.wrapped(summary + unsent, terminal.size.columns).joined(separator: "\n") + "\n")
    }
}

// MARK: - The tour

extension InteractiveShell {
    /// `tour`: begins it, or ends it.
    func toggleTour() -> CommandResult {
        if tour != nil {
            tour = nil
            console.note("the tour is over; 'tour' begins it again\n")
            return .done
        }
        tour = Tour(savingTo: freeName())
        showLesson()
        return .done
    }

    /// A name for the scenario that is no file yet.
    private func freeName() -> String {
        let names = (1...999).lazy.map { $0 == 1 ? "tour.leadline.yaml" : "tour-\($0).leadline.yaml" }
        return names.first { (try? self.environment.files.kind(of: $0)) == nil } ?? "tour.leadline.yaml"
    }

    func advanceTour(behind record: PerformedCommand) {
        guard var tour, let lesson = tour.lesson else { return }
        guard record.mistake == nil, tour.advance(behind: record.command.name.value, outcome: record.outcome) else {
            // A lesson waits; who tried its command in vain is told what for.
            if lesson.command.hasPrefix(record.command.name.value) {
                console.note(ShellTexts.waiting(lesson, width: terminal.size.columns))
            }
            nextLine = lesson.command
            return
        }
        if tour.lesson == nil {
            self.tour = nil
            return console.note(ShellTexts.tourEnd)
        }
        self.tour = tour
        showLesson()
    }

    private func showLesson() {
        guard let tour, let lesson = tour.lesson else { return }
        console.note(ShellTexts.lesson(tour, console.noteStyle, width: terminal.size.columns))
        nextLine = lesson.command
    }
}
