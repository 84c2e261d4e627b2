import LeadlineCore
import Testing

/// Sequences as xterm, the Linux console, rxvt and terminals with the kitty protocol send them.
@Suite struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

    private func keys(_ bytes: [UInt8]) -> [Key] {
        var decoder = KeyDecoder()
        decoder.feed(bytes)
        return drain(&decoder)
    }

    private func drain(_ decoder: inout KeyDecoder) -> [Key] {
        var keys: [Key] = []
        while let key = decoder.next() { keys.append(key) }
        return keys
    }

    @Test func `text is a key for each scalar`() {
        #expect(keys("aé世🚀") == [.text("a"), .text("é"), .text("世"), .text("🚀")])
    }

    @Test func `control characters are named, or letters`() {
        #expect(keys("\r\n\t\u{8}\u{7F}") == [.enter, .enter, .tab, .backspace, .backspace].map { .named($0) })
        #expect(keys("\u{1}\u{1A}\u{1C}\u{1F}") == [.control("a"), .control("z"), .control("\\"), .control("_")])
    }

    @Test func `U+0000 and C1 controls are dropped`() {
        #expect(keys("a\u{0}\u{85}\u{9F}b") == [.text("a"), .text("b")])
    }

    @Test(arguments: [
        ("\u{1B}[A", Key.Name.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
        ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3D", .wordLeft), ("\u{1B}[1;2C", .right), ("\u{1B}[1;5A", .up),
        ("\u{1B}[H", .home), ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete),
        ("\u{1B}[3;5~", .delete), ("\u{1B}[2~", .insert), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
        ("\u{1B}[Z", .backTab), ("\u{1B}\r", .altEnter), ("\u{1B}\u{7F}", .altBackspace), ("\u{1B}OM", .enter),
        ("\u{1B}[13;2u", .altEnter), ("\u{1B}[13u", .enter), ("\u{1B}[27;2;13~", .altEnter), ("\u{1B}[27u", .escape),
        ("\u{1B}[9;2u", .backTab), ("\u{1B}[127;3u", .altBackspace), ("\u{1B}[57399u\u{1B}[A", .up),
    ])
    func `named keys`(bytes: String, name: Key.Name) { #expect(keys(bytes) == [.named(name)]) }

    @Test func `letters of newer protocols`() {
        #expect(keys("\u{1B}[99;5u\u{1B}[102;3u\u{1B}[97;1u") == [.control("c"), .alt("f"), .text("a")])
        // Ctrl-I is a tab, and a release is no key.
        #expect(keys("\u{1B}[105;5u\u{1B}[97;1:3u") == [.named(.tab)])
    }

    @Test func `alt with a character`() {
        #expect(keys("\u{1B}.\u{1B}f\u{1B}é") == [.alt("."), .alt("f"), .alt("é")])
    }

    @Test(arguments: [
        "\u{1B}[15~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[I", "\u{1B}[O", "\u{1B}[1;5P", "\u{1B}[?1;2c", "\u{1B}[0n",
        "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}]0;title\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_x\u{1B}\\",
        "\u{1B}[<0;3;4M", "\u{1B}[201~", "\u{1B}[99999999999999999999~", "\u{1B}[13;99999999999999999999u\u{7}",
    ])
    func `what means nothing leaves nothing`(bytes: String) {
        #expect(keys("\(bytes)x").filter { if case .text = $0 { true } else { false } } == [.text("x")])
    }

    @Test func `an escape waits, and is one in the end`() {
        var decoder = KeyDecoder()
        decoder.feed([0x1B])
        #expect(decoder.next() == nil)
        #expect(decoder.pending == .sequence)
        #expect(decoder.giveUp() == .named(.escape))
        #expect(decoder.pending == .nothing)
        #expect(decoder.giveUp() == nil)
    }

    @Test func `an escape before a control character is one`() {
        #expect(keys("\u{1B}\u{1B}[A\u{1B}\u{3}") == [.named(.escape), .named(.up), .named(.escape), .control("c")])
    }

    @Test func `the beginning of a sequence becomes its key or nothing`() {
        for (bytes, key) in [("\u{1B}[", Key.alt("[")), ("\u{1B}O", .alt("O")), ("\u{1B}[1;", nil)] {
            var decoder = KeyDecoder()
            decoder.feed(bytes.utf8)
            #expect(decoder.next() == nil)
            #expect(decoder.giveUp() == key)
        }
    }

    @Test func `a sequence may come in pieces`() {
        let bytes = Array("ä\u{1B}[1;5C\u{1B}[200~x\u{1B}[201~世\u{1B}OA".utf8)
        let whole = keys(bytes)
        #expect(whole == [.text("ä"), .named(.wordRight), .paste("x"), .text("世"), .named(.up)])
        var decoder = KeyDecoder()
        var single: [Key] = []
        for byte in bytes {
            decoder.feed([byte])
            single += drain(&decoder)
        }
        #expect(single == whole)
    }

    @Test func `a broken sequence does not take the next key along`() {
        #expect(keys("\u{1B}[1\u{3}x") == [.control("c"), .text("x")])
    }

    @Test func `an endless sequence ends`() {
        var decoder = KeyDecoder()
        decoder.feed(Array(repeating: UInt8(ascii: ";"), count: 10_000))
        decoder.feed(Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 10_000))
        #expect(drain(&decoder).count == 10_000)
        #expect(decoder.pending == .nothing)
    }

    // MARK: - Damage

    @Test(
        arguments: [
            ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"), ([0xC0, 0x80, 0x61], "\u{FFFD}\u{FFFD}a"),
            ([0xED, 0xA0, 0x80, 0x61], "\u{FFFD}a"), ([0xF4, 0x90, 0x80, 0x80, 0x61], "\u{FFFD}a"),
            ([0xE4, 0xB8, 0x61], "\u{FFFD}a"), ([0x80, 0x61], "\u{FFFD}a"),
        ] as [([UInt8], String)])
    func `bytes of no character are U+FFFD`(bytes: [UInt8], text: String) {
        #expect(keys(bytes) == text.map { .text($0) })
    }

    @Test func `half a character in the end is U+FFFD`() {
        var decoder = KeyDecoder()
        decoder.feed([0xE4, 0xB8])
        #expect(decoder.next() == nil)
        #expect(decoder.giveUp() == .text("\u{FFFD}"))
    }

    // MARK: - Pastes

    @Test func `a paste is one key, without line ends of others and control characters`() {
        #expect(
            keys("\u{1B}[200~a\r\nb\rc\n\td\u{3}\u{0}\u{1B}[31m\u{85}\u{7F}\u{1B}[201~e")
                == [.paste("a\nb\nc\n\td[31m"), .text("e")])
    }

    @Test func `a paste without its end is given up as it is`() {
        var decoder = KeyDecoder()
        decoder.feed("\u{1B}[200~abc\u{1B}[20".utf8)
        #expect(decoder.next() == nil)
        #expect(decoder.pending == .paste)
        #expect(decoder.giveUp() == .paste("abc[20"))
        decoder.feed("d".utf8)
        #expect(decoder.next() == .text("d"))
    }

    @Test func `an empty paste is one, too`() { #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste("")]) }

    @Test func `invalid bytes in a paste are U+FFFD`() {
        #expect(keys(Array("\u{1B}[200~".utf8) + [0x61, 0xFF] + Array("\u{1B}[201~".utf8)) == [.paste("a\u{FFFD}")])
    }
}
