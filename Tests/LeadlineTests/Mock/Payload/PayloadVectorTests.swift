import LeadlineCore
import LeadlineMock
import Testing

/// What Payload servers of two versions answered, asked of the mock. A new file of the same form needs no code.
@Suite struct PayloadVectorTests {
    @Test func answersAreThoseOfPayload() throws {
        let files = try VectorFile.all()
        let shared = Self.sharedFields(files)
        var count = 0
        for file in files {
            let runner = VectorRunner(file: file, shared: shared)
            for vector in file.vectors {
                count += 1
                for profile in PayloadProfile.allCases { judge(vector, profile, runner) }
            }
        }
        #expect(count > 0)
        print("vectors: \(count) ran")
    }

    private func judge(_ vector: JSON, _ profile: PayloadProfile, _ runner: VectorRunner) {
        let lines: [String]
        do {
            lines = try runner.differences(vector, profile)
        } catch {
            lines = ["\(error)"]
        }
        guard !lines.isEmpty else { return }
        let name = vector["name"]?.string ?? vector.text()
        let heading = "\(runner.file.name), '\(name)', Payload \(profile.rawValue)"
        Issue.record(Comment(rawValue: ([heading] + lines).joined(separator: "\n")))
    }

    /// The fields of a collection that its own vectors give, together: files say of some only that they have these.
    private static func sharedFields(_ files: [VectorFile]) -> [String: JSONObject] {
        var shared: [String: JSONObject] = [:]
        for vector in files.flatMap(\.vectors) {
            guard let slug = vector["collection"]?.string, let fields = vector["fields"]?.object else { continue }
            for member in fields.members where shared[slug]?[member.name] == nil {
                shared[slug, default: JSONObject()][member.name] = member.value
            }
        }
        return shared
    }
}
