/// `smoke and not (slow or live)`
package indirect enum TagExpression: Sendable, Equatable {
    case tag(String)
    case not(TagExpression)
    case and(TagExpression, TagExpression)
    case or(TagExpression, TagExpression)

    package func matches(_ tags: [String]) -> Bool {
        switch self {
        case .tag(let tag): tags.contains(tag)
        case .not(let part): !part.matches(tags)
        case .and(let left, let right): left.matches(tags) && right.matches(tags)
        case .or(let left, let right): left.matches(tags) || right.matches(tags)
        }
    }

    /// Every tag that is named.
    package var tags: [String] {
        switch self {
        case .tag(let tag): [tag]
        case .not(let part): part.tags
        case .and(let left, let right), .or(let left, let right): left.tags + right.tags
        }
    }

    package struct Mistake: Error, Sendable, Equatable {
        package var message: String
    }

    /// Reads tags joined by `and`, `or`, `not` and parentheses; `and` binds tighter than `or`.
    package init(parsing text: String) throws(Mistake) {
        var reader = Reader(text)
        self = try reader.alternatives()
        if let word = reader.next { throw Mistake(message: "'and' or 'or' expected, found '\(word)'") }
    }

    private struct Reader {
        private var words: ArraySlice<String>
        private var depth = 0

        init(_ text: String) {
            var words: [String] = []
            var word = ""
            func close() {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            for character in text {
                switch character {
                case " ", "\t": close()
                case "(", ")":
                    close()
                    words.append(String(character))
                default: word.append(character)
                }
            }
            close()
            self.words = words[...]
        }

        var next: String? { words.first }

        mutating func alternatives() throws(Mistake) -> TagExpression {
            var left = try conjunction()
            while next == "or" {
                words.removeFirst()
                left = .or(left, try conjunction())
            }
            return left
        }

        private mutating func conjunction() throws(Mistake) -> TagExpression {
            var left = try term()
            while next == "and" {
                words.removeFirst()
                left = .and(left, try term())
            }
            return left
        }

        private mutating func term() throws(Mistake) -> TagExpression {
            guard let word = words.popFirst() else { throw Mistake(message: "a tag expected, found the end") }
            depth += 1
            defer { depth -= 1 }
            guard depth < 100 else { throw Mistake(message: "nested too deep") }
            switch word {
            case "not": return .not(try term())
            case "(":
                let inner = try alternatives()
                guard words.popFirst() == ")" else { throw Mistake(message: "')' expected") }
                return inner
            case ")", "and", "or": throw Mistake(message: "a tag expected, found '\(word)'")
            default: return .tag(word)
            }
        }
    }
}
