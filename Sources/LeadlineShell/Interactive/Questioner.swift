package import LeadlineCore
package import LeadlinePrompt

/// Asks the user for a line outside of the commands: an answer of a form, yes or no.
package protocol Questioner {
    /// Reads a line behind a prompt. `choices` complete it; what is typed need not be one of them.
    func ask(_ prompt: String, choices: [Candidate]) -> LineEnd
}

extension Questioner {
    /// Yes or no; Enter means yes unless it `isGrave`, and leaving means no.
    func confirms(_ question: String, isGrave: Bool = false) -> Bool {
        while case .accepted(let answer) = ask("\(question) [\(isGrave ? "y/N" : "Y/n")] ", choices: []) {
            switch answer.lowercased() {
            case "": return !isGrave
            case "y", "yes": return true
            case "n", "no": return false
            default: continue
            }
        }
        return false
    }
}
