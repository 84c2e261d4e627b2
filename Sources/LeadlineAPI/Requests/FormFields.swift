package import LeadlineCore
import LeadlineLanguage

/// One field of a form: a text, or a file.
package struct FormField: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case text(String)
        case file(AttachedFile)
    }

    package var name: String
    package var content: Content
}

/// Writes a document as the fields of a form, named as Rails and PHP read them: `lead[address][postcode]`,
/// `lead[tags][]`, `lead[files][0][file]`.
package struct FormFields {
    private let files: [[PathKey]: AttachedFile]
    private var fields: [FormField] = []

    /// The fields of a document inside an envelope, in the document's order.
    package static func of(_ document: JSONObject, files: [AttachedFile], envelope: String?) -> [FormField] {
        var writer = FormFields(files: files)
        writer.write(document, name: envelope ?? "", path: [])
        return writer.fields
    }

    private init(files: [AttachedFile]) {
        self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    }

    private mutating func write(_ object: JSONObject, name: String, path: [PathKey]) {
        for member in object.members {
            let inner = name.isEmpty ? member.name : "\(name)[\(member.name)]"
            write(member.value, name: inner, path: path + [.name(member.name)])
        }
    }

    private mutating func write(_ value: JSON, name: String, path: [PathKey]) {
        if let file = files[path] {
            fields.append(FormField(name: name, content: .file(file)))
            return
        }
        switch value {
        case .object(let object) where !object.isEmpty: write(object, name: name, path: path)
        case .array(let elements) where !elements.isEmpty: write(elements, name: name, path: path)
        // A form cannot tell an empty object from an empty text, and says an empty list by one empty element.
        case .object: fields.append(FormField(name: name, content: .text("")))
        case .array: fields.append(FormField(name: name + "[]", content: .text("")))
        case .null, .bool, .number, .string:
            fields.append(FormField(name: name, content: .text(value.formText ?? "")))
        }
    }

    /// Elements are numbered when one of them has parts of its own, which empty brackets could not hold together.
    private mutating func write(_ elements: [JSON], name: String, path: [PathKey]) {
        let isPlain = elements.indices.allSatisfy {
            elements[$0].formText != nil || files[path + [.index($0)]] != nil
        }
        for (index, element) in elements.enumerated() {
            write(element, name: isPlain ? name + "[]" : "\(name)[\(index)]", path: path + [.index(index)])
        }
    }
}
