package import LeadlineCore

/// JSON for reading: what fits into a line stands on one, the rest has a line for each member.
package struct JSONView {
    private let presentation: Presentation
    private var lines: [String] = [""]
    /// Lines beyond this are only counted.
    private let limit: Int
    private var left = 0

    /// The lines of a value. `columns` are what is left on the first and on every other line.
    package static func lines(_ value: JSON, _ presentation: Presentation, columns: Int, limit: Int = .max) -> [String]
    {
        var view = JSONView(presentation: presentation, limit: limit)
        view.write(value, indent: 0, columns: columns, suffix: "")
        let lines = view.lines.map(JSONPaint(style: presentation.style).painted)
        guard view.left > 0 else { return lines }
        return lines + ["… \(counted(view.left, "more line")), -v shows all"]
    }

    private init(presentation: Presentation, limit: Int) {
        self.presentation = presentation
        self.limit = limit
    }

    private mutating func write(_ value: JSON, indent: Int, columns: Int, suffix: String) {
        let room = columns - DisplayText.width(lines[lines.count - 1]) - suffix.utf8.count
        if let text = Self.short(value, room) {
            append(presentation.json(text) + suffix)
            return
        }
        switch value {
        case .array(let elements):
            append("[")
            for (index, element) in elements.enumerated() {
                next(indent + 2)
                write(element, indent: indent + 2, columns: columns, suffix: index + 1 < elements.count ? "," : "")
            }
            next(indent)
            append("]" + suffix)
        case .object(let object):
            append("{")
            for (index, member) in object.members.enumerated() {
                next(indent + 2)
                append(presentation.json(JSON.string(member.name).text()) + ": ")
                write(member.value, indent: indent + 2, columns: columns, suffix: index + 1 < object.count ? "," : "")
            }
            next(indent)
            append("}" + suffix)
        default:
            let text = presentation.json(value.text())
            append((presentation.isVerbose ? text : Presentation.cut(text, max(room, 20))) + suffix)
        }
    }

    private mutating func append(_ text: String) {
        if left == 0 { lines[lines.count - 1] += text }
    }

    private mutating func next(_ indent: Int) {
        if left > 0 || lines.count >= limit {
            left += 1
        } else {
            lines.append(String(repeating: " ", count: indent))
        }
    }

    /// The value on one line, with blanks behind `,` and `:`; nil when it needs more columns.
    package static func short(_ value: JSON, _ columns: Int) -> String? {
        var text = ""
        return write(value, to: &text, columns) ? text : nil
    }

    private static func write(_ value: JSON, to text: inout String, _ columns: Int) -> Bool {
        switch value {
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += ", " }
                guard write(element, to: &text, columns) else { return false }
            }
            text += "]"
        case .object(let object):
            text += "{"
            for (index, member) in object.members.enumerated() {
                text += (index > 0 ? ", " : "") + JSON.string(member.name).text() + ": "
                guard write(member.value, to: &text, columns) else { return false }
            }
            text += "}"
        // A text that cannot fit is not even copied.
        case .string(let value) where value.utf8.count > columns * 4: return false
        default: text += value.text()
        }
        return text.utf8.count <= columns * 4 && DisplayText.width(text) <= columns
    }
}
