import LeadlineCore

/// Texts without what differs between any two servers: moments and ids.
enum NeutralText {
    /// What stands in the place of a moment.
    static let moment = "<time>"

    /// `lead 6955b9000b6e93eedb0032fd of 2026-03-02T09:00:00Z` becomes `lead # of <time>`.
    ///
    /// `hidesNumbers`: numbers of three and more digits become `#` too, as some ids are numbers.
    static func text(_ text: String, hidesNumbers: Bool = false) -> String {
        if isMoment(text) { return moment }
        var result = ""
        var rest = Substring(text)
        while let first = rest.first {
            let word = rest.prefix { isPart($0) }
            guard !word.isEmpty else {
                result.append(first)
                rest = rest.dropFirst()
                continue
            }
            result += neutral(word, hidesNumbers)
            rest = rest.dropFirst(word.count)
        }
        return result
    }

    /// Whether it tells a moment and nothing else, as JSON or as headers write it.
    static func isMoment(_ text: String) -> Bool {
        (try? Timestamp(parsing: text)) != nil || Timestamp(httpDate: text) != nil
    }

    /// What ids and moments consist of.
    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-+:.".contains(character)
    }

    private static func neutral(_ word: Substring, _ hidesNumbers: Bool) -> String {
        let core = word.trimmingEnd { "-+:.".contains($0) }
        let end = word.dropFirst(core.count)
        if isMoment(String(core)) { return moment + end }
        let isNumber = hidesNumbers && core.count > 2 && core.allSatisfy(\.isNumber)
        let isID = isNumber || core.count == 24 && core.allSatisfy(\.isHexDigit)
        return (isID ? "#" : String(core)) + end
    }
}

extension Substring {
    fileprivate func trimmingEnd(_ isLeftOut: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isLeftOut(last) { text.removeLast() }
        return text
    }
}
