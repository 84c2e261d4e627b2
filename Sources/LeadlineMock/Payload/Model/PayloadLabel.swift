/// Labels as Payload makes them of names: split at blanks, hyphens, underscores and capitals, first letters capitalised.
package enum PayloadLabel {
    /// `firstName` is "First Name".
    package static func words(of name: String) -> String {
        var words: [String] = []
        var word = ""
        for character in name {
            let ends = character.isUppercase || " -_".contains(character)
            if ends, !word.isEmpty {
                words.append(word)
                word = ""
            }
            if !" -_".contains(character) { word.append(character) }
        }
        if !word.isEmpty { words.append(word) }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    /// `unlabelled-things` is "Unlabelled Thing", of several "Unlabelled Things": English rules, as far as slugs need them.
    package static func of(slug: String) -> (singular: String, plural: String) {
        let words = words(of: slug)
        let singular = singular(of: words)
        return (singular, plural(of: singular))
    }

    private static func singular(of words: String) -> String {
        if words.hasSuffix("ies"), words.count > 4 { return words.dropLast(3) + "y" }
        for ending in ["sses", "shes", "ches", "xes"] where words.hasSuffix(ending) { return String(words.dropLast(2)) }
        return words.hasSuffix("s") && !words.hasSuffix("ss") ? String(words.dropLast()) : words
    }

    private static func plural(of word: String) -> String {
        let beforeLast = word.dropLast().last.map(String.init) ?? ""
        if word.hasSuffix("y"), !"aeiou".contains(beforeLast) { return word.dropLast() + "ies" }
        for ending in ["s", "sh", "ch", "x"] where word.hasSuffix(ending) { return word + "es" }
        return word + "s"
    }
}
