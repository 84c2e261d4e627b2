import LeadlineCore
import LeadlineLive
import LeadlineScenarios
import LeadlineSession
import LeadlineShell
import TestSupport
import Testing

@Suite struct ProjectTests {
    /// Files as seen from a working folder some steps below the root.
    private struct Below: FileSystem {
        let files: InMemoryFiles
        let workingFolder: String

        func kind(of path: String) throws(FileFailure) -> FileKind { try files.kind(of: absolute(path)) }
        func realPath(of path: String) throws(FileFailure) -> String { try files.realPath(of: absolute(path)) }
        func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
            try files.read(absolute(path), limit: limit)
        }
        func list(_ path: String) throws(FileFailure) -> [String] { try files.list(absolute(path)) }
        private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(workingFolder)/\(path)" }
    }

    private func documents(from folder: String, _ files: [String: String]) throws(Diagnostics) -> [String] {
        try Project(nearestIn: Below(files: InMemoryFiles(files), workingFolder: folder)).apis.map(\.path)
    }

    @Test func `the nearest file counts, and names are relative to it`() throws {
        let files = [
            "/projects/leadline.yaml": "apis: [far.yaml]",
            "/projects/ada/club/leadline.yaml": "apis: [near.yaml, ../up.yaml]",
            "/other/deep/x": "",
        ]
        #expect(try documents(from: "/projects/ada/club", files) == ["near.yaml", "../up.yaml"])
        #expect(try documents(from: "/projects/ada/club/a/b", files) == ["../../near.yaml", "../../../up.yaml"])
        #expect(try documents(from: "/projects/ada", files) == ["../far.yaml"])
        #expect(try documents(from: "/other/deep", files) == [])
    }

    @Test func `it may limit what a bulk change touches`() throws {
        let files = Below(files: InMemoryFiles(["/a/leadline.yaml": "max-affected: 25"]), workingFolder: "/a/b")
        #expect(try Project(nearestIn: files).maximumAffected == 25)
    }

    @Test func `a folder of the name is passed over, an empty file says nothing`() throws {
        let files = ["/a/leadline.yaml": "apis: /abs.yaml", "/a/b/leadline.yaml/x": "", "/a/c/leadline.yaml": "# none"]
        #expect(try documents(from: "/a/b", files) == ["/abs.yaml"])
        #expect(try documents(from: "/a/c", files) == [])
        #expect(try documents(from: "/b", ["/b/leadline.yaml": "apis: [.]"]) == ["."])
    }

    @Test func `all mistakes are told at their places`() throws {
        let error = try #require(throws: Diagnostics.self) {
            try documents(from: "/a", ["/a/leadline.yaml": "apsi: x\napis: [a.yaml, {b: c}]\n"])
        }
        #expect(
            error.all.map { "\($0.location?.description ?? "") \($0.message)" } == [
                "leadline.yaml:1:1 unknown key 'apsi' in a project",
                "leadline.yaml:2:16 'apis' takes texts, found a mapping",
            ])
        #expect(error.all.first?.help == "did you mean 'apis'?")
        for limit in ["-1", "many", "1.5", ""] {
            #expect(throws: Diagnostics.self) {
                try documents(from: "/a", ["/a/leadline.yaml": "max-affected: '\(limit)'"])
            }
        }
        for text in ["- a", "a", "apis: [", "\u{0}"] {
            #expect(throws: Diagnostics.self) { try documents(from: "/a", ["/a/leadline.yaml": text]) }
        }
    }

    // MARK: - The user's file

    @Test func `the project counts more than the user`() throws {
        let files = InMemoryFiles([
            "/people/ada/.config/leadline/config.yaml":
                "max-affected: 3\ncanaries: [user-canary]\nprofiles: { mine: {}, both: {} }",
            "leadline.yaml": "max-affected: 5\ncanaries: [project-canary]\nprofiles: { both: {}, ours: {} }",
        ])
        let project = try Project(nearestIn: files, config: "/people/ada/.config/leadline")
        #expect(project.maximumAffected == 5)
        #expect(project.canaries == ["user-canary", "project-canary"])
        #expect(project.profiles.names == ["both", "ours", "mine"])
        #expect(project.files == ["/people/ada/.config/leadline/config.yaml", "leadline.yaml"])
        #expect(try Project(nearestIn: InMemoryFiles([:]), config: "/people/ada/.config/leadline").files == [])
    }

    @Test func `mistakes of both files are told`() throws {
        let files = InMemoryFiles([
            "/c/config.yaml": "apis: [a.yaml]\ncanaries: [abc]", "leadline.yaml": "profiles: staging",
        ])
        let error = try #require(throws: Diagnostics.self) { _ = try Project(nearestIn: files, config: "/c") }
        #expect(
            error.all.map { "\($0.location?.description ?? "") \($0.message)" } == [
                "/c/config.yaml:1:1 unknown key 'apis' in the user's settings",
                "/c/config.yaml:2:12 'abc' is too short to be found only where it was planted",
                "leadline.yaml:1:11 'profiles' is a mapping, found a text",
            ])
    }
}
