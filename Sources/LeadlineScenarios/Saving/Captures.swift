import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Replaces what was typed off an earlier answer by the name of what it is: `get leads/1001` by
/// `get leads/{{lead.id}}`.
struct Captures {
    private(set) var passages: [Passage]
    private let catalog: APILibrary
    private let leaves: [[Leaf]]
    private var names: Set<String>
    /// Values that the file already has a name for, by the passage and path they came from.
    private var known: [String: String] = [:]
    /// The least bytes of a text that is taken for a server's where it stands inside of others.
    private static let shortest = 6

    init(_ passages: [Passage], _ catalog: APILibrary) {
        self.passages = passages
        self.catalog = catalog
        leaves = passages.map { $0.answer.map(Leaf.all) ?? [] }
        names = ReservedNames.all.union(passages.flatMap(\.boundNames))
    }

    /// Ids in the places of ids, whether or not they are others in each universe.
    mutating func nameIDs() {
        for index in passages.indices { rewrite(index, volatile: []) }
    }

    /// Texts that are others in each universe: the leaves of answers by passage. False when none was typed.
    mutating func name(_ volatile: [[Leaf]]) -> Bool {
        var changed = false
        for index in passages.indices {
            let words = volatile.prefix(index).enumerated().flatMap { source, leaves in
                leaves.filter { ($0.value.string?.utf8.count ?? 0) >= Self.shortest }.map { (source, $0) }
            }
            if rewrite(index, volatile: words) { changed = true }
        }
        return changed
    }

    @discardableResult
    private mutating func rewrite(_ index: Int, volatile: [(source: Int, leaf: Leaf)]) -> Bool {
        guard let command = passages[index].command else { return false }
        var changed = false
        var captures = self
        let rewriter = CommandRewriter { text, place in
            if case .id(let collection) = place, let id = text.literal,
                let (source, leaf) = captures.origin(ofID: id, collection, before: index)
            {
                changed = true
                let path = captures.path(to: leaf, of: source, at: text.location, usedIn: index)
                return Template(
                    parts: [.placeholder(Placeholder(subject: .path(path), shift: nil, location: text.location))],
                    location: text.location)
            }
            if case .file = place { return nil }
            let words = volatile.map { source, leaf in
                (leaf.text, { captures.path(to: leaf, of: source, at: text.location, usedIn: index) })
            }
            let new = text.replacing(words)
            changed = changed || new != nil
            return new
        }
        let new = rewriter(command)
        let sentences = passages[index].sentences.map { sentence in
            Passage.Sentence(kind: sentence.kind, predicate: rewriter.predicate(sentence.predicate))
        }
        self = captures
        // What was added to this command itself while it was looked at would be lost otherwise: only earlier ones are.
        passages[index].command = new
        passages[index].sentences = sentences
        return changed
    }

    // MARK: Where a value came from

    private func origin(ofID id: String, _ collection: String, before index: Int) -> (Int, Leaf)? {
        for source in 0..<index where passages[source].collection == collection && passages[source].isSuccess {
            if let leaf = leaves[source].first(where: {
                $0.path.last == .name("id") && $0.text == id && $0.isOfDocument
            }) {
                return (source, leaf)
            }
        }
        return nil
    }

    /// The path by which a later command names a leaf of an answer; binds what it needs.
    private mutating func path(to leaf: Leaf, of source: Int, at location: SourceLocation, usedIn index: Int) -> Path {
        var keys = leaf.path
        let isDocument = keys.first != .name("body")
        let holder = isDocument ? 1 : keys.count
        let whole = PathKey.description(keys[..<holder])
        let name = name(of: whole, Array(keys[..<holder]), source, at: location, usedIn: index)
        keys.removeFirst(holder)
        return Path(keys: [.name(name)] + keys, at: location)
    }

    private mutating func name(
        of whole: String, _ keys: [PathKey], _ source: Int, at location: SourceLocation, usedIn index: Int
    ) -> String {
        func isStill(_ name: String) -> Bool {
            !passages[(source + 1)..<index].contains { $0.boundNames.contains(name) }
        }
        let bound = passages[source].command?.boundNames.last?.value
        if keys.count == 1, let bound, isStill(bound), !passages[source].bindsItself { return bound }
        if let name = known["\(source) \(whole)"] { return name }
        let name = freshName(source, several: keys == [.name("docs")], whole: keys.count == 1)
        names.insert(name)
        known["\(source) \(whole)"] = name
        if keys.count == 1, bound == nil, let command = passages[source].command?.binding(name) {
            passages[source].command = command
        } else {
            let subject = Template(
                parts: [
                    .placeholder(
                        Placeholder(subject: .path(Path(keys: keys, at: location)), shift: nil, location: location))
                ], location: location)
            let assignment = Assignment(
                name: Located(name, location), value: .word(Word(quoting: .bare, text: subject)))
            passages[source].captures.append(
                Command(action: .bind([assignment]), location: location, name: Located("let", location)))
        }
        return name
    }

    /// `lead`, `leads`, `lead2`
    private func freshName(_ source: Int, several: Bool, whole: Bool) -> String {
        let passage = passages[source]
        var name = whole ? "answer" : "value"
        if whole, let described = passage.collection.flatMap({ passage.api(in: catalog)?.collection($0) }) {
            name = several ? described.plural : described.singular
        }
        name = String(name.unicodeScalars.map { $0.isASCII && $0.properties.isAlphabetic ? Character($0) : "_" })
        if !names.contains(name) { return name }
        var number = 2
        while names.contains(name + String(number)) { number += 1 }
        return name + String(number)
    }
}

extension Leaf {
    /// Whether it is a member of a document itself, or of one in the answer's list or envelope.
    fileprivate var isOfDocument: Bool {
        switch path.first {
        case .name("doc")?: path.count <= 3
        case .name("docs")?: path.count == 3
        default: false
        }
    }
}

extension Passage {
    /// Whether its names are not those of its answer.
    fileprivate var bindsItself: Bool {
        switch command?.action {
        case .bind, .run: true
        default: false
        }
    }
}

extension Path {
    init(keys: [PathKey], at location: SourceLocation) {
        self.init(
            steps: keys.map { key in
                switch key {
                case .name(let name): .name(Template(literal: name, location))
                case .index(let index): .index(index)
                }
            }, location: location)
    }
}

extension Command {
    /// The command with `-> name`; nil where it cannot stand.
    fileprivate func binding(_ name: String) -> Command? {
        var command = self
        let clause = Clause(kind: .bind(Located(name, location)), location: location)
        switch action {
        case .request(var request):
            request.clauses.append(clause)
            command.action = .request(request)
        case .mock(var request, let times):
            request.clauses.append(clause)
            command.action = .mock(request, times: times)
        case .raw(var request):
            request.clauses.append(clause)
            command.action = .raw(request)
        case .page(let direction, let clauses): command.action = .page(direction, clauses + [clause])
        default: return nil
        }
        return command
    }
}
