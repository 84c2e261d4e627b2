/// Header fields in their order, names in any case.
package struct HTTPFields: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    package private(set) var all: [Field] = []

    package init() {}

    package init(_ pairs: KeyValuePairs<String, String>) {
        all = pairs.map { Field(name: $0.key, value: $0.value) }
    }

    /// The values of a name joined by `, `, nil when there is none; set replaces all of them.
    package subscript(_ name: String) -> String? {
        get {
            guard let first = all.firstIndex(where: { Self.same($0.name, name) }) else { return nil }
            return all[(first + 1)...].reduce(into: all[first].value) { value, field in
                if Self.same(field.name, name) { value += ", " + field.value }
            }
        }
        set {
            guard let place = all.firstIndex(where: { Self.same($0.name, name) }) else {
                if let newValue { append(name, newValue) }
                return
            }
            all.removeAll { Self.same($0.name, name) }
            if let newValue { all.insert(Field(name: name, value: newValue), at: place) }
        }
    }

    package mutating func append(_ name: String, _ value: String) { all.append(Field(name: name, value: value)) }

    /// Whether two header names are the same: ASCII letters in any case.
    package static func same(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        var rest = right.utf8.makeIterator()
        for byte in left.utf8 {
            guard let other = rest.next(), byte == other || asciiLower(byte) == asciiLower(other) else { return false }
        }
        return true
    }

    /// Whether a request has a field of this name for its connection or its browser: another client sends another one.
    package static func isOfConnection(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasPrefix(":") || name.hasPrefix("sec-") || name.hasPrefix("proxy-")
            || connectionFields.contains(name)
    }

    private static let connectionFields: Set = [
        "accept-encoding", "accept-language", "cache-control", "connection", "content-length", "cookie", "dnt", "host",
        "keep-alive", "origin", "pragma", "priority", "referer", "te", "trailer", "transfer-encoding", "upgrade",
        "upgrade-insecure-requests", "user-agent",
    ]

    private static func asciiLower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}

/// A request as it goes over the wire, but for the connection.
package struct HTTPRequest: Sendable, Equatable {
    package var method: String
    /// Scheme, host and port, without a final slash: `https://commerce.driv.ly`.
    package var origin: String
    /// Path and query, encoded, as in the request line: `/api/leads?limit=1`.
    package var target: String
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(
        method: String, origin: String, target: String, fields: HTTPFields = HTTPFields(), body: [UInt8] = []
    ) {
        self.method = method
        self.origin = origin
        self.target = target
        self.fields = fields
        self.body = body
    }

    /// The target up to its query, still encoded.
    package var path: Substring { Substring(target.utf8.prefix { $0 != UInt8(ascii: "?") }) }
    /// The target behind the first `?`, still encoded; nil without one.
    package var query: Substring? {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        return target[target.utf8.index(after: mark)...]
    }
    package var url: String { origin + target }
    /// Whether the method promises to change nothing (RFC 9110 9.2.1).
    package var isSafe: Bool { ["GET", "HEAD", "OPTIONS"].contains(method) }
}

package struct HTTPResponse: Sendable, Equatable {
    package var status: Int
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(status: Int, fields: HTTPFields = HTTPFields(), body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

extension HTTPResponse {
    /// `{"message": …}`
    package static func message(_ text: String, status: Int) -> HTTPResponse {
        var response = HTTPResponse(status: status)
        response.set(json: ["message": .string(text)])
        return response
    }

    package mutating func set(json: JSON) {
        if fields["Content-Type"] == nil { fields["Content-Type"] = "application/json; charset=utf-8" }
        body = []
        json.write(to: &body)
    }

    package mutating func set(text: String) {
        if fields["Content-Type"] == nil { fields["Content-Type"] = "text/plain; charset=utf-8" }
        body = Array(text.utf8)
    }
}
