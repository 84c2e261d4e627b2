import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import LeadlineSession

/// Recordings as files.
enum CaseFile {
    /// The largest recording, in bytes.
    static let limit = 256 << 20

    static func isRecording(_ path: String) -> Bool { path.hasSuffix(".har") }

    /// - Throws: why there is no recording in it.
    static func read(_ path: String, _ files: any FileSystem) throws(Diagnostic) -> Recording {
        let bytes: [UInt8]
        do throws(FileFailure) { bytes = try files.read(path, limit: limit) } catch {
            throw Diagnostic(
                .error, error.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(error.reason)",
                help: files.help(for: error))
        }
        let json: JSON
        do throws(JSONSyntaxError) { json = try JSON(parsing: bytes) } catch {
            throw Diagnostic(
                .error, .unreadableFile, "'\(path)' is no recording: \(error.message), at byte \(error.offset)",
                help: "a recording is a HAR file, as browsers and proxies save it")
        }
        do throws(HARError) { return try Recording(har: json) } catch {
            throw Diagnostic(
                .error, .unreadableFile, "'\(path)' is no recording: \(error.message)",
                help: "a recording is a HAR file, as browsers and proxies save it")
        }
    }
}

extension Workshop {
    /// All APIs that are known here.
    func allAPIs() throws(Diagnostics) -> [API] {
        do throws(Diagnostic) { return try resources.catalog.all() } catch { throw Diagnostics([error]) }
    }
}
