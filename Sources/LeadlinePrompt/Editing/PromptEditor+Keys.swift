package import LeadlineCore

/// Keys while a menu or a search is open; all others have their bindings.
extension PromptEditor {
    package func filter(_ key: Key, _ buffer: EditBuffer) -> EditAction {
        let buffer = buffer.aligned
        return switch mode {
        case .editing: pasted(key, buffer) ?? .pass
        case .menu(let menu): filter(key, buffer, menu)
        case .search(let search): filter(key, search)
        }
    }

    /// A pasted text is inserted, whatever it holds.
    private func pasted(_ key: Key, _ buffer: EditBuffer) -> EditAction? {
        guard case .paste(let text) = key else { return nil }
        return text.isEmpty ? .done : .replace(buffer.inserting(text))
    }

    // MARK: - Menu

    private func filter(_ key: Key, _ buffer: EditBuffer, _ menu: CompletionMenu) -> EditAction {
        switch MenuKey(key) {
        case .move(let steps): return choose(menu, by: steps)
        case .take: return take(menu, buffer)
        case .close:
            mode = .editing
            return .replace(menu.typed)
        case .deleteBack: return deleteBack(menu)
        case .text(let character): return type(character, buffer)
        case .other:
            mode = .editing
            return pasted(key, buffer) ?? .pass
        }
    }

    /// Enter sends only a line that holds the last candidate already; where several are left it first chooses.
    private func take(_ menu: CompletionMenu, _ buffer: EditBuffer) -> EditAction {
        guard menu.chosen != nil || menu.candidates.count == 1 else { return choose(menu, by: 1) }
        mode = .editing
        return menu.isTyped ? accept(buffer) : .replace(menu.taken)
    }

    private func choose(_ menu: CompletionMenu, by steps: Int) -> EditAction {
        var menu = menu
        menu.move(by: steps)
        mode = .menu(menu)
        return .replace(menu.line)
    }

    /// First takes the candidate out of the line, then what was typed.
    private func deleteBack(_ menu: CompletionMenu) -> EditAction {
        if menu.chosen != nil {
            var menu = menu
            menu.chooseNone()
            mode = .menu(menu)
            return .replace(menu.typed)
        }
        let line = menu.typed.deletingBack
        openMenu(for: line.cursor < menu.range.lowerBound ? nil : line)
        return .replace(line)
    }

    private func type(_ character: Character, _ buffer: EditBuffer) -> EditAction {
        let line = buffer.inserting(String(character))
        openMenu(for: character.isWhitespace ? nil : line)
        return .replace(line)
    }

    private func openMenu(for line: EditBuffer?) {
        mode = .editing
        guard let line else { return }
        let completions = assistance.completions(for: line.text, cursor: line.cursor).distinct
        if !completions.candidates.isEmpty { mode = .menu(CompletionMenu(typed: line, completions)) }
    }

    // MARK: - Search

    private func filter(_ key: Key, _ search: HistorySearch) -> EditAction {
        var search = search
        switch SearchKey(key) {
        case .move(let steps): search.move(by: steps)
        case .search(let change): search.search(change(search.text))
        case .send:
            mode = .editing
            guard let command = search.command else { return .done }
            ending = insight(EditBuffer(command)).input
            return .accept(command)
        case .edit:
            mode = .editing
            return search.command.map { .replace(EditBuffer($0)) } ?? .done
        case .close:
            mode = .editing
            return .done
        case .clearScreen: return .clearScreen
        case .suspend:
            mode = .editing
            return .suspend
        case .none: return .done
        }
        mode = .search(search)
        return .done
    }
}
