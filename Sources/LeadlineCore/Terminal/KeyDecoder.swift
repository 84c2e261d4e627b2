/// Makes keys of the bytes that a terminal sends. Sequences come in any pieces; what they mean nothing here is swallowed
/// whole, so that no part of an unknown key becomes text.
package struct KeyDecoder: Sendable {
    /// What the bytes at hand may still become.
    package enum Pending: Sendable, Equatable {
        /// Nothing waits.
        case nothing
        /// An escape, the beginning of a sequence or of a character: the rest comes at once or never.
        case sequence
        /// A bracketed paste whose end has not come.
        case paste
    }

    private static let escape: UInt8 = 0x1B
    private static let pasteEnd = Array("\u{1B}[201~".utf8)
    /// More bytes are no key of any terminal.
    private static let longestSequence = 64
    private static let longestString = 4096

    private var bytes: [UInt8] = []
    /// What is before it has become keys.
    private var position = 0
    /// Inside of a paste: up to where there is no end marker.
    private var searched: Int?

    package init() {}

    /// Adds bytes as they were read.
    package mutating func feed(_ more: some Sequence<UInt8>) {
        if position > 0 {
            bytes.removeFirst(position)
            if let place = searched { searched = place - position }
            position = 0
        }
        bytes.append(contentsOf: more)
    }

    /// What `next` waits for after it returned nil.
    package var pending: Pending { searched != nil ? .paste : position < bytes.count ? .sequence : .nothing }

    /// The next whole key; nil when there is none yet.
    package mutating func next() -> Key? {
        while position < bytes.count || searched != nil {
            switch step() {
            case .key(let key): return key
            case .swallowed: continue
            case .unfinished: return nil
            }
        }
        return nil
    }

    /// The time for what is pending is over: it becomes what it can be as it is.
    package mutating func giveUp() -> Key? {
        defer {
            bytes.removeAll()
            position = 0
            searched = nil
        }
        if searched != nil { return .paste(Self.cleaned(bytes[position...])) }
        let rest = bytes[position...]
        guard let first = rest.first else { return nil }
        guard first == Self.escape else { return .text("\u{FFFD}") }
        guard rest.count > 1 else { return .named(.escape) }
        return rest.count == 2 ? .alt(Character(Unicode.Scalar(bytes[position + 1]))) : nil
    }

    // MARK: - Steps

    private enum Step {
        case key(Key)
        case swallowed
        case unfinished

        init(_ key: Key?) { self = key.map { .key($0) } ?? .swallowed }
    }

    private mutating func step() -> Step {
        if searched != nil { return pasteStep() }
        let byte = bytes[position]
        if byte == Self.escape { return escapeStep() }
        if byte < 0x80 {
            position += 1
            return Step(Self.key(byte))
        }
        return characterStep(from: position) { .text($0) }
    }

    /// A byte of ASCII as a key; nil for U+0000, which no terminal means.
    private static func key(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x00: nil
        case 0x09: .named(.tab)
        case 0x0A, 0x0D: .named(.enter)
        case 0x08, 0x7F: .named(.backspace)
        case 0x1B: .named(.escape)
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
        default: .text(Character(Unicode.Scalar(byte)))
        }
    }

    /// A character of several bytes at `start`; a byte that belongs to none is U+FFFD, a control character nothing.
    private mutating func characterStep(from start: Int, _ key: (Character) -> Key) -> Step {
        let length = Self.length(bytes[start])
        let tail = bytes[start...].dropFirst().prefix(length - 1)
        let continued = tail.prefix { $0 & 0xC0 == 0x80 }.count
        if continued == tail.count, tail.count < length - 1 { return .unfinished }
        guard length > 1, continued == length - 1,
            let text = String(validating: bytes[start..<start + length], as: UTF8.self),
            let scalar = text.unicodeScalars.first
        else {
            position = start + 1 + (length > 1 ? continued : 0)
            return .key(key("\u{FFFD}"))
        }
        position = start + length
        return (0x80...0x9F).contains(scalar.value) ? .swallowed : .key(key(Character(scalar)))
    }

    /// The bytes of a character by its first; 1 for what begins none.
    private static func length(_ byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    private mutating func escapeStep() -> Step {
        guard position + 1 < bytes.count else { return .unfinished }
        let byte = bytes[position + 1]
        switch byte {
        case UInt8(ascii: "["): return controlSequenceStep()
        case UInt8(ascii: "O"):
            guard position + 2 < bytes.count else { return .unfinished }
            let final = bytes[position + 2]
            position += 3
            return Step(final == UInt8(ascii: "M") ? .named(.enter) : Self.cursorKey(final, Modifiers()))
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            return stringStep()
        case 0x0A, 0x0D: return alone(.altEnter)
        case 0x08, 0x7F: return alone(.altBackspace)
        case 0x20...0x7E:
            position += 2
            return .key(.alt(Character(Unicode.Scalar(byte))))
        case 0x80...: return characterStep(from: position + 1) { .alt($0) }
        default:
            position += 1
            return .key(.named(.escape))
        }
    }

    /// A key of two bytes.
    private mutating func alone(_ name: Key.Name) -> Step {
        position += 2
        return .key(.named(name))
    }

    /// `ESC [`, parameters, a final byte.
    private mutating func controlSequenceStep() -> Step {
        let start = position + 2
        // The function keys of the Linux console: `ESC [ [ A`.
        if start < bytes.count, bytes[start] == UInt8(ascii: "[") {
            guard start + 1 < bytes.count else { return .unfinished }
            position = start + 2
            return .swallowed
        }
        guard let end = bytes[start...].firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            if bytes.count - start <= Self.longestSequence { return .unfinished }
            position = bytes.count
            return .swallowed
        }
        let final = bytes[end]
        guard (0x40...0x7E).contains(final) else {
            // It was broken off; what did so is a key of its own.
            position = end
            return .swallowed
        }
        position = end + 1
        let parameters = bytes[start..<end]
        if final == UInt8(ascii: "~"), parameters.elementsEqual("200".utf8) {
            searched = position
            return .swallowed
        }
        return Step(Self.key(final, parameters: parameters))
    }

    /// `ESC ]`, `ESC P` and the like, with a text up to BEL or `ESC \`: what a terminal answers to questions.
    private mutating func stringStep() -> Step {
        var place = position + 2
        while place < bytes.count {
            let byte = bytes[place]
            if byte == 0x07 || (byte == UInt8(ascii: "\\") && bytes[place - 1] == Self.escape) {
                position = place + 1
                return .swallowed
            }
            place += 1
        }
        guard bytes.count - position > Self.longestString else { return .unfinished }
        position = bytes.count
        return .swallowed
    }

    // MARK: - Pastes

    private mutating func pasteStep() -> Step {
        let marker = Self.pasteEnd
        var place = searched ?? position
        while let start = bytes[place...].firstIndex(of: Self.escape), start + marker.count <= bytes.count {
            if bytes[start..<start + marker.count].elementsEqual(marker) {
                let text = Self.cleaned(bytes[position..<start])
                position = start + marker.count
                searched = nil
                return .key(.paste(text))
            }
            place = start + 1
        }
        searched = max(place, bytes.count - marker.count + 1)
        return .unfinished
    }

    /// With line feeds as line ends, without control characters but tab.
    private static func cleaned(_ bytes: ArraySlice<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if !wasReturn { scalars.append("\n") }
            case "\t": scalars.append(scalar)
            default: if scalar.properties.generalCategory != .control { scalars.append(scalar) }
            }
            wasReturn = scalar == "\r"
        }
        return String(scalars)
    }
}
