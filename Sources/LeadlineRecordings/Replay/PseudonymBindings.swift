import LeadlineCore

/// Which actual value a row uses where the recording has a pseudonym.
typealias Bindings = [String: String]

/// The pseudonyms of a recording: in what was asked they stand for any value, in what was answered for the value that
/// was used then.
struct PseudonymBindings: Sendable {
    private let all: Set<String>
    /// By their first byte, the longest first: one may be part of another.
    private let byFirst: [UInt8: [[UInt8]]]

    init(_ pseudonyms: [String]) {
        all = Set(pseudonyms.filter { !$0.isEmpty })
        byFirst = Dictionary(grouping: all.map { Array($0.utf8) }.sorted { $0.count > $1.count }) { $0[0] }
    }

    var isEmpty: Bool { all.isEmpty }

    // MARK: Requests

    /// Whether a text that was sent fits a recorded one; binds the pseudonyms in it. One that has a value keeps it.
    func fits(_ recorded: String, _ sent: String, _ bindings: inout Bindings) -> Bool {
        if all.contains(recorded) { return bind(recorded, sent, &bindings) }
        guard !isEmpty else { return false }
        let pieces = pieces(of: Array(recorded.utf8), in: byFirst)
        guard pieces.contains(where: \.isName) else { return false }
        var copy = bindings
        guard fits(pieces[...], Array(sent.utf8)[...], &copy) else { return false }
        bindings = copy
        return true
    }

    private func bind(_ pseudonym: String, _ value: String, _ bindings: inout Bindings) -> Bool {
        if let bound = bindings[pseudonym] { return bound.hasSameBytes(as: value) }
        bindings[pseudonym] = value
        return true
    }

    /// Each pseudonym takes what stands before the next text that is not one.
    private func fits(_ pieces: ArraySlice<Piece>, _ sent: ArraySlice<UInt8>, _ bindings: inout Bindings) -> Bool {
        guard let piece = pieces.first else { return sent.isEmpty }
        let rest = pieces.dropFirst()
        guard piece.isName else {
            return sent.starts(with: piece.bytes) && fits(rest, sent.dropFirst(piece.bytes.count), &bindings)
        }
        let end: Int?
        switch rest.first {
        case nil: end = sent.endIndex
        case let next?: end = sent.indices.first { sent[$0...].starts(with: next.bytes) }
        }
        guard let end else { return false }
        let name = String(decoding: piece.bytes, as: UTF8.self)
        return bind(name, String(decoding: sent[..<end], as: UTF8.self), &bindings)
            && fits(rest, sent[end...], &bindings)
    }

    // MARK: Answers

    /// A recorded text with the actual values in the place of their pseudonyms, also where they are percent-encoded.
    static func actual(_ text: String, _ bindings: Bindings) -> String {
        if let value = bindings[text] { return value }
        var values: [String: String] = bindings
        for (pseudonym, value) in bindings {
            values[PercentEncoding.encode(pseudonym)] = PercentEncoding.encode(value)
            values[pseudonym] = value
        }
        let names = PseudonymBindings(Array(values.keys))
        let pieces = names.pieces(of: Array(text.utf8), in: names.byFirst)
        guard pieces.contains(where: \.isName) else { return text }
        return pieces.map { piece in
            let written = String(decoding: piece.bytes, as: UTF8.self)
            return piece.isName ? values[written] ?? written : written
        }.joined()
    }

    // MARK: Pieces

    private struct Piece {
        var bytes: [UInt8]
        var isName: Bool
    }

    /// A text cut into pseudonyms and what stands between them. A pseudonym inside of a word is none: `Mia` in `Miami`.
    private func pieces(of bytes: [UInt8], in names: [UInt8: [[UInt8]]]) -> [Piece] {
        var pieces: [Piece] = []
        var plain: [UInt8] = []
        var offset = 0
        while offset < bytes.count {
            let isAtWord = offset == 0 || !(Self.isWord(bytes[offset - 1]) && Self.isWord(bytes[offset]))
            let found = isAtWord ? names[bytes[offset]]?.first { Self.stands($0, in: bytes, at: offset) } : nil
            guard let found else {
                plain.append(bytes[offset])
                offset += 1
                continue
            }
            if !plain.isEmpty { pieces.append(Piece(bytes: plain, isName: false)) }
            plain = []
            pieces.append(Piece(bytes: found, isName: true))
            offset += found.count
        }
        if !plain.isEmpty { pieces.append(Piece(bytes: plain, isName: false)) }
        return pieces
    }

    private static func stands(_ name: [UInt8], in bytes: [UInt8], at offset: Int) -> Bool {
        guard bytes[offset...].starts(with: name) else { return false }
        let end = offset + name.count
        return end == bytes.count || !(isWord(bytes[end]) && isWord(bytes[end - 1]))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}
