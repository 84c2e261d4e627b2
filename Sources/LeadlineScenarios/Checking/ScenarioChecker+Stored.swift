import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension ScenarioChecker {
    /// A number with limits, as far as it is written down.
    func checkCount(_ value: Value, _ what: String, _ range: ClosedRange<Int>, in step: Step) {
        for candidate in candidates.values(of: value, in: step) ?? [] {
            let read: JSON? = collect { () throws(Diagnostic) in
                try Evaluator(Names([:])).json(of: candidate, as: .integer, for: what)
            }
            guard let number = read?.number, number.integer.map({ !range.contains($0) }) ?? true else { continue }
            report(
                .wrongValue,
                "\(what) is a number from \(range.lowerBound) to \(range.upperBound), found \(number.text)",
                at: candidate.location)
        }
    }

    /// The clauses of a `mock` command: a limit and a page are numbers.
    func checkStored(_ clauses: [Clause], in step: Step) {
        for clause in clauses {
            switch clause.kind {
            case .limit(let value): checkCount(value, "limit", Session.limits, in: step)
            case .page(let value): checkCount(value, "page", Session.pages, in: step)
            default: break
            }
        }
    }

    /// The fields of a `where` and the words that are compared with them.
    func check(filter: Where, of collection: Collection, in step: Step) {
        guard case .predicate(let predicate) = filter else { return }
        for test in predicate.tests {
            guard case .path(let path) = test.subject, let keys = path.literalKeys else { continue }
            guard let schema = collection.document.schema(at: keys[...]) else {
                let name = PathKey.description(keys)
                diagnostics.append(
                    Diagnostic(
                        .warning, .unknownField, "'\(name)' is not in the API description", at: path.location,
                        help: Suggestion.closest(to: name, in: collection.document.fieldPaths).map {
                            "did you mean '\($0)'?"
                        }))
                continue
            }
            for value in test.operation.comparedValues {
                checkReadable(value, as: schema.valueType, of: keys, in: step)
            }
        }
    }

    /// Whether a `where` without placeholders can be read, and sent to an API; with some it shows when they are known.
    func check(readable filter: Where, of collection: Collection, sentTo api: API?) {
        let resolved: Filter
        do throws(Diagnostic) {
            resolved = try Evaluator(Names([:])).filter(filter) {
                collection.document.schema(at: $0[...])?.valueType ?? .any
            }
        } catch {
            // An unknown name here is a placeholder; words that cannot be read were reported with their places.
            if error.code == .refusedWhere { diagnostics.append(error) }
            return
        }
        guard let api else { return }
        do throws(UnsupportedFilter) {
            _ = try api.dialect.filterEncoding.pairs(for: resolved, in: collection.document)
        } catch {
            report(.refusedWhere, error.reason, at: filter.location, help: error.help)
        }
    }

    /// What comes behind it is checked for the target that it names, as far as that is known without opening it.
    func check(_ choice: TargetChoice) {
        switch choice {
        case .mock: chosenKind = provider.kind == .mock ? nil : .mock
        case .live: chosenKind = .live
        case .replay: chosenKind = .replay
        }
    }
}

extension PollingPlan {
    /// Tries beyond this are taken for a slip: they would not end while somebody waits.
    private static let triesLimit: Int64 = 100_000

    /// What is wrong with two durations together.
    func mistake(within: Duration, every: Duration) -> Diagnostic? {
        guard every >= .milliseconds(1) else {
            return Diagnostic(
                .error, .invalidDuration, "'every' is at least 1ms, found \(DurationText.text(every))", at: location)
        }
        guard within.wholeMicroseconds / every.wholeMicroseconds > Self.triesLimit else { return nil }
        return Diagnostic(
            .error, .invalidDuration,
            "\(DurationText.text(within)) every \(DurationText.text(every)) are more than \(Self.triesLimit) tries",
            at: location, help: "wait longer between two tries")
    }
}
