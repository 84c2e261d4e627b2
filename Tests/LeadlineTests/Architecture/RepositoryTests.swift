import Foundation
import Testing

/// What the repository as a whole keeps to.
@Suite(
    .enabled(if: Repository.isCheckout, "this is no checkout"),
    .enabled(if: Repository.canBeAsked, "there is no git"))
struct RepositoryTests {
    @Test func `the top level stays small`() throws {
        let known: Set = [
            "Package.swift", "Sources", "Tests", "README.md", "scenarios", "recordings", "Makefile", "LICENSE",
            "CHANGELOG.md",
        ]
        let found = Set(try Repository.files().compactMap { $0.split(separator: "/").first.map(String.init) })
        let others = found.filter { !$0.hasPrefix(".") }.subtracting(known)
        #expect(others.isEmpty, "documentation lives in Sources/leadline/leadline.docc, community files in .github")
    }

    /// Files that speak of absolute places on purpose, with the reason.
    private static let exceptions = [
        ".ci/bare-root": "it lays out the file system of a container of its own"
    ]

    @Test func `nothing names a place on somebody's machine`() throws {
        // Written apart, so that this file does not name them either.
        let folders = ["opt", "work", "root", "home", "Users", "mnt", "srv"].map { "/" + $0 + "/" }
        for path in try Repository.files() where Self.exceptions[path] == nil {
            for (index, line) in try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                for folder in folders where line.hasAbsolutePath(folder) {
                    Issue.record("\(path):\(index + 1) names \(folder)")
                }
            }
        }
    }

    @Test func `no file is large or unreadable`() throws {
        for path in try Repository.files() {
            let data = try Data(contentsOf: Repository.root.appendingPathComponent(path))
            #expect(data.count <= 1 << 20, "\(path) has \(data.count) bytes")
        }
    }
}

extension Substring {
    /// Whether `folder` stands here as the beginning of a path, not inside of one.
    fileprivate func hasAbsolutePath(_ folder: String) -> Bool {
        var rest = self
        while let range = rest.range(of: folder) {
            let before = self[..<range.lowerBound].last ?? " "
            if !(before.isLetter || before.isNumber || "._-~})*/".contains(before)) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
