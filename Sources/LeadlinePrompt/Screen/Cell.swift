import LeadlineCore

/// What takes one or two columns of a row, as it is written.
struct Cell: Equatable {
    var text: Character
    var width: Int
    var role: TextRole

    init(_ text: Character, width: Int, role: TextRole) {
        self.text = text
        self.width = width
        self.role = role
    }

    /// Whether terminals may differ on its width: what is made of several parts, and emoji.
    var isDoubtful: Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, first.value >= 0x300 else { return scalars.count > 1 }
        return scalars.count > 1 || first.properties.isEmojiPresentation
    }
}

extension [Cell] {
    var width: Int { reduce(0) { $0 + $1.width } }

    /// Cut at the end, with `…`, to at most so many columns.
    func cut(to columns: Int) -> [Cell] {
        guard width > columns else { return self }
        guard columns > 0 else { return [] }
        var room = columns - 1
        let kept = prefix { cell in
            room -= cell.width
            return room >= 0
        }
        return kept + [Cell("…", width: 1, role: kept.last?.role ?? .plain)]
    }

    /// The end of it, behind `…`, in at most so many columns.
    func cutFront(to columns: Int) -> [Cell] {
        let marked = [Cell](reversed()).cut(to: columns)
        return marked.reversed()
    }
}
