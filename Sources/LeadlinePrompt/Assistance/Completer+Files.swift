import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension Completer {
    /// Which files come first.
    enum FileUse {
        case json, scenario, any

        func isPreferred(_ name: String) -> Bool {
            switch self {
            case .json: name.hasSuffix(".json") || name.hasSuffix(".csv")
            case .scenario: name.hasSuffix(".leadline.yaml")
            case .any: false
            }
        }
    }

    /// The files and folders of the folder that is typed; hidden ones only when the name begins with a dot.
    func files(_ use: FileUse) -> Offer {
        let word = reading.string(reading.wordStart..<reading.bytes.count)
        let isQuoted = word.hasPrefix("\"") || word.hasPrefix("'")
        let typed = isQuoted ? String(word.dropFirst()) : word
        let name = Paths.name(of: typed)
        let prefix = String(typed.dropLast(name.count))
        let files = session.resources.files
        let folder = Paths.join(session.folder, prefix.isEmpty ? "." : prefix)
        guard !typed.contains("{{"), let names = try? files.list(folder.isEmpty ? "." : folder) else {
            return whole([])
        }
        let visible = names.filter { !$0.hasPrefix(".") || name.hasPrefix(".") }
        let wanted = name.lowercased()
        let beginning = visible.filter { $0.lowercased().hasPrefix(wanted) }
        let shown = beginning.isEmpty ? visible : beginning
        let candidates = shown.prefix(Ranking.limit).compactMap { file(prefix + $0, isQuoted ? word.prefix(1) : nil) }
        let preferred = candidates.filter { use.isPreferred($0.key) }
        return whole(preferred + candidates.filter { !use.isPreferred($0.key) })
    }

    private func file(_ path: String, _ quote: Substring?) -> Candidate? {
        let isFolder = (try? session.resources.files.kind(of: Paths.join(session.folder, path))) == .folder
        let whole = isFolder ? path + "/" : path
        var text = Writing.word(.string(whole), as: .file) ?? whole
        let needsQuotes = quote != nil || text != whole
        if quote == "'" {
            if whole.contains("'") { return nil }
            text = "'\(whole)'"
        } else if needsQuotes {
            text = CommandPrinter.quoted(whole)
        }
        // The quotes of a folder stay open for what follows.
        if isFolder, needsQuotes { text.removeLast() }
        return Candidate(
            text, label: text == whole ? nil : whole, detail: isFolder ? "folder" : "", suffix: isFolder ? "" : " ")
    }
}
