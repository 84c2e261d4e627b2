import CLibcurl
import LeadlineCore

/// The texts of a request as `leadline_curl_request` has them, written into the same memory for each.
struct CurlRequestText {
    private(set) var bytes: [UInt8] = []
    private(set) var fieldCount = 0

    /// Writes URL, method, fields and cookies, each ended by a zero.
    ///
    /// - Returns: what keeps the request from being sent as it is; nil: nothing.
    mutating func write(_ request: HTTPRequest) -> String? {
        bytes.removeAll(keepingCapacity: true)
        fieldCount = 0
        append(request.origin)
        guard append(request.target, allowing: { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "#") }) else {
            return "the path '\(DisplayText.harmlessLine(request.target))' has a character that must be percent-encoded"
        }
        bytes.append(0)
        guard appendToken(request.method) else {
            return "'\(DisplayText.harmlessLine(request.method))' is no method"
        }
        bytes.append(0)
        return writeFields(request)
    }

    private mutating func writeFields(_ request: HTTPRequest) -> String? {
        var cookies = ""
        var (hasAccept, hasEncoding, hasType, hasExpectation) = (false, false, false, false)
        for field in request.fields.all {
            switch field.name.utf8.count {
            case 6 where HTTPFields.same(field.name, "Cookie"):
                // As a field of its own it would stand beside the one with what the server has set.
                cookies += (cookies.isEmpty ? "" : "; ") + field.value
                continue
            case 6 where HTTPFields.same(field.name, "Accept"): hasAccept = true
            case 6 where HTTPFields.same(field.name, "Expect"): hasExpectation = true
            case 12 where HTTPFields.same(field.name, "Content-Type"): hasType = true
            case 15 where HTTPFields.same(field.name, "Accept-Encoding"): hasEncoding = true
            default: break
            }
            if let problem = write(field) { return problem }
        }
        // libcurl would write the same, but takes 2,000 instructions more for it.
        if !hasEncoding { write(name: Self.encodings) }
        // A name alone keeps libcurl from adding the field of itself. It asks for permission to send large bodies only.
        if !hasAccept { write(name: "Accept:") }
        if !hasType, request.tellsSize { write(name: "Content-Type:") }
        if !hasExpectation, request.body.count >= 1 << 20 { write(name: "Expect:") }
        let areFit = append(cookies, allowing: Self.isValueByte)
        bytes.append(0)
        return areFit ? nil : Self.problem(inField: "Cookie")
    }

    private static let encodings = "Accept-Encoding: " + String(cString: leadline_curl_encodings())

    private static func isValueByte(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x09 }

    private static func problem(inField name: String) -> String {
        "the header '\(name)' holds a line break or another control character"
    }

    private mutating func write(name: String) {
        append(name)
        bytes.append(0)
        fieldCount += 1
    }

    private mutating func write(_ field: HTTPFields.Field) -> String? {
        guard appendToken(field.name) else {
            return "'\(DisplayText.harmlessLine(field.name))' cannot be the name of a header"
        }
        if field.value.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            // libcurl's way of writing a field without a value; with a colon it would be left out.
            bytes.append(UInt8(ascii: ";"))
        } else {
            bytes.append(UInt8(ascii: ":"))
            bytes.append(0x20)
            guard append(field.value, allowing: Self.isValueByte) else { return Self.problem(inField: field.name) }
        }
        bytes.append(0)
        fieldCount += 1
        return nil
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func appendToken(_ text: String) -> Bool {
        !text.isEmpty
            && append(
                text,
                allowing: { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ";") })
    }

    private mutating func append(_ text: String, allowing isAllowed: (UInt8) -> Bool) -> Bool {
        var text = text
        return text.withUTF8 { text in
            bytes.append(contentsOf: text)
            return text.allSatisfy(isAllowed)
        }
    }
}
