extension KeyDecoder {
    /// What was held down, of which terminals send the sum plus one.
    struct Modifiers {
        var shift = false
        var alt = false
        var control = false

        init() {}

        init(_ number: Int) {
            let bits = max(number, 1) - 1
            (shift, alt, control) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
        }
    }

    /// A control sequence as a key; nil for what is none of ours: function keys, the focus, reports.
    static func key(_ final: UInt8, parameters: ArraySlice<UInt8>) -> Key? {
        let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        // Behind a colon stand other layouts' codes, and the kind of event: 3 is a release.
        let numbers = fields.map { field in
            field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(number)
        }
        let first = numbers.first?.first ?? 0
        let second = numbers.dropFirst().first ?? []
        if second.count > 1, second[1] == 3 { return nil }
        let modifiers = Modifiers(second.first ?? 1)
        switch final {
        case UInt8(ascii: "u"): return key(code: first, modifiers)
        case UInt8(ascii: "~") where first == 27:
            return key(code: numbers.dropFirst(2).first?.first ?? 0, modifiers)
        case UInt8(ascii: "~"): return numberedKey(first).map { .named($0) }
        case UInt8(ascii: "Z"): return .named(.backTab)
        default: return cursorKey(final, modifiers)
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.count > 7 ? 0 : Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }

    static func cursorKey(_ final: UInt8, _ modifiers: Modifiers) -> Key? {
        let byWords = modifiers.control || modifiers.alt
        switch final {
        case UInt8(ascii: "A"): return .named(.up)
        case UInt8(ascii: "B"): return .named(.down)
        case UInt8(ascii: "C"): return .named(byWords ? .wordRight : .right)
        case UInt8(ascii: "D"): return .named(byWords ? .wordLeft : .left)
        case UInt8(ascii: "H"): return .named(.home)
        case UInt8(ascii: "F"): return .named(.end)
        default: return nil
        }
    }

    private static func numberedKey(_ number: Int) -> Key.Name? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        default: nil
        }
    }

    /// A key by the code of its character, as newer protocols send it.
    private static func key(code: Int, _ modifiers: Modifiers) -> Key? {
        let isModified = modifiers.shift || modifiers.alt || modifiers.control
        switch code {
        case 13: return .named(isModified ? .altEnter : .enter)
        case 9: return .named(modifiers.shift ? .backTab : .tab)
        case 27: return .named(.escape)
        case 8, 127: return .named(modifiers.alt || modifiers.control ? .altBackspace : .backspace)
        default: return characterKey(code, modifiers)
        }
    }

    private static func characterKey(_ code: Int, _ modifiers: Modifiers) -> Key? {
        // Private characters stand for keys without one: locks, media, the keypad.
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), code >= 0x20,
            !(0x7F...0x9F).contains(code),
            !(0xE000...0xF8FF).contains(code)
        else { return nil }
        let character = Character(scalar)
        if modifiers.control {
            var bytes = KeyDecoder()
            guard (0x40...0x7E).contains(code) else { return nil }
            bytes.feed([UInt8(code) & 0x1F])
            return bytes.next() ?? bytes.giveUp()
        }
        return modifiers.alt ? .alt(character) : .text(character)
    }
}
