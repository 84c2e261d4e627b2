import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// Two cases beside each other, for people.
struct CaseComparisonView {
    let comparison: CaseComparison
    /// The files.
    let names: (left: String, right: String)
    let presentation: Presentation
    /// Columns; nil: nothing is cut.
    let width: Int?

    var text: String {
        let heads = [("A", names.left, comparison.left), ("B", names.right, comparison.right)].map(head)
        var parts = [heads, [headline]]
        if !comparison.isSame { parts.append(comparison.pairs.flatMap(lines)) }
        parts.append([summary])
        return parts.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private var style: Style { presentation.style }

    /// `A  works.har: 8 exchanges, 2 failed`
    private func head(_ letter: String, _ name: String, _ exchanges: [Exchange]) -> String {
        let failed = exchanges.count { !$0.answer.isSuccess }
        let words = counted(exchanges.count, "exchange") + (failed > 0 ? ", \(failed) failed" : "")
        return "\(style(letter, .strong))  \(presentation.line(name)): \(words)"
    }

    /// `first difference: 3 update leads: A 200 updated, B 400 too_old; the requests differ in doc.message`
    private var headline: String {
        guard let first = comparison.first else { return style("no difference", .success) + " but ids and times" }
        let name = (first.left.map { comparison.left[$0 - 1] } ?? first.right.map { comparison.right[$0 - 1] })?.title
        let number = [first.left, first.right].compactMap(\.self).map(String.init)
        let place = Set(number).count == 1 ? number[0] : number.joined(separator: " and ")
        let title = "\(style("first difference", .failure)): \(place) \(presentation.line(name ?? "")): "
        guard let left = first.left, let right = first.right else {
            return title + "only \(first.left == nil ? "B" : "A") sent it"
        }
        let answers = [comparison.left[left - 1], comparison.right[right - 1]].map(\.answer.short)
        return title + "A \(answers[0]), B \(answers[1]); " + requestWords(first)
    }

    private func requestWords(_ pair: CaseComparison.Pair) -> String {
        let places = pair.differences.map(\.path).filter { $0.hasPrefix("request.") }
        guard !places.isEmpty else { return "the requests are the same" }
        let names = places.prefix(5).map { presentation.line(String($0.dropFirst("request.".count))) }
        let more = places.count > 5 ? " and \(places.count - 5) more" : ""
        return "the requests differ in " + names.joined(separator: ", ") + more
    }

    private func lines(_ pair: CaseComparison.Pair) -> [String] {
        if pair.isSame { return [] }
        switch (pair.left, pair.right) {
        case (let left?, let right?):
            let (old, new) = (comparison.left[left - 1], comparison.right[right - 1])
            let numbers = left == right ? "\(left)" : "\(left) and \(right)"
            let columns = width.map { $0 - 2 }
            return ["\(style("~", .warning)) \(numbers)  \(request(old)): A \(old.answer.short), B \(new.answer.short)"]
                + DiffView.lines(
                    pair.differences, volatile: presentation.isVerbose ? pair.volatile : [], presentation,
                    columns: columns
                )
                .map { "    " + $0 }
        case (let left?, nil): return [single("-", left, comparison.left[left - 1], "only A")]
        case (nil, let right?): return [single("+", right, comparison.right[right - 1], "only B")]
        case (nil, nil): return []
        }
    }

    private func single(_ mark: String, _ number: Int, _ exchange: Exchange, _ who: String) -> String {
        let role: Style.Role = mark == "+" ? .expected : .actual
        return "\(style(mark, role)) \(number)  \(request(exchange)): \(who), \(exchange.answer.short)"
    }

    private func request(_ exchange: Exchange) -> String {
        let path = PercentEncoding.decode(exchange.request.path)
        return presentation.line("\(exchange.request.method) \(path)")
            + (exchange.operation.map { " " + style("(\(presentation.line($0.name)))", .faint) } ?? "")
    }

    private var summary: String {
        let paired = comparison.pairs.count { $0.left != nil && $0.right != nil }
        let same = comparison.pairs.count(where: \.isSame)
        var words = ["\(counted(paired, "pair")) of exchanges", "\(same) the same", "\(paired - same) different"]
        let onlyA = comparison.pairs.count { $0.right == nil }
        let onlyB = comparison.pairs.count { $0.left == nil }
        if onlyA > 0 { words.append("\(onlyA) only in A") }
        if onlyB > 0 { words.append("\(onlyB) only in B") }
        return words.joined(separator: ", ")
    }
}

extension Exchange {
    /// `update leads`, or method and path.
    var title: String {
        operation.map { "\($0.verb.rawValue) \($0.collection)" }
            ?? "\(request.method) \(PercentEncoding.decode(request.path))"
    }
}

extension Answer {
    /// `400 too_old`
    var short: String { (status.map { "\($0) " } ?? "") + DisplayText.harmlessLine(outcome) }
}
