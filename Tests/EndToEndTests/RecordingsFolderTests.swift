import Foundation
import TestSupport
import Testing

/// The recordings of this repository answer the scenarios that were made for them.
@Suite struct RecordingsFolderTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: [
        ("dealerstudio.har", "dealerstudio"), ("drivly.har", "drivly"), ("nginx.har", "gateway"),
    ])
    func `a recording answers its scenario, and nothing of it is left`(_ recording: String, _ scenario: String) throws {
        let run = try LeadlineProcess(files: [:]).shell(
            """
            cd '\(Self.root.path)' &&
            leadline replay recordings/\(recording) run scenarios/recordings/\(scenario).leadline.yaml
            """)
        #expect(run.status == 0 && run.output.hasPrefix("ok    1 passed"), "\(run.output)\(run.error)")
        #expect(!run.error.contains("not asked for"), "\(run.error)")
    }

    @Test func `a case repeats itself and can be looked at`() throws {
        let run = try LeadlineProcess(files: [:]).shell(
            """
            cd '\(Self.root.path)' && leadline run recordings/too-old.har && leadline open recordings/too-old.har
            """)
        #expect(run.status == 0 && run.output.hasPrefix("ok    1 passed"), "\(run.output)\(run.error)")
        #expect(run.output.contains("Cannot update lead older than 3 days"))
        #expect(!run.error.contains("not asked for"), "\(run.error)")
    }
}
