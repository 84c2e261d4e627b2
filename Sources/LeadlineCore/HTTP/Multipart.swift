/// A part of a `multipart/form-data` body.
package struct MultipartPart: Sendable, Equatable {
    package var name: String
    /// The file's name, nil for a plain field.
    package var fileName: String?
    package var contentType: String?
    package var bytes: [UInt8]

    package init(name: String, fileName: String? = nil, contentType: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.fileName = fileName
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// Why a body is not `multipart/form-data`, as a sentence without a final period.
package struct MultipartError: Error, Sendable, Equatable {
    package var message: String

    package init(_ message: String) { self.message = message }
}

/// `multipart/form-data` bodies, RFC 7578, with names escaped as browsers escape them: `%22`, `%0D`, `%0A`.
package enum Multipart {
    /// The body for parts, in their order. The boundary must not occur in their bytes; see `boundary(for:random:)`.
    package static func encode(_ parts: [MultipartPart], boundary: String) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            body.append(contentsOf: "--\(boundary)\r\n".utf8)
            let file = part.fileName.map { "; filename=\"\(escape($0))\"" } ?? ""
            body.append(contentsOf: "Content-Disposition: form-data; name=\"\(escape(part.name))\"\(file)\r\n".utf8)
            if let type = part.contentType { body.append(contentsOf: "Content-Type: \(escape(type))\r\n".utf8) }
            body.append(contentsOf: "\r\n".utf8)
            body.append(contentsOf: part.bytes)
            body.append(contentsOf: "\r\n".utf8)
        }
        body.append(contentsOf: "--\(boundary)--\r\n".utf8)
        return body
    }

    /// A boundary that occurs in none of the parts.
    package static func boundary(for parts: [MultipartPart], random: inout SeededRandom) -> String {
        while true {
            let boundary = "leadline-" + String(random.next(), radix: 36) + String(random.next(), radix: 36)
            let isFree = parts.allSatisfy { find(Array(boundary.utf8), in: $0.bytes, from: 0) == nil }
            if isFree { return boundary }
        }
    }

    private static func escape(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: "%22".utf8)
            case 0x0D: bytes.append(contentsOf: "%0D".utf8)
            case 0x0A: bytes.append(contentsOf: "%0A".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Only the three escapes that browsers write: a name may hold other `%` signs.
    private static func unescape(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let code = bytes[index...].prefix(3)
            switch String(decoding: code, as: UTF8.self) {
            case "%22": result.append(UInt8(ascii: "\""))
            case "%0D": result.append(0x0D)
            case "%0A": result.append(0x0A)
            default:
                result.append(bytes[index])
                index += 1
                continue
            }
            index += 3
        }
        return String(decoding: result, as: UTF8.self)
    }
}

// MARK: Reading

extension Multipart {
    /// The parts of a body. Strict: boundaries on lines of their own, a name for each part, nothing around them but a
    /// line end.
    package static func parse(_ body: [UInt8], boundary: String) throws(MultipartError) -> [MultipartPart] {
        guard (1...70).contains(boundary.utf8.count) else {
            throw MultipartError("a boundary of 1 to 70 characters expected, found \(boundary.utf8.count)")
        }
        let opening = Array("--\(boundary)".utf8)
        guard body.starts(with: opening) else { throw MultipartError("the body must begin with '--\(boundary)'") }
        let delimiter = [0x0D, 0x0A] + opening
        var offset = opening.count
        var parts: [MultipartPart] = []
        while !body[offset...].starts(with: "--".utf8) {
            guard body[offset...].starts(with: "\r\n".utf8) else {
                throw MultipartError("a line end expected behind the boundary before part \(parts.count + 1)")
            }
            guard let end = find(delimiter, in: body, from: offset) else {
                throw MultipartError("part \(parts.count + 1) has no boundary behind it")
            }
            parts.append(try part(body, offset..<end, number: parts.count + 1))
            offset = end + delimiter.count
        }
        let rest = body[(offset + 2)...]
        guard rest.isEmpty || rest.elementsEqual("\r\n".utf8) else {
            throw MultipartError("nothing may follow the last boundary, found \(rest.count) bytes")
        }
        return parts
    }

    /// A part from the line end behind its boundary to the line end before the next.
    private static func part(
        _ body: [UInt8], _ range: Range<Int>, number: Int
    ) throws(MultipartError) -> MultipartPart {
        let headEnd = Array("\r\n\r\n".utf8)
        guard let end = find(headEnd, in: body, from: range.lowerBound), end + 4 <= range.upperBound else {
            throw MultipartError("part \(number) has no empty line behind its headers")
        }
        let bytes = Array(body[(end + 4)..<range.upperBound])
        var part = MultipartPart(name: "", bytes: bytes)
        var hasName = false
        for line in body[range.lowerBound..<end].split(separator: 0x0A) where line != [0x0D] {
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                throw MultipartError("part \(number) has a header without ':'")
            }
            let value = trimmed(text[text.utf8.index(after: colon)...])
            switch text[..<colon].lowercased() {
            case "content-type": part.contentType = value
            case "content-disposition":
                (part.name, part.fileName) = try disposition(value, number: number)
                hasName = true
            default: break
            }
        }
        guard hasName else { throw MultipartError("part \(number) has no content-disposition header") }
        return part
    }

    private static func disposition(
        _ value: String, number: Int
    ) throws(MultipartError) -> (name: String, fileName: String?) {
        var reader = TextReader(value)
        guard reader.token().lowercased() == "form-data" else {
            throw MultipartError("part \(number) must have 'form-data' as its content-disposition")
        }
        var parameters: [String: String] = [:]
        reader.skipBlanks()
        while reader.take(";") {
            // Browsers do not escape backslashes, which stand in Windows paths.
            reader.skipBlanks()
            let name = reader.token().lowercased()
            guard reader.take("="), parameters[name] == nil, let value = reader.formValue() else {
                throw MultipartError("part \(number) has a damaged content-disposition header")
            }
            parameters[name] = unescape(value)
            reader.skipBlanks()
        }
        guard reader.isAtEnd, let name = parameters["name"] else {
            throw MultipartError("part \(number) has no name")
        }
        return (name, parameters["filename"])
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        while let last = text.unicodeScalars.last, last.value <= 0x20 { text.unicodeScalars.removeLast() }
        return String(text)
    }

    /// The first place of some bytes, which are not empty.
    static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= wanted.count else { return nil }
        for offset in start...(bytes.count - wanted.count) where bytes[offset] == wanted[0] {
            if bytes[offset...].starts(with: wanted) { return offset }
        }
        return nil
    }
}

extension TextReader {
    /// A token, or a text up to the next double quote.
    fileprivate mutating func formValue() -> String? {
        guard take("\"") else {
            let value = token()
            return value.isEmpty ? nil : value
        }
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") { offset += 1 }
        let value = String(decoding: bytes[start..<offset], as: UTF8.self)
        return take("\"") ? value : nil
    }
}
