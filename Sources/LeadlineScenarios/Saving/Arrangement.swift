import LeadlineCore
import LeadlineLanguage

/// Puts passages into steps.
struct Arrangement {
    let passages: [Passage]
    let titles: Titles
    /// nil: where the mock's clock stands by itself.
    let clock: Timestamp?

    /// The only API of a session stands at the top of its file; of several each is chosen where it is needed.
    private var onlyAPI: String? {
        let apis = Set(passages.filter(\.needsAPI).compactMap(\.api))
        return apis.count == 1 ? apis.first : nil
    }

    /// Each passage is a step of its own, and nothing is judged.
    var observed: FileOutline {
        var outline = frame
        var chosen: String?
        for (index, passage) in passages.enumerated() where passage.command != nil {
            let commands = commands(of: passage, &chosen)
            outline.steps.append(FileOutline.OutlinedStep(commands: commands, passages: [index]))
        }
        return outline
    }

    /// The file with its setup. `prepared` passages were pulled in before those that it is about; `proposed` are
    /// sentences by passage.
    func file(prepared: Int, proposed: [Int: [String]]) -> FileOutline {
        var outline = frame
        let ground = prepared > 0 ? prepared : passages.prefix(while: \.isGround).count
        let isAllGround = ground == passages.count
        let setup = isAllGround ? 0 : ground
        // What only prepares is not judged, but where it must be said that it is refused.
        outline.setup = steps(
            0..<setup, proposed.filter { !passages[$0.key].isSuccess }.mapValues { Array($0.prefix(1)) })
        outline.steps = steps(setup..<passages.count, proposed)
        let named = outline.steps.count > 1
        for index in outline.steps.indices {
            let main = outline.steps[index].passages.last.map { passages[$0] }
            outline.steps[index].name = named ? main.map(titles.name) : nil
        }
        return outline
    }

    private var frame: FileOutline {
        FileOutline(name: titles.title(of: passages), api: onlyAPI, clock: clock)
    }

    private func steps(_ range: Range<Int>, _ proposed: [Int: [String]]) -> [FileOutline.OutlinedStep] {
        var steps: [FileOutline.OutlinedStep] = []
        var step = FileOutline.OutlinedStep(commands: [], passages: [])
        var chosen: String?
        for index in range {
            let passage = passages[index]
            step.commands += commands(of: passage, &chosen)
            step.passages.append(index)
            step.sentences =
                (proposed[index] ?? []).map { FileOutline.Line(kind: .check, sentence: $0) }
                + passage.sentences.map {
                    FileOutline.Line(kind: $0.kind, sentence: CommandPrinter.text($0.predicate))
                }
            if passage.isPreparation { continue }
            steps.append(step)
            step = FileOutline.OutlinedStep(commands: [], passages: [])
        }
        if !step.passages.isEmpty { steps.append(step) }
        return steps
    }

    /// The passage's own command with what it needs around it.
    private func commands(of passage: Passage, _ chosen: inout String?) -> [Command] {
        guard let command = passage.command else { return [] }
        var commands: [Command] = []
        if onlyAPI == nil, passage.needsAPI, let api = passage.api, api != chosen {
            chosen = api
            let name = Located(api, command.location)
            commands.append(Command(action: .use(name), location: command.location, name: name.map { _ in "use" }))
        }
        return commands + [command] + passage.captures
    }
}
