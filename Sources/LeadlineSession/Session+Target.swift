package import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// A target that was opened for a session.
package struct OpenedTarget {
    package var target: any Target
    /// As people know it: `mock`, a profile's name, a file.
    package var name: String
    /// What `run.id` is there; nil: what it was.
    package var runID: String?

    package init(_ target: any Target, name: String, runID: String? = nil) {
        self.target = target
        self.name = name
        self.runID = runID
    }
}

extension Session {
    /// `target mock`, `target live NAME`, `target replay FILE`.
    func select(_ choice: TargetChoice, _ command: Command) throws(Diagnostic) -> CommandResult {
        let kind: TargetKind
        let name: String
        switch choice {
        case .mock: (kind, name) = (.mock, TargetKind.mock.rawValue)
        case .live(let value): (kind, name) = (.live, try text(value))
        case .replay(let value): (kind, name) = (.replay, Paths.join(folder, try text(value)))
        }
        if kind == target.kind, kind == .mock || name == targetName { return .done }
        guard let openTarget else {
            throw Diagnostic(
                .error, .unknownTarget, "this session is on the target \(target.kind.rawValue) and cannot leave it",
                at: command.location, help: "choose the target with --target")
        }
        guard !keepsTarget || requestCount == 0 else {
            throw Diagnostic(
                .error, .unknownTarget, "a script chooses its target before its first request", at: command.location,
                help: "write 'target' at the beginning")
        }
        let opened: OpenedTarget
        do { opened = try openTarget(kind, name) } catch { throw error.located(at: command.location) }
        move(to: opened)
        return .done
    }
}
