import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Names files that were named as seen from one folder as they are seen from another.
struct Relocation {
    /// Both absolute.
    private let oldFolder: String
    private let newFolder: String

    init(from oldFolder: String, to newFolder: String, files: any FileSystem) {
        self.oldFolder = Paths.join(files.workingFolder, oldFolder)
        self.newFolder = Paths.join(files.workingFolder, newFolder)
    }

    /// nil: the name stays, as an absolute one and one that only the run tells.
    func callAsFunction(_ name: Template) -> Template? {
        guard let path = name.literal, !path.hasPrefix("/") else { return nil }
        let relative = Paths.relative(Paths.join(oldFolder, path), to: newFolder)
        return relative == path ? nil : Template(literal: relative, name.location)
    }
}
