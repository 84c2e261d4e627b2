import LeadlineCore

/// What a key means while the menu is open.
enum MenuKey {
    case move(Int)
    case take, close, deleteBack
    case text(Character)
    /// Closes the menu, keeps the candidate, and means what it always means.
    case other

    init(_ key: Key) {
        self =
            switch key {
            case .named(.tab), .named(.down), .control("i"), .control("n"): .move(1)
            case .named(.backTab), .named(.up), .control("p"): .move(-1)
            case .named(.pageDown): .move(8)
            case .named(.pageUp): .move(-8)
            case .named(.enter), .control("m"), .control("j"): .take
            case .named(.escape), .control("c"), .control("g"), .control("["): .close
            case .named(.backspace), .control("h"): .deleteBack
            case .text(let character): .text(character)
            default: .other
            }
    }
}

/// What a key means in the search.
enum SearchKey {
    case move(Int)
    /// What is searched for becomes this of what was.
    case search((String) -> String)
    case send, edit, close, clearScreen, suspend, none

    init(_ key: Key) {
        self =
            switch key {
            case .text(let character): .search { $0 + String(character) }
            case .paste(let text): .search { $0 + text.prefix { $0 != "\n" } }
            case .named(let name): Self.named(name)
            case .control(let letter): Self.control(letter)
            case .alt: .none
            }
    }

    private static func named(_ name: Key.Name) -> SearchKey {
        switch name {
        case .up: .move(1)
        case .down: .move(-1)
        case .pageUp: .move(8)
        case .pageDown: .move(-8)
        case .enter: .send
        case .backspace: .search { String($0.dropLast()) }
        case .altBackspace: .search(withoutLastWord)
        case .escape: .close
        case .insert: .none
        case .altEnter, .tab, .backTab, .delete, .left, .right, .home, .end, .wordLeft, .wordRight: .edit
        }
    }

    private static func control(_ letter: Character) -> SearchKey {
        switch letter {
        case "r", "p": .move(1)
        case "s", "n": .move(-1)
        case "m", "j": .send
        case "c", "g", "[": .close
        case "h": .search { String($0.dropLast()) }
        case "u": .search { _ in "" }
        case "w": .search(withoutLastWord)
        case "i", "a", "e", "b", "f": .edit
        case "l": .clearScreen
        case "z": .suspend
        default: .none
        }
    }

    private static func withoutLastWord(_ text: String) -> String {
        let words = text[...(text.lastIndex { !$0.isWhitespace } ?? text.startIndex)]
        return words.lastIndex(where: \.isWhitespace).map { String(words[...$0]) } ?? ""
    }
}
