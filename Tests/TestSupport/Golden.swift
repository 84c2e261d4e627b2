import Foundation
package import Testing

/// Compares a whole text with the file `Tests/Golden/<name>`. With LEADLINE_RECORD=1 in the environment it writes the
/// file instead; golden files are never edited by hand.
package func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = goldenFolder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["LEADLINE_RECORD"] == "1" {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        } catch {
            Issue.record("'\(name)' cannot be recorded: \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    guard let data = try? Data(contentsOf: file) else {
        Issue.record("no golden file '\(name)': record it with LEADLINE_RECORD=1", sourceLocation: sourceLocation)
        return
    }
    let expected = String(decoding: data, as: UTF8.self)
    if !expected.utf8.elementsEqual(text.utf8) {
        let difference = lineDifference(from: expected, to: text)
        Issue.record("'\(name)' differs (- golden, + now):\n\(difference)", sourceLocation: sourceLocation)
    }
}

/// The golden file's folder, beside the folder of this file.
private let goldenFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")

/// The lines of two texts, each with `-`, `+` or a blank before it; long runs of equal lines are shortened.
package func lineDifference(from old: String, to new: String) -> String {
    let old = old.components(separatedBy: "\n")
    let new = new.components(separatedBy: "\n")
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
    }
    var lines: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
        if left < old.count, removed.contains(left) {
            lines.append("- " + old[left].debugDescription.dropFirst().dropLast())
            left += 1
        } else if right < new.count, inserted.contains(right) {
            lines.append("+ " + new[right].debugDescription.dropFirst().dropLast())
            right += 1
        } else {
            lines.append("  " + new[min(right, new.count - 1)])
            left += 1
            right += 1
        }
    }
    return shortened(lines).joined(separator: "\n")
}

/// Keeps two lines around each difference.
private func shortened(_ lines: [String]) -> [String] {
    let isNear = lines.indices.map { index in
        lines[max(0, index - 2)...min(lines.count - 1, index + 2)].contains { !$0.hasPrefix("  ") }
    }
    var result: [String] = []
    for (index, line) in lines.enumerated() {
        if isNear[index] { result.append(line) } else if index == 0 || isNear[index - 1] { result.append("  …") }
    }
    return result
}
