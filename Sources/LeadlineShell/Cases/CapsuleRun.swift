import LeadlineCore
import LeadlineRecordings
import LeadlineScenarios

/// `leadline run case.har`: the scenario inside of a case, on the recording that it is inside of.
struct CapsuleRun {
    var options: RunOptions
    var environment: Environment

    /// Other paths, and where they run, stay as they are.
    ///
    /// - Throws: why there is no scenario in the file.
    init(_ options: RunOptions, _ environment: Environment) throws(Diagnostic) {
        self.options = options
        self.environment = environment
        guard options.paths.count == 1, CaseFile.isRecording(options.paths[0]) else { return }
        let path = options.paths[0]
        let recording = try Recording(reading: path, from: environment.files)
        guard let capsule = recording.capsule, !capsule.scenario.isEmpty else {
            throw Diagnostic(
                .error, .noScenarios, "there is no scenario in '\(path)'",
                help: "make one of its requests: leadline import har \(path) -o case.leadline.yaml")
        }
        let name = path + ".leadline.yaml"
        self.environment.files = OverlaidFiles(
            base: environment.files, path: name, bytes: Array(capsule.scenario.utf8))
        self.options.paths = [name]
        if options.traffic.target == .mock { self.options.traffic.target = .replay(path) }
    }
}
