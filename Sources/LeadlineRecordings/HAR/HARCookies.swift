import LeadlineCore

/// The cookies of a message as HAR lists them beside the headers.
enum HARCookies {
    static func sent(_ fields: HTTPFields) -> [JSON] {
        values("cookie", fields).flatMap { value in
            value.split(separator: ";").map { .object(nameAndValue($0)) }
        }
    }

    static func received(_ fields: HTTPFields) -> [JSON] {
        values("set-cookie", fields).map { value in
            var parts = value.split(separator: ";", omittingEmptySubsequences: false)
            var cookie = nameAndValue(parts.isEmpty ? "" : parts.removeFirst())
            for part in parts {
                let (name, value) = cut(part)
                switch name.lowercased() {
                case "path": cookie["path"] = .string(value)
                case "domain": cookie["domain"] = .string(value)
                case "expires": cookie["expires"] = Timestamp(httpDate: value).map { .string($0.text) }
                case "httponly": cookie["httpOnly"] = true
                case "secure": cookie["secure"] = true
                default: break
                }
            }
            return .object(cookie)
        }
    }

    /// Each field by itself: the dates of cookies have commas.
    private static func values(_ name: String, _ fields: HTTPFields) -> [String] {
        fields.all.filter { HTTPFields.same($0.name, name) }.map(\.value)
    }

    private static func nameAndValue(_ part: Substring) -> JSONObject {
        let (name, value) = cut(part)
        return JSONObject(["name": .string(name), "value": .string(value)])
    }

    private static func cut(_ part: Substring) -> (name: String, value: String) {
        let name = part.prefix { $0 != "=" }
        return (trimmed(name), trimmed(part[name.endIndex...].dropFirst()))
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
