import LeadlineCore
import TestSupport
import Testing

@Suite struct YAMLParserTests {
    private func read(_ text: String) throws -> YAMLNode? { try parseYAML(Source(name: "t.yaml", text: text)) }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "---\n# nothing\n...\n", "\u{FEFF}"])
    func emptyDocumentsAreNothing(text: String) throws {
        #expect(try read(text) == nil)
    }

    @Test func buildsALocatedTree() throws {
        let input = MarkedText("①name②: ③'x'④\nlist⑤:⑥\n  - ⑦a⑧\n  - ⑨{b: [c, d]}⑩\nnone:⑪\n")
        let root = try #require(try read(input.text))
        let entries = try #require(root.mapping)
        #expect(root.kindName == "a mapping")
        #expect(entries.map(\.key.value) == ["name", "list", "none"])
        #expect(entries[0].key.location.range == input.range(1, 2))
        #expect(entries[0].value.location.range == input.range(3, 4))
        #expect(entries[0].value.scalar?.style == .singleQuoted)
        let list = try #require(entries[1].value.list)
        #expect(list[0].location.range == input.range(7, 8))
        #expect(list[1].location.range == input.range(9, 10))
        #expect(entries[1].value.location.range == (input[7] - 2)..<input[10])
        #expect(list[1].kindName == "a mapping")
        #expect(entries[2].value.scalar?.text == "")
        #expect(entries[2].value.scalar?.style == .plain)
        #expect(entries[2].value.location.range == input.range(11, 11))
        #expect(root.location.range == 0..<input[11])
    }

    @Test func wordsHaveNoTypes() throws {
        let list = try #require(try read("[0412345678, yes, 1.10, 2026-03-02, ~, 'null', a#b]")?.list)
        let expected = ["0412345678", "yes", "1.10", "2026-03-02", "~", "null", "a#b"]
        #expect(list.map { $0.scalar?.text } == expected)
    }

    /// Each mark stands before a character of the text; the same characters are marked in what the scalar means.
    @Test(arguments: [
        ("a: pl①ain ②é③x", "pl①ain ②é③x"),
        ("é: 'é①x'", "é①x"),
        ("a: one ①two\n   ②three\n\n\n  fo③ur", "one ①two ②three\n\nfo③ur"),
        ("a: one\r\n   ①two  \r\n\r\n  t②hree", "one ①two\nt②hree"),
        ("a: 'it''s① o''②k'", "it's① o'②k"),
        ("a: 'one  ①x\n\n   t②wo '", "one  ①x\nt②wo "),
        (#"a: "x\n①y \u00e9②z \x41③b \U0001F600④c \"⑤d""#, "x\n①y é②z A③b 😀④c \"⑤d"),
        ("a: \"one\\\n   ①\\ two②\n  three③ \\\n\n  x④\"", "one① two② three③ \nx④"),
        ("a: |\n  o①ne\n    t②wo\n\n  th③ree\n", "o①ne\n  t②wo\n\nth③ree\n"),
        ("a: |-\r\n  o①né\r\n  t②wo\r\n", "o①né\nt②wo"),
        ("a: |+\n  o①ne\n\n\nb: c", "o①ne\n\n\n"),
        ("a: |2-\n    o①ne\n   t②wo\n", "  o①ne\n t②wo"),
        ("a: | # comment\n\n   o①ne\n   t②wo", "\no①ne\nt②wo"),
        ("a: >\n  o①ne\n  t②wo\n\n  thr③ee\n    fo④ur\n  fi⑤ve\n", "o①ne t②wo\nthr③ee\n  fo④ur\nfi⑤ve\n"),
        ("a: >-\n\n  o①ne\n  日②本\n\n\n  t③wo\n\n", "\no①ne 日②本\n\nt③wo"),
    ])
    func leadsBackToTheSource(marked: String, meaning: String) throws {
        let input = MarkedText(marked)
        let output = MarkedText(meaning)
        let source = Source(name: "t", text: input.text)
        let scalar = try #require(try parseYAML(source)?.mapping?.first?.value.scalar)
        #expect(scalar.text == output.text)
        for (mark, offset) in output.offsets {
            let place = scalar.excerpt.location(offset..<offset).range.lowerBound
            #expect(place == input[mark], "mark \(mark)")
        }
    }

    @Test func aByteOrderMarkShiftsNothing() throws {
        let source = try Source(name: "t", bytes: [0xEF, 0xBB, 0xBF] + Array("é: x".utf8))
        let entry = try #require(try parseYAML(source)?.mapping?.first)
        #expect(entry.key.value == "é")
        #expect(entry.value.location.position.column == 4)
    }

    /// Every byte of every scalar leads to a place that holds the same byte, or the escape or fold that made it.
    @Test func everyByteHasAPlace() throws {
        let seeds = [
            "a: one two\n  three\n\n  four\nb: 'it''s\n  folded'\nc: [x, \"y\\tz\\u00e9\"]\n",
            "- |\n  lit\n    eral é\n\n  x\n- >+\n  fol\n  ded\n\n   more\n- \"a\\\n   b\\nc\"\n- |2\n    x\n   y\n",
            "k: >-\r\n  日本\r\n  😀 x\r\n\r\n  y\r\nz: 'a\r\n\r\n b'\r\n",
        ]
        var read = 0
        for bytes in mutations(of: seeds, count: 6000, seed: 3) {
            do throws(Diagnostic) {
                let source = try Source(name: "t", bytes: bytes)
                guard let root = try parseYAML(source) else { continue }
                checkPlaces(root, Array(source.text.utf8))
            } catch {
                let text = DiagnosticRenderer().text(error)
                #expect(error.location != nil && !text.contains("cannot be read as YAML"), "\(text)")
                continue
            }
            read += 1
        }
        #expect(read > 1000)
    }

    private func checkPlaces(_ node: YAMLNode, _ source: [UInt8]) {
        switch node.content {
        case .list(let nodes): for node in nodes { checkPlaces(node, source) }
        case .mapping(let entries): for entry in entries { checkPlaces(entry.value, source) }
        case .scalar(let scalar):
            var last = -1
            for (offset, byte) in scalar.text.utf8.enumerated() {
                let place = scalar.excerpt.location(offset..<offset).range.lowerBound
                let original = place < source.count ? source[place] : 0
                let isFold = [0x0A, 0x0D, 0x85, 0xC2].contains(original) && (byte == 0x20 || byte == 0x0A)
                let isEscape = original == UInt8(ascii: "\\") || last == place - 1
                #expect(original == byte || isFold || isEscape, "\(scalar)")
                #expect(place > last, "\(scalar)")
                last = place
            }
        }
    }
}
