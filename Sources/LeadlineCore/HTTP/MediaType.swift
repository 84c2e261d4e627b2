/// The value of a `content-type` header, RFC 9110 8.3: `application/json; charset=utf-8`.
package struct MediaType: Sendable, Equatable {
    /// In lower case: `multipart/form-data`.
    package var essence: String
    /// Names in lower case, values without their quotes, in their order.
    package var parameters: [(name: String, value: String)]

    package init(_ essence: String, _ parameters: [(name: String, value: String)] = []) {
        self.essence = essence
        self.parameters = parameters
    }

    /// Nil for what is not `type/subtype`. A damaged parameter is left out with those behind it.
    package init?(parsing text: String) {
        var reader = TextReader(text)
        reader.skipBlanks()
        let type = reader.token()
        guard !type.isEmpty, reader.take("/") else { return nil }
        let subtype = reader.token()
        reader.skipBlanks()
        guard !subtype.isEmpty, reader.isAtEnd || reader.peek(UInt8(ascii: ";")) else { return nil }
        self.init("\(type)/\(subtype)".lowercased())
        while reader.take(";") {
            guard let parameter = reader.parameter() else { continue }
            parameters.append(parameter)
        }
    }

    /// The first value of a parameter, whose name is in lower case: `charset`, `boundary`.
    package subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// `application/json` and what ends in `+json`.
    package var isJSON: Bool { essence == "application/json" || essence.hasSuffix("+json") }

    package var text: String {
        essence
            + parameters.map { name, value in
                let isToken = !value.isEmpty && value.utf8.allSatisfy(TextReader.isToken)
                return "; \(name)=\(isToken ? value : MediaType.quoted(value))"
            }.joined()
    }

    private static func quoted(_ value: String) -> String {
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return "\"\(String(decoding: bytes, as: UTF8.self))\""
    }

    package static func == (left: MediaType, right: MediaType) -> Bool {
        left.essence == right.essence && left.parameters.elementsEqual(right.parameters) { $0 == $1 }
    }
}

extension MediaType {
    /// The media type of a file by the end of its name; `application/octet-stream` for names not known.
    package static func guess(fileName: String) -> String {
        guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "application/octet-stream" }
        return byExtension[fileName[fileName.utf8.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }

    private static let byExtension = [
        "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "heic": "image/heic", "svg": "image/svg+xml", "txt": "text/plain", "csv": "text/csv",
        "html": "text/html", "md": "text/markdown", "json": "application/json", "xml": "application/xml",
        "yaml": "application/yaml", "yml": "application/yaml", "zip": "application/zip", "gz": "application/gzip",
        "doc": "application/msword", "xls": "application/vnd.ms-excel", "rtf": "application/rtf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt": "application/vnd.oasis.opendocument.text", "mp4": "video/mp4", "mov": "video/quicktime",
        "mp3": "audio/mpeg", "wav": "audio/wav",
    ]
}

/// The parts of header values.
extension TextReader {
    mutating func skipBlanks() { while take(" ") || take("\t") {} }

    /// RFC 9110's token, perhaps empty.
    mutating func token() -> String {
        let start = offset
        while offset < bytes.count, Self.isToken(bytes[offset]) { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: ";"), UInt8(ascii: "="): false
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// `name=value` or `name="value"` with blanks around it; nil, having moved to the next `;`, where it is damaged.
    mutating func parameter() -> (name: String, value: String)? {
        skipBlanks()
        let name = token().lowercased()
        var value: String?
        if !name.isEmpty, take("=") { value = peek(UInt8(ascii: "\"")) ? quotedString() : token() }
        skipBlanks()
        guard let value, isAtEnd || peek(UInt8(ascii: ";")) else {
            while !isAtEnd, !peek(UInt8(ascii: ";")) { offset += 1 }
            return nil
        }
        return (name, value)
    }

    /// A text in double quotes in which a backslash takes the next character as it is; nil without a closing quote.
    mutating func quotedString() -> String? {
        guard take("\"") else { return nil }
        var value: [UInt8] = []
        while offset < bytes.count {
            if take("\"") { return String(decoding: value, as: UTF8.self) }
            if peek(UInt8(ascii: "\\")), offset + 1 < bytes.count { offset += 1 }
            value.append(bytes[offset])
            offset += 1
        }
        return nil
    }
}
