import LeadlineCore
import LeadlineLanguage
import LeadlineRecordings
import LeadlineSession

/// The keys, tokens and cookies in a text that was pasted or typed: they are no part of what is kept of a session.
enum PastedSecrets {
    static func values(in text: String) -> [String] {
        let source = Source(name: "prompt", text: text)
        let (commands, _) = CommandParser.parse(Excerpt(whole: source), context: .prompt)
        return commands.flatMap { fields(of: $0).all.flatMap(values) }
    }

    private static func fields(of command: Command) -> HTTPFields {
        switch command.action {
        case .curl(let words):
            let requests = try? CurlCommand.all(words, at: command.location) { _, _ in [] }
            return (requests ?? []).reduce(into: HTTPFields()) { fields, request in
                for field in request.fields.all { fields.append(field.name, field.value) }
            }
        case .raw(let request): return fields(of: request.clauses)
        case .request(let request): return fields(of: request.clauses)
        case .send(let clauses): return fields(of: clauses)
        default: return HTTPFields()
        }
    }

    private static func fields(of clauses: [Clause]) -> HTTPFields {
        clauses.reduce(into: HTTPFields()) { fields, clause in
            guard case .header(let name, .word(let word)) = clause.kind, let text = word.text.literal else { return }
            fields.append(name.value, text)
        }
    }

    /// Of a header that carries a secret; what stands for one, such as `<key full>`, is none.
    private static func values(of field: HTTPFields.Field) -> [String] {
        if HTTPFields.same(field.name, "Cookie") {
            return field.value.split(separator: ";").compactMap { $0.split(separator: "=", maxSplits: 1).last }
                .map { String($0.drop { $0 == " " }) }
        }
        guard CredentialHeaders.contains(field.name), !CurlCommand.isPlaceholder(field.value) else { return [] }
        // `Bearer TOKEN`, `users API-Key KEY`, `Basic` with a user and a password in base64
        let value = field.value.split(separator: " ").last.map(String.init) ?? field.value
        guard field.value.hasPrefix("Basic "), let user = Base64.decode(value) else { return [value] }
        let password = String(decoding: user, as: UTF8.self).split(separator: ":", maxSplits: 1).last
        return [value] + (password.map { [String($0)] } ?? [])
    }
}
