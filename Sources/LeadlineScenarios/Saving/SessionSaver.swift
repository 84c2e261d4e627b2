import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Makes a scenario or script of what was done at the prompt.
///
/// What the file says is what happened in three universes: the session's own and two fresh ones in which it is replayed.
/// What differs between them is named instead of written down; what cannot be repeated is not saved at all.
package struct SessionSaver {
    let runner: ScenarioRunner
    let start: SessionStart
    /// Whether a secret is anywhere in a text, in whatever form.
    let holdsSecret: (String) -> Bool

    package init(runner: ScenarioRunner, start: SessionStart, holdsSecret: @escaping (String) -> Bool) {
        self.runner = runner
        self.start = start
        self.holdsSecret = holdsSecret
    }

    /// How often what was typed off an answer is looked for: each time, what hung on it comes to light.
    private static let rounds = 8

    /// The text of the file at `path`, which is relative to the working folder, of the `last` commands or of all; what
    /// only shows something does not count. `location` is where the name of the file is written.
    ///
    /// - Throws: why there is none: nothing was done, it cannot be repeated, or a secret would be in it.
    package func file(
        _ path: String, of performed: [CarriedOut], last: Int?, at location: SourceLocation
    ) throws(Diagnostic) -> SavedFile {
        let drafts = DraftComposer(runner: runner, folder: start.folder)
        let cells = CellWriter(row: start.row)
        let performed = performed.map { CarriedOut(cells($0.command), $0.result) }
        let collector = try PassageCollector(
            performed, api: start.api, drafts: drafts, keepsBatches: path.hasSuffix(".leadline"))
        var passages = collector.passages
        guard passages.contains(where: { $0.command != nil }) else {
            throw Diagnostic(
                .error, .emptySelection, "there is nothing to save: no command of this session did anything",
                at: location, help: "send a request first")
        }
        let hiding = Hiding(runner, from: start.folder, to: Paths.folder(of: path))
        for index in passages.indices { hiding.hide(in: &passages[index]) }
        let threshold = Self.threshold(performed, last)
        let first = passages.firstIndex { $0.index >= threshold } ?? passages.count - 1
        let notes = collector.failedSentences.filter { $0.index >= threshold }.map { sentence in
            "left out, because it did not hold: '\(SessionFile.shortened(sentence.text))'"
        }
        var reason: Diagnostic?
        // The clock is written down only where the session cannot be repeated without it.
        for clock in [nil, start.clock] {
            do throws(Diagnostic) {
                var saved = try file(path, passages, from: first, clock, at: location)
                if let clock { saved.notes.append("the clock begins at \(clock.text), as it did here") }
                saved.notes = notes + saved.notes
                return saved
            } catch {
                if error.code != .notReproducible { throw error }
                reason = error
            }
        }
        throw reason ?? Diagnostic(.error, .notReproducible, "this session cannot be repeated", at: location)
    }

    /// The place of the first of the last so many commands.
    private static func threshold(_ performed: [CarriedOut], _ last: Int?) -> Int {
        guard let last else { return 0 }
        let counting = performed.indices.filter { PassageCollector.counts(performed[$0]) }
        return counting.suffix(last).first ?? performed.count
    }

    private func file(
        _ path: String, _ passages: [Passage], from first: Int, _ clock: Timestamp?, at location: SourceLocation
    ) throws(Diagnostic) -> SavedFile {
        let rehearsal = Rehearsal(runner: runner, path: path, start: start.clock)
        let named = try named(passages, clock, rehearsal, at: location)
        let needed = Slice(named, from: first).needed
        // What a slice by names leaves out may have mattered all the same.
        let selections = needed.count == first ? [needed] : [needed, Array(0..<first)]
        var reason: Diagnostic?
        for selection in selections {
            let chosen = selection.map { named[$0] } + named[first...]
            do throws(Diagnostic) {
                let file = try SessionFile(
                    passages: chosen, prepared: selection.count, titles: titles, clock: clock, rehearsal: rehearsal,
                    location: location)
                try checkSecrets(file.text, at: location)
                var notes: [String] = []
                if !selection.isEmpty {
                    notes.append("\(counted(selection.count, "earlier command")) that these need in 'setup'")
                }
                return SavedFile(
                    path: path, text: file.text, setupSteps: file.outline.setup.count, steps: file.outline.steps.count,
                    sentences: file.outline.sentenceCount, notes: notes)
            } catch {
                if error.code != .notReproducible { throw error }
                reason = error
            }
        }
        throw reason ?? Diagnostic(.error, .notReproducible, "this session cannot be repeated", at: location)
    }

    private var titles: Titles { Titles(catalog: runner.resources.catalog) }

    /// The passages with names in place of what was typed off earlier answers.
    private func named(
        _ passages: [Passage], _ clock: Timestamp?, _ rehearsal: Rehearsal, at location: SourceLocation
    ) throws(Diagnostic) -> [Passage] {
        var captures = Captures(passages, runner.resources.catalog)
        captures.nameIDs()
        for _ in 0..<Self.rounds {
            let outline = Arrangement(passages: captures.passages, titles: titles, clock: clock).observed
            let replays = try rehearsal.observe(outline, at: location)
            var volatile: [[Leaf]] = Array(repeating: [], count: captures.passages.count)
            for (index, passage) in captures.passages.enumerated() {
                guard let answer = passage.answer else { continue }
                let others = replays.compactMap { $0[index]?.answer }
                guard others.count == replays.count, others.allSatisfy({ $0.outcome == answer.outcome }) else {
                    continue
                }
                volatile[index] = Leaf.all(of: answer).filter { leaf in
                    others.contains { $0.value(at: leaf.path).map { $0 != leaf.value } ?? true }
                }
            }
            if !captures.name(volatile) { break }
        }
        return captures.passages
    }

    private func checkSecrets(_ text: String, at location: SourceLocation) throws(Diagnostic) {
        guard holdsSecret(text) else { return }
        throw Diagnostic(
            .error, .holdsSecret, "the file would hold a secret, so it is not written", at: location,
            notes: [
                "a secret in a value is written as {{secret.NAME}}; in a curl command or inside another text it cannot be"
            ],
            help: "send it again with {{secret.NAME}} or 'as KEY', then save the last commands")
    }

    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension Rehearsal {
    /// What a passage did in a universe.
    struct Seen {
        var answer: Answer
        var sent: JSON?
    }

    /// What the steps of an outline do when nothing is judged: by passage, once for each universe.
    func observe(_ outline: FileOutline, at location: SourceLocation) throws(Diagnostic) -> [[Int: Seen]] {
        let (scenario, diagnostics, runner) = read(ScenarioText(outline).text, as: scenarioPath)
        guard let scenario, !diagnostics.hasErrors else { throw Self.unreadable(diagnostics, at: location) }
        return World.allCases.map { world in
            let replay = run(scenario, with: runner, in: world, isObserving: true)
            var seen: [Int: Seen] = [:]
            for (step, answer) in zip(outline.steps, replay.answers) {
                if let passage = step.passages.first, let answer { seen[passage] = Seen(answer: answer) }
            }
            for (step, document) in zip(outline.steps, replay.documents) {
                if let passage = step.passages.first { seen[passage]?.sent = document }
            }
            return seen
        }
    }

    static func unreadable(_ diagnostics: [Diagnostic], at location: SourceLocation) -> Diagnostic {
        let first = diagnostics.first { $0.severity == .error }
        let line = first?.location.map { ": '\($0.source.line($0.position.line).drop { $0 == " " })'" } ?? ""
        return Diagnostic(
            .error, .notReproducible, "a command of this session cannot stand in a file\(line)", at: location,
            notes: first.map { [$0.message] } ?? [], help: first?.help ?? "leave it out: save the 'last N' commands")
    }
}
