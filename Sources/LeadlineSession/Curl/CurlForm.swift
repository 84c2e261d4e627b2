import LeadlineCore

/// A part of a form as `-F` gives it: `name=text`, `name=@file`, `name=<file`, with `;type=` and `;filename=` behind it.
struct CurlForm {
    let part: CurlOptions.FormPart

    init(
        _ written: Located<String>, isLiteral: Bool, _ reading: CurlCommand.FileReading
    ) throws(Diagnostic) {
        guard let equals = written.value.firstIndex(of: "="), equals > written.value.startIndex else {
            throw Diagnostic(
                .error, .wrongValue, "'\(written.value)' is no part of a form", at: written.location,
                help: "as in -F name=value, -F file=@cv.pdf")
        }
        let name = String(written.value[..<equals])
        let content = written.value[written.value.index(after: equals)...]
        if isLiteral {
            part = CurlOptions.FormPart(part: MultipartPart(name: name, bytes: Array(content.utf8)))
            return
        }
        var words = Words(content.first == "@" || content.first == "<" ? content.dropFirst() : content)
        let text = words.next()
        var type: String?
        var fileName: String?
        while words.hasMore {
            let parameter = words.next()
            if let value = parameter.value(of: "type") { type = value }
            if let value = parameter.value(of: "filename") { fileName = value }
        }
        guard content.first == "@" || content.first == "<" else {
            part = CurlOptions.FormPart(
                part: MultipartPart(name: name, fileName: fileName, contentType: type, bytes: Array(text.utf8)))
            return
        }
        if !content.dropFirst().hasPrefix("\""), text.contains(",") {
            throw Diagnostic(
                .error, .wrongValue, "several files in one part are not understood here", at: written.location,
                help: "write -F once for each file; a comma in a file's name needs quotes: -F 'file=@\"a,b.pdf\"'")
        }
        let bytes = try reading(text, written.location)
        let own = Paths.name(of: text)
        let isFile = content.first == "@"
        part = CurlOptions.FormPart(
            part: MultipartPart(
                name: name, fileName: isFile ? fileName ?? own : fileName,
                contentType: type ?? (isFile ? MediaType.guess(fileName: own) : nil), bytes: bytes),
            path: isFile ? text : nil)
    }

    /// What stands between semicolons, perhaps in double quotes.
    private struct Words {
        private var rest: Substring
        private(set) var hasMore = true

        init(_ text: Substring) { rest = text }

        mutating func next() -> String {
            var word = ""
            var isQuoted = false
            var isAtStart = true
            while let character = rest.popFirst() {
                switch character {
                case "\"" where isQuoted: isQuoted = false
                // Only at the beginning of a value; elsewhere it is a character.
                case "\"" where isAtStart || word.hasSuffix("="): isQuoted = true
                case "\\" where isQuoted && (rest.first == "\"" || rest.first == "\\"):
                    if let escaped = rest.popFirst() { word.append(escaped) }
                case ";" where !isQuoted:
                    rest = rest.drop { $0 == " " }
                    return word
                default: word.append(character)
                }
                isAtStart = false
            }
            hasMore = false
            return word
        }
    }
}

extension String {
    /// The value of `name=value`.
    fileprivate func value(of name: String) -> String? {
        hasPrefix("\(name)=") ? String(dropFirst(name.count + 1)) : nil
    }
}
