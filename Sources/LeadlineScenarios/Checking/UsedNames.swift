import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension Step {
    /// First names that the step uses, does not bind itself, and that are not the language's own.
    var usedNames: Set<String> {
        var used: Set<String> = []
        let visitor = SyntaxVisitor { subject, _ in
            if case .path(let path) = subject, let first = path.first, !ReservedNames.all.contains(first) {
                used.insert(first)
            }
        }
        commands.forEach(visitor.visit)
        sentences.forEach(visitor.visit)
        condition.map(visitor.visit)
        skipUnless.map(visitor.visit)
        return used.subtracting(commands.flatMap(\.boundNames).map(\.value))
    }
}
