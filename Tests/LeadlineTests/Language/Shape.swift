import LeadlineCore

/// A syntax tree as text without its places, so that trees can be compared: reflection sees every field there is, also
/// one that is added tomorrow.
func shape(_ value: Any) -> String {
    switch value {
    case is LeadlineCore.SourceLocation, is Pattern: return "·"
    case let text as String: return text.debugDescription
    case let duration as Duration: return duration.description
    default: break
    }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional { return mirror.children.first.map { shape($0.value) } ?? "nil" }
    if mirror.children.isEmpty { return "\(value)" }
    let children = mirror.children.map { child in (child.label.map { $0 + ": " } ?? "") + shape(child.value) }
    return "(" + children.joined(separator: ", ") + ")"
}

/// A text as the excerpt of a source of its own.
func excerpt(_ text: String) -> Excerpt { Excerpt(whole: Source(name: "test", text: text)) }
