import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension RecordingWalk {
    /// A body and the headers that tell its size.
    func body(
        _ bytes: [UInt8], _ fields: HTTPFields, _ schema: Schema?, envelope: String?
    ) -> ([UInt8], HTTPFields) {
        guard !bytes.isEmpty else { return (bytes, fields) }
        let type = fields["content-type"].flatMap { MediaType(parsing: $0) }
        var fields = fields
        let masked: [UInt8]
        if let boundary = type?["boundary"], let parts = try? Multipart.parse(bytes, boundary: boundary) {
            masked = multipart(parts, boundary)
        } else if let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) {
            masked = self.text(text, type, schema, envelope)
        } else {
            // What cannot be read cannot be proved clean.
            masked = Array(Self.note(type?.essence, bytes.count).utf8)
            fields["content-encoding"] = nil
            if fields["content-type"] != nil { fields["content-type"] = "text/plain; charset=utf-8" }
        }
        if masked != bytes, fields["content-length"] != nil { fields["content-length"] = String(masked.count) }
        return (masked, fields)
    }

    /// What stands in the place of a file.
    private static func note(_ type: String?, _ size: Int) -> String { "<\(type ?? "bytes"), \(size) bytes>" }

    private func text(_ text: String, _ type: MediaType?, _ schema: Schema?, _ envelope: String?) -> [UInt8] {
        if type?.essence == "application/x-www-form-urlencoded" { return Array(form(text).utf8) }
        if let json = Self.json(text) {
            let inner = envelope.flatMap { envelope in schema.map { Schema(members: [envelope: $0]) } } ?? schema
            guard let masked = value(json, .free, inner) else { return Array(text.utf8) }
            return Array((text.utf8.contains(0x0A) ? masked.prettyText() : masked.text()).utf8)
        }
        return Array((leaf(text, .free, isDocument: true) ?? text).utf8)
    }

    private static func json(_ text: String) -> JSON? {
        let first = text.utf8.first { $0 > 0x20 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") else {
            return nil
        }
        return try? JSON(parsing: text)
    }

    /// A text that may itself be JSON or a URL.
    func text(_ text: String) -> String? {
        if let json = Self.json(text), json.string == nil { return value(json, .free, nil)?.text() }
        if text.hasPrefix("http://") || text.hasPrefix("https://"), !text.contains(" ") {
            let masked = url(text)
            return masked == text ? nil : masked
        }
        return leaf(text, .free)
    }

    private func multipart(_ parts: [MultipartPart], _ boundary: String) -> [UInt8] {
        grouped {
            Multipart.encode(
                parts.map { part in
                    inside(part.name) {
                        var part = part
                        if let name = part.fileName {
                            part.fileName = free(name)
                            part.bytes = Array(Self.note(part.contentType, part.bytes.count).utf8)
                        } else if let text = String(validating: part.bytes, as: UTF8.self) {
                            part.bytes = Array((pairValue(text, named: part.name) ?? text).utf8)
                        } else {
                            part.bytes = Array(Self.note(part.contentType, part.bytes.count).utf8)
                        }
                        return part
                    }
                }, boundary: boundary)
        }
    }

    // MARK: - JSON

    /// What goes in the place of a value; nil: it stays.
    private func value(_ json: JSON, _ meaning: Meaning, _ schema: Schema?) -> JSON? {
        switch json {
        case .null, .bool: return nil
        case .number(let number):
            // Shorter numbers are found in all places, so that only a personal place makes them personal.
            guard meaning != .free || number.text.utf8.count >= 7 else { return nil }
            return leaf(number.text, meaning, isNumber: true).map { text in
                JSONNumber(text).map { .number($0) } ?? .string(text)
            }
        case .string(let text):
            return (meaning == .free ? self.text(text) : leaf(text, meaning)).map { .string($0) }
        case .array(let elements):
            var isChanged = false
            let masked = elements.enumerated().map { index, element in
                inside(String(index)) {
                    guard let masked = value(element, meaning, schema?.items?.schema) else { return element }
                    isChanged = true
                    return masked
                }
            }
            return isChanged ? .array(masked) : nil
        case .object(let object): return grouped { self.object(object, meaning, schema) }.map { .object($0) }
        }
    }

    private func object(_ object: JSONObject, _ outer: Meaning, _ schema: Schema?) -> JSONObject? {
        var isChanged = false
        var masked = JSONObject()
        let siblings = schema == nil && object.members.contains { isOfSomebody($0.name, $0.value) }
        for member in object.members {
            inside(member.name) {
                let inner = schema?.schema(at: [.name(member.name)])
                let plain = member.value.string ?? member.value.number?.text
                var meaning = self.meaning(of: member.name, inner, plain, siblings: siblings)
                if meaning == .free, inner == nil, passes(outer, to: plain) { meaning = outer }
                let name = self.name(member.name)
                let masks = value(member.value, meaning, inner)
                isChanged = isChanged || masks != nil || name != member.name
                masked[name] = masks ?? member.value
            }
        }
        return isChanged ? masked : nil
    }

    /// Whether what an object means is meant of a member that says nothing itself: `email: {equals: …}`.
    private func passes(_ outer: Meaning, to value: String?) -> Bool {
        guard case .secret(let kind) = outer, let value else { return outer != .free }
        return SensitiveNames.isPlausible(value, kind)
    }

    /// Whether a member says that the object is a person.
    private func isOfSomebody(_ name: String, _ value: JSON) -> Bool {
        guard let text = value.string else { return false }
        switch SensitiveNames.meaning(of: name) {
        case .personal(.email): return SensitiveNames.isPlausible(text, .email)
        case .personal(.phone): return SensitiveNames.isPlausible(text, .phone)
        default: return false
        }
    }

    /// What the value of a name means: as the description says at this place, else as it says anywhere, else as names
    /// are used. `value` is nil for lists and objects. `siblings`: beside it stands somebody's address.
    func meaning(of name: String, _ schema: Schema?, _ value: String?, siblings: Bool) -> Meaning {
        if let schema, !schema.isFreeForm { return APIMeanings.meaning(of: name, schema) }
        if let meaning = meanings?[name], meaning != .free { return meaning }
        let meaning = siblings && name == "name" ? .personal(.fullName) : SensitiveNames.meaning(of: name)
        switch meaning {
        case .free: return .free
        case .secret(let kind): return value.map { SensitiveNames.isPlausible($0, kind) } ?? true ? meaning : .free
        case .personal(let kind):
            return value.map { SensitiveNames.isPlausible($0, kind) } ?? false ? meaning : .free
        }
    }
}
