import CAPIDocuments
package import LeadlineCore

/// The API descriptions that are compiled in. Reading one takes a moment, so nothing is read before it is asked for.
package enum APICatalog {
    /// The names of all, in the order in which they are told.
    package static var names: [String] { documents.map(\.name) }

    /// The API of this name, read anew; nil when there is none.
    package static func api(named name: String) throws(Diagnostics) -> API? {
        guard let source = source(of: name) else { return nil }
        return try API(reading: source)
    }

    package static func embedded() throws(Diagnostics) -> [API] {
        var apis: [API] = []
        for name in names { if let api = try api(named: name) { apis.append(api) } }
        return apis
    }

    /// The description's own text.
    package static func source(of name: String) -> Source? {
        guard let document = documents.first(where: { $0.name == name }) else { return nil }
        return Source(name: "\(name).yaml", text: String(decoding: document.bytes, as: UTF8.self))
    }

    private static var documents: [(name: String, bytes: UnsafeBufferPointer<UInt8>)] {
        var all: [(name: String, bytes: UnsafeBufferPointer<UInt8>)] = []
        while true {
            let document = leadline_embedded_document(all.count)
            guard let name = document.name else { return all }
            all.append((String(cString: name), UnsafeBufferPointer(start: document.bytes, count: document.count)))
        }
    }
}
