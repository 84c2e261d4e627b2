import LeadlineCore
import LeadlineScenarios

/// A row in a list: `FILE:14  NAME  [case]  tags`.
struct RowLine {
    let identity: RowIdentity
    let presentation: Presentation

    init(_ identity: RowIdentity, _ presentation: Presentation) {
        self.identity = identity
        self.presentation = presentation
    }

    var text: String {
        let place = "\(presentation.line(identity.file)):\(identity.location.position.line)"
        let tags = identity.tags.isEmpty ? "" : "  " + presentation.line(identity.tags.joined(separator: " "))
        let style = presentation.style
        return style(place, .place) + "  " + RowName(identity, presentation).text() + style(tags, .faint)
    }
}
