import LeadlineCore
import LeadlineLanguage

/// How values and names are written, so that they are read as what they are in every place of a command.
enum Writing {
    /// Nobody chooses a longer text from a menu.
    private static let longest = 200

    /// A value in a place of a type; nil where no word stands for it.
    static func word(_ json: JSON, as type: ValueType) -> String? {
        switch json {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): number.text
        case .string(let text) where text.utf8.count > longest: nil
        case .string(let text): isBare(text, type) ? text : CommandPrinter.quoted(text)
        case .array, .object: nil
        }
    }

    private static func isBare(_ text: String, _ type: ValueType) -> Bool {
        guard !text.isEmpty, text != "null", !grammarWords.contains(text), isPlain(text, type) else { return false }
        switch type {
        case .text, .time, .file: return true
        case .list(let element): return isBare(text, element)
        case .any: return text != "true" && text != "false" && JSONNumber(text) == nil
        case .number, .integer, .boolean, .object: return false
        }
    }

    /// Words that mean something else behind an operator.
    private static let grammarWords: Set = ["not", "a", "an"]

    /// Whether a text has only characters that end no word anywhere.
    private static func isPlain(_ text: String, _ type: ValueType) -> Bool {
        let isHarmless = text.utf8.allSatisfy { $0.isWordByte && $0 < 0x80 || "@._+/:".utf8.contains($0) }
        // A bound name with a dot behind it would be taken for a slip.
        let isName = text.contains(".") && !text.contains("@") && type != .file && type != .time
        return isHarmless && !isName && !text.contains("->")
    }

    /// Whether a name can stand in a path without quotes.
    static func isPathName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && !".[](){}=!<>;,\"'/|\\#".utf8.contains($0) }
            && !name.contains("->")
    }

    /// A step of a path that is no plain name: `["a b"]`.
    static func bracketed(_ name: String) -> String { "[\(CommandPrinter.quoted(name))]" }

    /// A few words on a value, for the menu.
    static func short(_ json: JSON) -> String {
        switch json {
        case .array(let elements): elements.count == 1 ? "list of 1" : "list of \(elements.count)"
        case .object(let object): object.count == 1 ? "object with 1 member" : "object with \(object.count) members"
        case .string(let text): cut(text)
        default: json.text()
        }
    }

    static func cut(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(61)
        let line = DisplayText.harmlessLine(String(String.UnicodeScalarView(scalars.prefix(60))))
        return scalars.count > 60 ? line + "…" : line
    }
}
