import LeadlineLanguage

/// What method and path say of an operation where the description leaves it to them: `POST /loans` creates loans,
/// `GET /loans/{id}` gets one of them.
struct RouteConvention {
    let verb: Request.Verb
    let collection: String
    let selection: Operation.Selection

    /// nil where they say nothing. What stands below one of the other `collections`, as `/loans/overdue` does, is no
    /// collection of its own.
    init?(method: String, path: String, below collections: Set<String>) {
        var segments = path.split(separator: "/")
        let hasID = segments.last.map(Self.isPlaceholder) ?? false
        if hasID { segments.removeLast() }
        let above = "/" + segments.dropLast().joined(separator: "/")
        guard let name = segments.last, name.allSatisfy(Self.isNameCharacter), !collections.contains(above),
            !segments.contains(where: Self.isPlaceholder)
        else { return nil }
        switch (method, hasID) {
        case ("post", false): verb = .create
        case ("get", false): verb = .find
        case ("get", true): verb = .get
        case ("put", true), ("patch", true): verb = .update
        case ("delete", true): verb = .delete
        default: return nil
        }
        collection = String(name)
        selection = hasID ? .id : .none
    }

    /// The paths of all collections of which one document can be asked for: `/loans` where there is `/loans/{id}`.
    static func collections(in paths: [String]) -> Set<String> {
        Set(
            paths.compactMap { path in
                let segments = path.split(separator: "/")
                guard let last = segments.last, isPlaceholder(last) else { return nil }
                return "/" + segments.dropLast().joined(separator: "/")
            })
    }

    static func isPlaceholder(_ segment: Substring) -> Bool { segment.hasPrefix("{") && segment.hasSuffix("}") }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_"
    }
}
