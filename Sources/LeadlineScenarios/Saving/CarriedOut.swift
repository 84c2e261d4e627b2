package import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession

/// A command of a session that is to be saved, and what became of it.
package struct CarriedOut: Sendable {
    package var command: Command
    /// nil: it could not be carried out.
    package var result: CommandResult?

    package init(_ command: Command, _ result: CommandResult?) {
        self.command = command
        self.result = result
    }
}

/// Where a session that is to be saved began.
package struct SessionStart: Sendable {
    /// The API that was chosen before the first command.
    package var api: String?
    /// The target's clock.
    package var clock: Timestamp
    /// The commands name files relative to this folder.
    package var folder: String
    /// The cells of the row that was opened, which the commands name by `row`.
    package var row: [String: Session.Cell] = [:]

    package init(api: String?, clock: Timestamp, folder: String) {
        self.api = api
        self.clock = clock
        self.folder = folder
    }
}

/// The text of a file that a session became, which was read back and passed in two fresh universes.
package struct SavedFile: Sendable {
    package var path: String
    package var text: String
    package var setupSteps: Int
    package var steps: Int
    package var sentences: Int
    /// What was left out or added, as sentences.
    package var notes: [String]
}
