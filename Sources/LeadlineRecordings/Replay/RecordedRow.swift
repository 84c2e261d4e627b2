/// A label of a row by its parts: `scenarios/leads.leadline.yaml 3 1`, the path, the row (0: there is no table), the try from 1.
struct RecordedRow {
    let label: String
    let path: String
    let row: Int
    let attempt: Int

    /// nil: the label is that of something else, as of the prompt.
    init?(_ label: String) {
        let words = label.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count >= 3, let row = Int(words[words.count - 2]), let attempt = Int(words[words.count - 1]) else {
            return nil
        }
        self.label = label
        self.row = row
        self.attempt = attempt
        path = words.dropLast(2).joined(separator: " ")
    }

    var fileName: Substring { path.split(separator: "/").last ?? "" }

    /// Whether it is the same row of a file of the same name, in the same try or an earlier one.
    func isTry(of other: RecordedRow) -> Bool {
        row == other.row && attempt <= other.attempt && fileName == other.fileName
    }
}
