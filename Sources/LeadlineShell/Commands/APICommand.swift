import LeadlineAPI
import LeadlineCore
import LeadlineSession

/// `leadline api`
struct APICommand {
    let words: [String]
    let workshop: Workshop
    let console: Console

    func run() -> ExitCode {
        do throws(Diagnostic) {
            console.write(try text())
            return .success
        } catch {
            console.show(error)
            return .nothingSent
        }
    }

    private func text() throws(Diagnostic) -> String {
        let width = console.presentation(.normal).width
        let color = console.style.isOn
        let apis = try workshop.resources.catalog.all()
        switch words.first {
        case nil: return APIViews.list(apis, width: width, color: color)
        case "list" where words.count == 1: return APIViews.list(apis, width: width, color: color)
        case "show":
            guard words.count == 2 else {
                throw Diagnostic(
                    .error, .missingArgument, "'leadline api show' needs NAME",
                    help: "as in 'leadline api show dealerstudio.leads.update'")
            }
            return try APIViews.show(words[1], of: apis, width: width, color: color)
        case let word?:
            // `leadline api dealerstudio` can only mean one thing.
            if words.count == 1, let text = try? APIViews.show(word, of: apis, width: width, color: color) {
                return text
            }
            throw Diagnostic(
                .error, .invalidArgument, "'leadline api' takes 'list' or 'show NAME', found '\(word)'",
                help: Suggestion.closest(to: word, in: ["list", "show"]).map { "did you mean '\($0)'?" })
        }
    }
}
