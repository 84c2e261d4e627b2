import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Why a row is skipped before its first request: its file is made for other targets, or a step needs what this
/// target cannot do.
struct SkipReason {
    var text: String?

    init(_ row: PlannedRow, on kind: TargetKind) {
        if let targets = row.scenario.targets, !targets.contains(kind) {
            text = "it is made for \(targets.map(\.rawValue).joined(separator: " and ")), not for \(kind.rawValue)"
            return
        }
        guard kind != .mock else { return }
        let commands = row.scenario.phases.flatMap(\.steps).flatMap(\.commands)
        // A script that chooses its target itself is told when it comes to what that cannot do.
        if commands.contains(where: \.choosesTarget) { return }
        let scope = RowScope(cells: row.cells, kind: kind)
        for (_, steps) in row.scenario.phases {
            for step in steps {
                guard let command = step.commands.first(where: { !$0.isPossible(on: kind) }) else { continue }
                // A `when` on the target and the row alone can be judged now; any other may hold.
                if let condition = step.condition, !scope.mayHold(condition) { continue }
                text = "'\(command.name.value)' needs the mock, the target is \(kind.rawValue)"
                return
            }
        }
    }
}

/// What is known of a row before it runs: its cells and the kind of target.
struct RowScope: Scope {
    let cells: [String: Session.Cell]
    let kind: TargetKind

    func look(up path: [PathKey]) -> Lookup {
        switch path.first {
        case .name("target")?: return .found(.json(.string(kind.rawValue)))
        case .name("row")?:
            guard path.count == 2, case .name(let name) = path[1], let cell = cells[name] else { return .unknown }
            return cell.value.map { .found(.word($0)) } ?? .empty
        default: return .unknown
        }
    }

    /// False only when the row and the target alone decide that a sentence does not hold.
    func mayHold(_ predicate: Predicate) -> Bool {
        switch predicate {
        case .and(let parts): parts.allSatisfy(mayHold)
        case .or(let parts): parts.contains(where: mayHold)
        case .test: (try? Evaluator(self).holds(predicate)) ?? true
        }
    }
}

extension Command {
    /// Whether a target of this kind can carry it out. A recording's clock stands until it is moved; a live one is the
    /// world's.
    func isPossible(on kind: TargetKind) -> Bool {
        switch action {
        case .clock(.some): kind != .live
        case .fault, .faultOff, .mockReset, .mock: kind == .mock
        default: true
        }
    }

    fileprivate var choosesTarget: Bool { if case .target = action { true } else { false } }
}
