import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import LeadlineScenarios
import LeadlineSession

extension TrafficBench {
    /// `leadline compare A.har B.har`, `leadline compare --target A --target B PATH...`
    func compare() throws(Diagnostics) -> ExitCode {
        let targets = line.values(.target)
        if targets.isEmpty, line.operands.allSatisfy(CaseFile.isRecording), line.operands.count == 2 {
            return try compareCases(line.operands[0], line.operands[1])
        }
        guard targets.count == 2 else {
            throw Diagnostics([
                Diagnostic(
                    .error, .missingArgument, "'compare' takes two recordings, or '--target' twice",
                    help: "as in 'leadline compare --target mock --target staging scenarios'")
            ])
        }
        return try compareTargets(targets.map { TargetOption($0.text) })
    }

    // MARK: Targets

    /// One suite on two targets, one after the other.
    private func compareTargets(_ targets: [TargetOption]) throws(Diagnostics) -> ExitCode {
        environment.interrupt.watch()
        var pair = try targets.map { target throws(Diagnostics) in try DriftSide(self, target) }
        let seed = pair.lazy.compactMap { $0.seed ?? $0.workshop.provider.seed }.first
        for index in pair.indices { pair[index].seed = seed }
        var sides: [Drift.Side] = []
        var apis: [API] = []
        for side in pair {
            let (summary, rows) = side.run()
            if let signal = environment.interrupt.signal() { return ExitCode(signal: signal) }
            sides.append(Drift.Side(name: side.name, kind: side.workshop.target.kind, rows: rows))
            apis = side.workshop.resources.catalog.known
            console.note(
                "\(sides.count == 1 ? "A" : "B")  \(side.name): \(counted(rows.count, "row")), "
                    + "\(counted(summary.requests, "request")), \(WallTime.text(summary.wall))\n")
        }
        let drift = Drift(sides[0], sides[1], apis: apis)
        if line.has(.json) {
            for json in drift.json { console.write(json) }
        } else {
            let view = DriftView(drift: drift, presentation: console.presentation(line.verbosity))
            console.write(view.text)
        }
        return drift.exitCode
    }

    // MARK: Cases

    private func compareCases(_ left: String, _ right: String) throws(Diagnostics) -> ExitCode {
        let workshop = try workshop()
        let apis = try workshop.allAPIs()
        let sides = try [left, right].map { path throws(Diagnostics) in
            do throws(Diagnostic) {
                return CaseReading(try Recording(reading: path, from: environment.files), apis: apis).items.map(
                    \.exchange)
            } catch { throw Diagnostics([error]) }
        }
        let comparison = CaseComparison(sides[0], sides[1]) { exchange in
            exchange.operation.flatMap { operation in
                apis.first { $0.name == exchange.apiName }?.documentSchema(of: operation)
            }
        }
        if line.has(.json) {
            for pair in comparison.pairs where !pair.isSame { console.write(JSON(pair, in: comparison)) }
        } else {
            let presentation = console.presentation(line.verbosity)
            let width = environment.output.isTerminal ? presentation.width : nil
            console.write(
                CaseComparisonView(
                    comparison: comparison, names: (left, right), presentation: presentation, width: width
                ).text)
        }
        return comparison.isSame ? .success : .failed
    }
}

extension JSON {
    /// `{"left": 3, "right": 3, "operation": …, "differences": [{"path": …, "old": …, "new": …}]}`
    fileprivate init(_ pair: CaseComparison.Pair, in comparison: CaseComparison) {
        let exchange = pair.left.map { comparison.left[$0 - 1] } ?? pair.right.map { comparison.right[$0 - 1] }
        self = [
            "left": pair.left.map { .integer($0) } ?? .null, "right": pair.right.map { .integer($0) } ?? .null,
            "api": exchange?.apiName.map { .string($0) } ?? .null,
            "operation": exchange?.operation.map { .string($0.name) } ?? .null,
            "differences": .array(pair.differences.map { JSON($0) }),
        ]
    }

    /// `{"path": …, "old": …, "new": …}`; null where a side has nothing.
    init(_ entry: JSONDifference.Entry) {
        let (old, new): (JSON, JSON) =
            switch entry.kind {
            case .changed(let old, let new): (old, new)
            case .added(let new): (.null, new)
            case .removed(let old): (old, .null)
            }
        self = ["path": .string(entry.path), "old": old, "new": new]
    }
}
