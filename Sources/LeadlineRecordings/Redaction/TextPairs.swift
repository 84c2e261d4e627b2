/// Pairs in texts that are no longer what they were, as JSON that was cut off: `"token":"…"`, `password=…`.
enum TextPairs {
    static func finds(in text: String) -> [TextShapes.Find] {
        let bytes = Array(text.utf8)
        var finds: [TextShapes.Find] = []
        var meanings: [ArraySlice<UInt8>: Meaning] = [:]
        let wasJSON = bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[")
        var index = 0
        while index < bytes.count {
            guard isName(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, isName(bytes[index]) { index += 1 }
            let name = bytes[start..<index]
            guard name.count <= 40, let value = value(bytes, behind: index) else { continue }
            let meaning = meanings[name] ?? SensitiveNames.meaning(of: String(decoding: name, as: UTF8.self))
            meanings[name] = meaning
            if let find = find(String(decoding: value, as: UTF8.self), meaning, wasJSON) { finds.append(find) }
        }
        return finds
    }

    /// A text's pair may be anything: only what looks like a secret or a person's is one.
    private static func find(_ value: String, _ meaning: Meaning, _ wasJSON: Bool) -> TextShapes.Find? {
        switch meaning {
        case .secret(let kind)
        where value.utf8.count >= (kind == .password ? 6 : 8) && SensitiveNames.isPlausible(value, SecretKind.token):
            TextShapes.Find(text: value, meaning: meaning)
        case .personal(let kind) where kind != .freeText && SensitiveNames.isPlausible(value, kind):
            wasJSON || [.email, .phone, .date, .identifier].contains(kind)
                ? TextShapes.Find(text: value, meaning: meaning) : nil
        default: nil
        }
    }

    /// What stands behind `:` or `=`, quoted or not, the quotes escaped or not.
    private static func value(_ bytes: [UInt8], behind end: Int) -> ArraySlice<UInt8>? {
        var index = end
        func skip(_ signs: String.UTF8View) {
            while index < bytes.count, index < end + 24, signs.contains(bytes[index]) { index += 1 }
        }
        skip("\\\"' ".utf8)
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") else {
            return nil
        }
        index += 1
        skip("\\\"' ".utf8)
        let start = index
        while index < bytes.count, index < start + 4096, bytes[index] > 0x20,
            !"\\\"'<>,;&{}[]()".utf8.contains(bytes[index])
        {
            index += 1
        }
        return start < index ? bytes[start..<index] : nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
