package import LeadlineCore

extension PromptEditor {
    package func perform(_ command: EditCommand, _ buffer: EditBuffer) -> EditAction {
        mode = .editing
        let buffer = buffer.aligned
        switch command {
        case .accept: return accept(buffer)
        case .newline: return .replace(buffer.inserting("\n" + buffer.indentation))
        case .complete, .completeBack: return complete(buffer)
        case .search: return search()
        case .lastArgument: return insertLastArgument(buffer)
        case .up, .down, .left, .right, .home, .end, .nextWord: return move(command, buffer)
        case .deleteBack: return changed(buffer, buffer.deletingBack)
        case .delete: return changed(buffer, buffer.deleting)
        case .deleteOrEnd: return buffer.text.isEmpty ? .endOfInput : changed(buffer, buffer.deleting)
        case .clearScreen: return .clearScreen
        case .interrupt: return interrupt(buffer)
        case .suspend: return .suspend
        case .openEditor: return .openEditor
        case .cancel: return .done
        }
    }

    private func move(_ command: EditCommand, _ buffer: EditBuffer) -> EditAction {
        switch command {
        case .up: vertical(buffer, buffer.up) ?? older(buffer)
        case .down: vertical(buffer, buffer.down) ?? newer(buffer)
        case .left: changed(buffer, buffer.left)
        case .right: buffer.isAtEnd ? acceptGhost(buffer) : changed(buffer, buffer.right)
        case .home: changed(buffer, buffer.home)
        case .end: buffer.isAtEnd ? acceptGhost(buffer) : changed(buffer, buffer.end)
        default: nextWord(buffer)
        }
    }

    private func changed(_ old: EditBuffer, _ new: EditBuffer) -> EditAction { old == new ? .done : .replace(new) }

    /// Enter: sends what is complete.
    func accept(_ buffer: EditBuffer) -> EditAction {
        guard assistance.isComplete(buffer.text) else { return perform(.newline, buffer) }
        walk = nil
        ending = insight(buffer).input
        return .accept(buffer.text)
    }

    private func interrupt(_ buffer: EditBuffer) -> EditAction {
        walk = nil
        ending = insight(buffer).input + StyledText("^C", as: .faint)
        return .interrupt
    }

    // MARK: - Suggestions

    private func acceptGhost(_ buffer: EditBuffer) -> EditAction {
        changed(buffer, EditBuffer(buffer.text + insight(buffer).ghost))
    }

    private func nextWord(_ buffer: EditBuffer) -> EditAction {
        let ghost = buffer.isAtEnd ? insight(buffer).ghost : ""
        let target = EditBuffer(text: buffer.text + ghost, cursor: buffer.cursor).wordOn
        let text = ghost.isEmpty ? buffer.text : String(target.part(0..<target.cursor))
        return changed(buffer, EditBuffer(text: text, cursor: target.cursor))
    }

    // MARK: - History

    private func vertical(_ buffer: EditBuffer, _ move: (Int) -> EditBuffer?) -> EditAction? {
        let column = aim.flatMap { $0.line == buffer ? $0.column : nil } ?? buffer.column
        guard let target = move(column) else { return nil }
        aim = (column, target)
        return .replace(target)
    }

    private func older(_ buffer: EditBuffer) -> EditAction {
        var walk = walk?.shown == buffer.text ? self.walk ?? HistoryWalk(from: buffer) : HistoryWalk(from: buffer)
        guard let line = walk.older(in: history) else { return .done }
        self.walk = walk
        return .replace(line)
    }

    private func newer(_ buffer: EditBuffer) -> EditAction {
        guard walk?.shown == buffer.text, let line = walk?.newer() else { return .done }
        if walk?.isOver == true { walk = nil }
        return .replace(line)
    }

    private func insertLastArgument(_ buffer: EditBuffer) -> EditAction {
        var argument = lastArgument.flatMap { $0.line == buffer ? $0 : nil } ?? LastArgument(at: buffer)
        let line = argument.older(in: history)
        lastArgument = argument
        return line.map { .replace($0) } ?? .done
    }

    private func search() -> EditAction {
        if isPlain { return .pass }
        mode = .search(HistorySearch(in: history))
        return .done
    }

    // MARK: - Completion

    /// Tab: the only candidate, what all have in common, or the menu.
    private func complete(_ buffer: EditBuffer) -> EditAction {
        let completions = assistance.completions(for: buffer.text, cursor: buffer.cursor).distinct
        if completions.candidates.isEmpty { return .done }
        if completions.candidates.count == 1 {
            return changed(buffer, buffer.taking(completions.candidates[0], in: completions.range))
        }
        if let line = withCommonPrefix(completions, buffer) { return .replace(line) }
        let menu = CompletionMenu(typed: buffer, completions)
        if isPlain { return .printAbove(menu.plainList, buffer) }
        mode = .menu(menu)
        return .done
    }

    private func withCommonPrefix(_ completions: Completions, _ buffer: EditBuffer) -> EditBuffer? {
        guard completions.range.upperBound == buffer.cursor else { return nil }
        let typed = buffer.part(completions.range)
        let common = completions.commonPrefix
        guard common.utf8.count > typed.utf8.count, common.hasPrefix(typed) else { return nil }
        return buffer.replacing(completions.range, with: common)
    }
}
