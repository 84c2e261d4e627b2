import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Writes the cells of a row where a command names them, because a saved file has no such row.
struct CellWriter {
    let row: [String: Session.Cell]

    /// `{{row.age}}` becomes `3d 1s`.
    func callAsFunction(_ command: Command) -> Command {
        CommandRewriter(rewrite: { text, _ in self.text(text) }, cell: cell)(command)
    }

    /// The cell that a placeholder names and nothing else.
    func cell(_ placeholder: Placeholder) -> Session.Cell? {
        guard placeholder.shift == nil, case .path(let path) = placeholder.subject else { return nil }
        return cell(path)
    }

    /// A text with what its cells hold; nil where it names none.
    func text(_ text: Template) -> Template? {
        var isChanged = false
        let parts = text.parts.flatMap { part -> [Template.Part] in
            guard case .placeholder(let placeholder) = part, let new = self.parts(placeholder) else { return [part] }
            isChanged = true
            return new
        }
        return isChanged ? Template(parts: Self.joined(parts), location: text.location) : nil
    }

    private func cell(_ path: Path) -> Session.Cell? {
        guard let keys = path.literalKeys, keys.count == 2, keys[0] == .name("row"), case .name(let name) = keys[1]
        else { return nil }
        return row[name]
    }

    private func word(_ path: Path) -> Template? {
        if case .word(let word)? = cell(path)?.value { word.text } else { nil }
    }

    private func parts(_ placeholder: Placeholder) -> [Template.Part]? {
        guard case .path(let path) = placeholder.subject else { return nil }
        guard let shift = placeholder.shift else { return word(path)?.parts }
        var placeholder = placeholder
        if case .path(let offset) = shift.offset, let text = word(offset)?.literal,
            let duration = try? DurationText.parse(text)
        {
            placeholder.shift = Placeholder.Shift(isNegative: shift.isNegative, offset: .duration(duration))
        }
        guard let text = word(path)?.literal, let time = try? Timestamp(parsing: text),
            case .duration(let duration)? = placeholder.shift?.offset
        else { return [.placeholder(placeholder)] }
        return [.text((shift.isNegative ? time - duration : time + duration).text)]
    }

    /// Neighbouring texts as one.
    private static func joined(_ parts: [Template.Part]) -> [Template.Part] {
        parts.reduce(into: []) { joined, part in
            if case .text(let text) = part, case .text(let before)? = joined.last {
                joined[joined.count - 1] = .text(before + text)
            } else {
                joined.append(part)
            }
        }
    }
}
