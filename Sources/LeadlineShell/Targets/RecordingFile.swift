import LeadlineCore
import LeadlineRecordings
import LeadlineSession

extension Recording {
    /// The largest HAR file, in bytes.
    private static let limit = 512 << 20

    /// The recording in a HAR file, whoever wrote it.
    init(reading path: String, from files: any FileSystem) throws(Diagnostic) {
        let json = try Self.json(path, files)
        do throws(HARError) { try self.init(har: json) } catch {
            throw Diagnostic(
                .error, .wrongShape, "'\(path)' is no recording that can be used: \(error.message)",
                help: "a HAR 1.2 file is expected, as browsers, proxies and 'leadline record' write it")
        }
    }

    private static func json(_ path: String, _ files: any FileSystem) throws(Diagnostic) -> JSON {
        let bytes: [UInt8]
        do throws(FileFailure) { bytes = try files.read(path, limit: limit) } catch {
            throw Diagnostic(
                .error, error.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(error.reason)",
                help: files.help(for: error))
        }
        do throws(JSONSyntaxError) { return try JSON(parsingFile: bytes) } catch {
            throw error.diagnostic(in: Excerpt(whole: try Source(name: path, bytes: bytes)))
        }
    }

    /// Whether leadline wrote a file.
    static func isOwn(_ path: String, _ files: any FileSystem) -> Bool {
        (try? json(path, files))?["log"]?["_leadline"]?.object != nil
    }
}

extension TrafficOptions {
    /// What is replayed is not written over, by whatever name its file goes.
    func checkRecording(_ files: any FileSystem) throws(Diagnostic) {
        guard case .replay(let source) = target, let recording,
            (try? files.realPath(of: source)) == (try? files.realPath(of: recording)),
            (try? files.realPath(of: source)) != nil
        else { return }
        throw Diagnostic(
            .error, .invalidArgument, "'\(recording)' is the recording that is replayed: it is not written over",
            help: "choose another file for the new recording")
    }
}

/// `--record FILE`: what is sent, and the file into which it goes in the end.
struct RecordingOutput: Sendable {
    let recorder = Recorder()
    let path: String
    private let file: any FileOutput

    /// Opens the file before anything is sent. It appears in the end, whole or not at all.
    ///
    /// An earlier recording of leadline gives way to the new one; whatever else has this name stays.
    init(_ path: String, _ environment: Environment) throws(Diagnostic) {
        self.path = path
        try Self.checkName(path, environment.files)
        do throws(FileFailure) { file = try environment.writer.open(path) } catch { throw Self.diagnostic(error) }
    }

    private static func checkName(_ path: String, _ files: any FileSystem) throws(Diagnostic) {
        do { _ = try files.kind(of: path) } catch { return }
        if Recording.isOwn(path, files) { return }
        throw Diagnostic(
            .error, .fileExists, "'\(path)' exists and is no recording of leadline",
            help: "choose another name, or remove the file first")
    }

    func write(_ bytes: [UInt8]) throws(Diagnostic) {
        do throws(FileFailure) {
            try file.write(bytes)
            try file.finish()
        } catch { throw Self.diagnostic(error) }
    }

    private static func diagnostic(_ failure: FileFailure) -> Diagnostic {
        Diagnostic(
            .error, .unwritableFile, "cannot write the recording '\(failure.path)': \(failure.reason)",
            help: failure.isMissing ? "make its folder first" : nil)
    }
}
