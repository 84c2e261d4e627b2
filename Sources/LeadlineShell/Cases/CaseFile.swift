import LeadlineAPI
import LeadlineCore
import LeadlineSession

/// Recordings by their names.
enum CaseFile {
    static func isRecording(_ path: String) -> Bool { path.hasSuffix(".har") }
}

extension Workshop {
    /// All APIs that are known here.
    func allAPIs() throws(Diagnostics) -> [API] {
        do throws(Diagnostic) { return try resources.catalog.all() } catch { throw Diagnostics([error]) }
    }
}
