import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
package import LeadlineSession

/// The scenario or script that imported requests become. Nothing is run: it says no more than what was recorded.
package struct ImportedFile {
    package let text: String
    package let steps: Int
    package let sentences: Int

    /// `imported` are commands and `use`, each with what was recorded of it; one without a result is not judged. `name`
    /// is the file's title; nil: what it does. `clock` is where the mock's begins; nil: where it stands by itself.
    package init(
        _ imported: [CarriedOut], name: String? = nil, clock: Timestamp? = nil, isScript: Bool, catalog: APILibrary
    ) {
        var passages: [Passage] = []
        var api: String?
        for (index, item) in imported.enumerated() {
            if case .use(let chosen) = item.command.action {
                api = chosen.value
                continue
            }
            passages.append(Passage(index: index, command: item.command, api: api, item.result))
        }
        var captures = Captures(passages, catalog)
        captures.nameIDs()
        passages = captures.passages
        var proposed: [Int: [String]] = [:]
        for (index, passage) in passages.enumerated() {
            if let answer = passage.answer { proposed[index] = ["outcome is \(answer.outcome)"] }
        }
        let arrangement = Arrangement(passages: passages, titles: Titles(catalog: catalog), clock: clock)
        var outline = arrangement.file(prepared: 0, proposed: proposed)
        if let name { outline.name = name }
        text = isScript ? outline.script : ScenarioText(outline).text
        steps = outline.steps.count
        sentences = outline.sentenceCount
    }
}
