import LeadlineCore
import LeadlineScenarios

/// What no scenario touched: counts for each API, then the names.
struct CoverageView {
    let presentation: Presentation

    private static let indent = "      "

    func text(_ sections: [Coverage.Section]) -> String {
        var apis: [String] = []
        for section in sections where apis.last != section.api { apis.append(section.api) }
        return apis.map { api in text(api, sections.filter { $0.api == api }) }.joined()
    }

    /// `COVER dealerstudio: 2 of 3 operations, 11 of 14 outcomes, …`
    private func text(_ api: String, _ sections: [Coverage.Section]) -> String {
        let counts = sections.filter { $0.total > 0 }.map { section in
            "\(section.touched) of \(section.total) "
                + (section.kind == .values ? "listed values" : section.kind.rawValue)
        }
        let head = "\(presentation.line(api)): \(counts.joined(separator: ", "))"
        let end = sections.contains { !$0.untouched.isEmpty } ? "; untouched:" : ""
        let lines = [presentation.style("COVER", .warning) + " " + head + end] + sections.flatMap(lines)
        return lines.joined(separator: "\n") + "\n\n"
    }

    private func lines(_ section: Coverage.Section) -> [String] {
        let places = places(section)
        let width = places.map { DisplayText.width($0.name) }.max() ?? 0
        return places.flatMap { name, words in
            let lines = Presentation.wrapped(words, presentation.width - Self.indent.utf8.count - width - 2)
            return lines.enumerated().map { index, line in
                let label = Presentation.padded(index == 0 ? name : "", width)
                return Self.indent + presentation.style(label, .place) + "  " + line
            }
        }
    }

    /// What is untouched at each place: `outcomes forbidden, not_found`.
    private func places(_ section: Coverage.Section) -> [(name: String, words: String)] {
        var places: [(name: String, names: [String])] = []
        for item in section.untouched {
            let place = presentation.line(item.place)
            if places.last?.name != place { places.append((place, [])) }
            if let name = item.name { places[places.count - 1].names.append(presentation.line(name)) }
        }
        return places.map { name, names in
            (name, names.isEmpty ? "never called" : "\(section.kind.rawValue) \(names.joined(separator: ", "))")
        }
    }
}
