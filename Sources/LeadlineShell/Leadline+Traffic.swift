import LeadlineCore

extension Leadline {
    /// The commands that meet live servers and recordings.
    static func traffic(
        _ name: BinaryCommand.Name, _ line: ParsedLine, _ environment: Environment, _ console: Console
    ) -> ExitCode {
        let bench = TrafficBench(line: line, environment: environment, console: console)
        do throws(Diagnostics) {
            switch name {
            case .mock: return try bench.mock()
            case .record: return try bench.record()
            case .compare: return try bench.compare()
            case .open: return try bench.open()
            case .redact: return try bench.redact()
            case .importing: return try bench.importing()
            case .export: return try bench.export()
            case .doctor: return try bench.doctor()
            default:
                console.write(HelpPage.command(line.command))
                return .success
            }
        } catch {
            console.show(error.all)
            return error.all.contains { $0.code == .holdsSecret } ? .refused : .nothingSent
        }
    }
}

/// What the commands that meet live servers and recordings work with. Each is an extension in a file of its own.
struct TrafficBench {
    let line: ParsedLine
    let environment: Environment
    let console: Console

    /// The project, its APIs, and where requests go.
    func workshop(_ traffic: TrafficOptions = .mock) throws(Diagnostics) -> Workshop {
        try Workshop(environment, apis: line.values(.api).map(\.text), traffic: traffic)
    }
}
