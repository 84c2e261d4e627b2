package import LeadlineCore

/// A path of the command line: a file, a folder, or a line of a file.
package struct RunPath: Sendable, Equatable {
    package var path: String
    package var line: Int?

    /// Reads `FILE:LINE` and `FILE:LINE:COLUMN`, as messages write places; a file whose name has such an end is meant
    /// as it is.
    package init(_ text: String, files: any FileSystem) {
        path = text
        if (try? files.kind(of: text)) != nil { return }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var numbers: [Int] = []
        while parts.count > 1, numbers.count < 2, let number = parts.last.flatMap({ Int($0) }), number > 0 {
            numbers.insert(number, at: 0)
            parts.removeLast()
        }
        guard let line = numbers.first else { return }
        path = parts.joined(separator: ":")
        self.line = line
    }
}
