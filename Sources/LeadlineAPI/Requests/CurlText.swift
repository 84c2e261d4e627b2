package import LeadlineCore

/// A request as a curl command that bash reads back as it is; the key stands as its name in angle brackets, as
/// documentation writes it.
package enum CurlText {
    /// `origin` stands in place of the one that the request was sent to: a mock has none that others could reach.
    package static func command(for exchange: Exchange, origin: String? = nil) -> String {
        var request = exchange.request
        request.fields = exchange.shownFields
        if let origin { request.origin = origin }
        return command(for: request)
    }

    package static func command(for request: HTTPRequest) -> String {
        let form = formParts(of: request)
        let isText = isText(request.body)
        var fields = request.fields.all.filter { !isOfConnection($0.name) }
        if form != nil { fields.removeAll { HTTPFields.same($0.name, "Content-Type") } }
        let isHead = request.method == "HEAD" && request.body.isEmpty
        var lines = [isHead ? "curl --head" : "curl --request \(word(request.method))"]
        lines.append("--url \(quoted(request.url))")
        if request.target.utf8.contains(where: { "[]{}\\".utf8.contains($0) }) { lines.append("--globoff") }
        if request.path.contains("/.") { lines.append("--path-as-is") }
        lines += fields.map { "--header \(quoted(line($0)))" }
        if request.fields["Accept-Encoding"] != nil { lines.append("--compressed") }
        if let form {
            lines += form
        } else if !request.body.isEmpty {
            // Without this curl would say that the body is a form.
            if request.fields["Content-Type"] == nil { lines.append("--header 'Content-Type:'") }
            let text = isText ? quoted(String(decoding: request.body, as: UTF8.self)) : nil
            lines.append(text.map { "--data-raw \($0)" } ?? "--data-binary @-")
        }
        let command = lines.joined(separator: " \\\n  ")
        if isText || form != nil { return command }
        return "echo \(Base64.encode(request.body)) | base64 --decode | \(command)"
    }

    /// What the connection decides, and the names with which HTTP/2 begins.
    private static func isOfConnection(_ name: String) -> Bool {
        name.isEmpty || name.hasPrefix(":")
            || ["Host", "Content-Length", "Connection", "Transfer-Encoding"].contains { HTTPFields.same($0, name) }
    }

    /// curl leaves out a header without a value, unless a semicolon says that it is meant.
    private static func line(_ field: HTTPFields.Field) -> String {
        field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
    }

    /// An argument of a program holds no NUL, and a copied one nothing that is no text.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    }

    // MARK: Forms

    /// The options that send a multipart body's parts; nil for another body, and for parts that no option can say. Files
    /// are named as they are in the body, without folders.
    private static func formParts(of request: HTTPRequest) -> [String]? {
        guard let type = request.fields["Content-Type"].flatMap({ MediaType(parsing: $0) }),
            type.essence == "multipart/form-data", let boundary = type["boundary"],
            let parts = try? Multipart.parse(request.body, boundary: boundary), !parts.isEmpty
        else { return nil }
        let options = parts.compactMap(option)
        return options.count == parts.count ? options : nil
    }

    private static func option(_ part: MultipartPart) -> String? {
        guard !part.name.isEmpty, !part.name.contains("=") else { return nil }
        guard let name = part.fileName else {
            guard part.contentType == nil, isText(part.bytes) else { return nil }
            return "--form-string \(quoted("\(part.name)=\(String(decoding: part.bytes, as: UTF8.self))"))"
        }
        guard let type = part.contentType, !name.isEmpty, MediaType(parsing: type)?.essence == type else { return nil }
        let plain =
            name.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
            .map { String(name[name.utf8.index(after: $0)...]) } ?? name
        guard !plain.isEmpty, plain != "-" else { return nil }
        let original = plain == name ? "" : ";filename=\(formQuoted(name))"
        return "--form \(quoted("\(part.name)=@\(formQuoted(plain));type=\(type)\(original)"))"
    }

    /// A file's name in the quotes of curl's own.
    private static func formQuoted(_ name: String) -> String {
        if name.utf8.allSatisfy({ isSafe($0) || $0 == 0x20 }) { return name }
        let escaped = name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }

    // MARK: Words of a shell

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._/+".utf8.contains(byte)
        }
    }

    /// The word as it is where that is safe.
    private static func word(_ text: String) -> String {
        !text.isEmpty && text.utf8.allSatisfy(isSafe) ? text : quoted(text)
    }

    /// A word of a POSIX shell: single quotes, with a quote inside written as `'\''`; with control characters in it
    /// `$'…'`, so that a terminal shows them and does not obey them.
    package static func quoted(_ text: String) -> String {
        if text.unicodeScalars.contains(where: DisplayText.isHarmful) { return escaped(text) }
        var quoted = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "'"
    }

    /// `$'…'`: three octal digits are the same byte in each shell.
    private static func escaped(_ text: String) -> String {
        var escaped = "$'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'": escaped += "\\'"
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case _ where DisplayText.isHarmful(scalar):
                for byte in String(scalar).utf8 {
                    let digits = String(byte, radix: 8)
                    escaped += "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
                }
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped + "'"
    }
}
