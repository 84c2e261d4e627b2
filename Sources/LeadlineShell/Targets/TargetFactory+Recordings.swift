import LeadlineAPI
import LeadlineCore
import LeadlineRecordings

extension TargetFactory {
    /// A recording that answers.
    func replay(_ file: String, _ traffic: TrafficOptions) throws(Diagnostic) -> any TargetProvider {
        let recording = try Recording(reading: file, from: environment.files)
        var options = ReplayProvider.Options()
        options.isLenient = traffic.isLenient
        if traffic.usesTimeLens, let beginning = recording.beginning {
            options.lens = TimeLens(from: beginning, to: environment.timeOfDay())
        }
        return ReplayProvider(recording, name: file, options: options)
    }
}
