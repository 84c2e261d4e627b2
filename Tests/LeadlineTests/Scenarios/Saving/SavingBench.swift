import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineScenarios
import LeadlineSession
import TestSupport

/// A session on the mock that remembers what was typed, and saves it.
final class SavingBench {
    private(set) var session: Session
    private(set) var performed: [CarriedOut] = []
    private let runner: ScenarioRunner
    private let files: [String: String]
    private let secrets: [String: String]
    private let start: SessionStart

    /// `folder`: file names of the commands are relative to it.
    init(
        folder: String = "", api: String? = nil, clock: Timestamp? = nil, secrets: [String: String] = [:],
        seed: Int = 42
    ) throws {
        files = Workbench.fixtures.merging([
            "made.leadline.yaml": Self.made, "rows.csv": Self.rows, "many.csv": Self.many,
        ]) { $1 }
        self.secrets = secrets
        let store = InMemoryFiles(files)
        let resources = Resources(catalog: Workbench.catalog, files: store, variables: [:], secrets: secrets)
        runner = ScenarioRunner(
            provider: Workbench.mock, resources: resources, library: ScenarioLibrary(files: store), workers: Threads(),
            clock: StillClock(), options: ScenarioRunner.Options())
        let target = Workbench.mock.open(TargetSettings(clock: clock, seed: seed, label: "shell"))
        session = Session(resources: resources, target: target, folder: folder, runID: "shell234")
        session.keepsExchanges = true
        session.api = try api.map { name in
            try Workbench.catalog.api(
                named: Located(name, SourceLocation(source: Source(name: "api", text: name), range: 0..<0)))
        }
        start = SessionStart(api: api, clock: target.now, folder: folder)
    }

    private static let made = """
        leadline: 1
        name: A lead
        api: dealerstudio
        params: { name: Ada }
        steps:
          - do: create leads from lead.json name={{name}} -> lead

        """

    private static let many = "name\n" + String(repeating: "Ada\n", count: 51)

    private static let rows = """
        name,email,phone,dealership_id,category,source
        Ada,ada@example.com,0412345678,1,Survey,Website
        Grace,grace@example.com,0412345679,1,Survey,Website

        """

    /// Changes the draft as `fill` or `edit` does, whose questions and editor came to these commands.
    func redraft(by commands: String) throws {
        let made = CommandParser.parse(Excerpt(whole: Source(name: "fill", text: commands)), context: .prompt).commands
        for command in made { _ = try session.perform(command) }
        let fill = CommandParser.parse(Excerpt(whole: Source(name: "prompt", text: "fill")), context: .prompt).commands
        performed += fill.map { CarriedOut($0, .redrafted(by: made)) }
    }

    /// Carries out what is typed at a prompt; mistakes are remembered as such. `{{@N}}` is the id of the document that
    /// the N-th answer (from 0) brought: what a person would read from the screen.
    func type(_ text: String) {
        for line in text.split(separator: "\n") where !line.isEmpty { typeLine(filled(String(line))) }
    }

    private func filled(_ line: String) -> String {
        var line = line
        for (index, answer) in answers.enumerated() {
            for (mark, path) in [("id", "id"), ("at", "createdAt")] {
                let value =
                    answer.document?[path] ?? answer.document?["doc"]?[path] ?? answer.documents?.array?.first?[path]
                guard let value else { continue }
                line = line.split(separator: "<\(mark) \(index)>", omittingEmptySubsequences: false)
                    .joined(separator: value.string ?? value.text())
            }
        }
        return line
    }

    private var answers: [Answer] {
        performed.compactMap { item in
            switch item.result {
            case .exchange(let exchange)?: exchange.answer
            case .stored(let answer)?: answer
            default: nil
            }
        }
    }

    private func typeLine(_ line: String) {
        let source = Source(name: "prompt", text: line)
        for command in CommandParser.parse(Excerpt(whole: source), context: .prompt).commands { perform(command) }
    }

    func perform(_ command: Command) {
        do throws(Diagnostic) {
            if case .run(let file, let parameters, let name) = command.action {
                var values: [String: Value?] = [:]
                for item in parameters { values.updateValue(try session.resolved(item.value), forKey: item.name.value) }
                _ = try SessionInclusion(runner).include(
                    Paths.join(session.folder, try session.text(file)), parameters: values, as: name, into: session,
                    at: command.location)
                performed.append(CarriedOut(command, .done))
                return
            }
            performed.append(CarriedOut(command, try session.perform(command)))
        } catch { performed.append(CarriedOut(command, nil)) }
    }

    func save(_ path: String = "new.leadline.yaml", last: Int? = nil) throws(Diagnostic) -> SavedFile {
        let source = Source(name: "prompt", text: "save \(path)")
        let saver = SessionSaver(runner: runner, start: start) { text in
            self.secrets.values.contains { text.contains($0) }
        }
        return try saver.file(
            path, of: performed, last: last, at: SourceLocation(source: source, range: 5..<(5 + path.utf8.count)))
    }

    /// Checks and runs what was saved, as `leadline lint` and `leadline run` do.
    func bench(_ saved: SavedFile) -> Workbench {
        var bench = Workbench(files: files.merging([saved.path: saved.text]) { $1 })
        bench.secrets = secrets
        return bench
    }

    /// A session in which the commands and sentences of a saved scenario are typed.
    static func retyping(_ saved: SavedFile, secrets: [String: String]) throws -> SavingBench {
        var reader = ScenarioReader(source: Source(name: saved.path, text: saved.text), files: InMemoryFiles([:]))
        let scenario = reader.read()
        let bench = try SavingBench(
            folder: Paths.folder(of: saved.path), api: scenario?.api?.value, clock: scenario?.clock, secrets: secrets,
            seed: 99)
        for step in (scenario?.setup ?? []) + (scenario?.steps ?? []) {
            for command in step.commands { bench.perform(command) }
            for (kind, sentences) in [(Command.JudgeKind.expect, step.expectations), (.check, step.checks)] {
                for sentence in sentences {
                    bench.perform(
                        Command(
                            action: .judge(kind, sentence), location: sentence.location,
                            name: Located(kind.rawValue, sentence.location)))
                }
            }
        }
        return bench
    }
}
