import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Takes secrets and keys out of commands, and names files as they are seen from the new file.
struct Hiding {
    let runner: ScenarioRunner
    let target: any Target
    let relocation: Relocation

    init(_ runner: ScenarioRunner, from oldFolder: String, to newFolder: String) {
        self.runner = runner
        target = runner.provider.open(TargetSettings(clock: nil, seed: 0, label: "keys"))
        relocation = Relocation(from: oldFolder, to: newFolder, files: runner.resources.files)
    }

    /// A value that is shorter would be found everywhere.
    private static let shortestSecret = 5

    func hide(in passage: inout Passage) {
        let schema = passage.exchange?.operation?.body?.schema
        let rewriter = CommandRewriter(rewrite: rewritten) { path in
            guard let keys = path.literalKeys else { return false }
            return schema?.schema(at: keys[...])?.valueType == .file
        }
        if var command = passage.command {
            if let api = passage.api(in: runner.resources.catalog) { hideKeys(of: api, in: &command) }
            passage.command = rewriter(command)
        }
        for index in passage.sentences.indices {
            passage.sentences[index].predicate = rewriter.predicate(passage.sentences[index].predicate)
        }
    }

    private func rewritten(_ text: Template, _ place: CommandRewriter.Place) -> Template? {
        if case .file = place, let path = text.literal, !path.hasPrefix("/") {
            return relocation(text)
        }
        let secrets = runner.resources.secrets.filter { $0.value.utf8.count >= Self.shortestSecret }
        return text.replacing(
            secrets.sorted { $0.value.utf8.count > $1.value.utf8.count }.map { name, value in
                (value, { Path(keys: [.name("secret"), .name(name)], at: text.location) })
            })
    }

    // MARK: Keys

    private func hideKeys(of api: API, in command: inout Command) {
        switch command.action {
        case .request(var request):
            request.clauses = hidden(request.clauses, api)
            command.action = .request(request)
        case .raw(var request):
            request.clauses = hidden(request.clauses, api)
            command.action = .raw(request)
        case .page(let direction, let clauses): command.action = .page(direction, hidden(clauses, api))
        case .curl(let words): command.action = .curl(words.map { $0.map { hidden($0, api) } })
        default: break
        }
    }

    /// A header that holds a key becomes `as KEY`.
    private func hidden(_ clauses: [Clause], _ api: API) -> [Clause] {
        clauses.map { clause in
            guard case .header(let name, .word(let word)) = clause.kind,
                HTTPFields.same(name.value, api.credential.header),
                let value = word.text.literal, let key = keyName(of: value, api)
            else { return clause }
            let text = Template(literal: key, clause.location)
            return Clause(kind: .key(.word(Word(quoting: .bare, text: text))), location: clause.location)
        }
    }

    /// A word of curl: `Authorization: Bearer abc` becomes `Authorization: Bearer <key full>`.
    private func hidden(_ word: String, _ api: API) -> String {
        guard let colon = word.firstIndex(of: ":") else { return word }
        let options = ["-H", "--header="].first { word.hasPrefix($0) } ?? ""
        let name = word[..<colon].dropFirst(options.count)
        let value = String(word[word.index(after: colon)...].drop { $0 == " " })
        guard HTTPFields.same(String(name), api.credential.header), let key = keyName(of: value, api) else {
            return word
        }
        return "\(options)\(name): \(api.credential.prefix)<key \(key)>"
    }

    /// The name of the key that a header's value is; one that nobody knows is as good as any unknown one. Nil for a
    /// value that cannot be a key.
    private func keyName(of value: String, _ api: API) -> String? {
        let names = target.keyNames(for: api)
        if let name = names.first(where: { target.credential(named: $0, for: api)?.header?.value == value }) {
            return name
        }
        let rest = value.dropFirst(api.credential.prefix.count)
        guard value.hasPrefix(api.credential.prefix), rest.utf8.count >= Self.shortestSecret, !rest.hasPrefix("<")
        else {
            return nil
        }
        return names.first { $0 == "unknown" }
    }
}

extension Template {
    /// With placeholders where certain texts stand, the first of them that fits; nil where none does.
    func replacing(_ words: [(text: String, path: () -> Path)]) -> Template? {
        var parts: [Part] = []
        var isChanged = false
        for part in self.parts {
            guard case .text(let text) = part else {
                parts.append(part)
                continue
            }
            var rest = text[...]
            while let (range, path) = Self.first(of: words, in: rest) {
                if range.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<range.lowerBound]))) }
                parts.append(.placeholder(Placeholder(subject: .path(path()), shift: nil, location: location)))
                rest = rest[range.upperBound...]
                isChanged = true
            }
            if !rest.isEmpty { parts.append(.text(String(rest))) }
        }
        return isChanged ? Template(parts: parts, location: location) : nil
    }

    private static func first(
        of words: [(text: String, path: () -> Path)], in text: Substring
    ) -> (Range<String.Index>, () -> Path)? {
        var index = text.startIndex
        while index < text.endIndex {
            if let word = words.first(where: { text[index...].hasPrefix($0.text) }) {
                return (index..<text.index(index, offsetBy: word.text.count), word.path)
            }
            index = text.index(after: index)
        }
        return nil
    }
}
