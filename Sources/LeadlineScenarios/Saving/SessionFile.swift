import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// The file that passages become: what it says of them is tried out before anybody gets it.
struct SessionFile {
    private(set) var outline: FileOutline
    let text: String

    init(
        passages: [Passage], prepared: Int, titles: Titles, clock: Timestamp?, rehearsal: Rehearsal,
        location: SourceLocation
    ) throws(Diagnostic) {
        let arrangement = Arrangement(passages: passages, titles: titles, clock: clock)
        let replays = try rehearsal.observe(arrangement.observed, at: location)
        try Self.check(passages, replays, at: location)
        var proposed: [Int: [String]] = [:]
        let proposals = Proposals(catalog: titles.catalog)
        for (index, passage) in passages.enumerated() {
            let seen = replays.compactMap { $0[index] }
            guard seen.count == replays.count else { continue }
            proposed[index] = proposals.sentences(on: passage, seen.map { ($0.answer, $0.sent) })
        }
        var trial = arrangement.file(prepared: prepared, proposed: proposed)
        // Each time at least one step loses what was proposed for it.
        while let failure = try Self.failure(
            of: ScenarioText(trial).text, as: rehearsal.scenarioPath, rehearsal, at: location)
        {
            let all = trial.setup + trial.steps
            let place = failure.step - 1 + (failure.phase == .steps ? trial.setup.count : 0)
            guard all.indices.contains(place), let passage = all[place].passages.last,
                (proposed[passage]?.count ?? 0) > 1
            else { throw Self.diagnostic(failure, at: location) }
            proposed[passage]?.removeLast()
            trial = arrangement.file(prepared: prepared, proposed: proposed)
        }
        outline = trial
        if rehearsal.path != rehearsal.scenarioPath {
            text = trial.script
            let failure = try Self.failure(of: text, as: rehearsal.path, rehearsal, at: location)
            if let failure { throw Self.diagnostic(failure, at: location) }
            return
        }
        text = ScenarioText(trial).text
    }

    /// Whether each command ended in the fresh universes as it did in the session.
    private static func check(
        _ passages: [Passage], _ replays: [[Int: Rehearsal.Seen]], at location: SourceLocation
    ) throws(Diagnostic) {
        for (index, passage) in passages.enumerated() {
            guard let answer = passage.answer, let command = passage.command else { continue }
            for replay in replays where replay[index]?.answer.outcome != answer.outcome {
                let other = replay[index].map { "it ends as \($0.answer.outcome)" } ?? "it cannot be carried out"
                throw Diagnostic(
                    .error, .notReproducible,
                    "'\(shortened(CommandPrinter.text(command)))' ended as \(answer.outcome) here, in a fresh universe \(other)",
                    at: location, notes: replay[index].flatMap { message($0.answer) }.map { [$0] } ?? [],
                    help:
                        "it hangs on something that the file does not hold: save more commands, or repeat it after 'mock reset'"
                )
            }
        }
    }

    private static func message(_ answer: Answer) -> String? {
        answer.errors.array?.first?["message"]?.string.map { "it says there: \($0)" }
    }

    static func shortened(_ text: String) -> String { text.count > 80 ? "\(text.prefix(79))…" : text }

    /// What goes wrong when the file is run; nil when it passes in both universes.
    private static func failure(
        of text: String, as path: String, _ rehearsal: Rehearsal, at location: SourceLocation
    ) throws(Diagnostic) -> Failure? {
        let (scenario, diagnostics, runner) = rehearsal.read(text, as: path)
        guard let scenario, !diagnostics.hasErrors else { throw Rehearsal.unreadable(diagnostics, at: location) }
        for world in Rehearsal.World.allCases {
            let replay = rehearsal.run(scenario, with: runner, in: world, isObserving: false)
            if let failure = replay.failure { return failure }
            if case .skipped(let reason) = replay.result.verdict {
                throw Diagnostic(.error, .notReproducible, "a fresh universe cannot do it: \(reason)", at: location)
            }
        }
        return nil
    }

    private static func diagnostic(_ failure: Failure, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .notReproducible, "'\(failure.location.text)' held here, but not in a fresh universe",
            at: location, notes: [failure.headline],
            help:
                "it speaks of something that is another in each universe: name it with '-> NAME', or leave the sentence out"
        )
    }
}
