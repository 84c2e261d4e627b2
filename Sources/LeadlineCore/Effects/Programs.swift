/// Other programs on the user's terminal.
package protocol Programs: Sendable {
    /// Runs a command line of the system's shell in the foreground and waits for it. `input` is its standard input; nil:
    /// the terminal. Ctrl-C reaches the program, not the caller.
    func run(shell line: String, input: [UInt8]?) -> ProgramEnd
    /// Opens a file with a private name ending in `suffix`, holding `text`, in the user's editor, and hands back what was
    /// saved. The file is gone afterwards.
    ///
    /// - Throws: why the editor could not be run, or the file not be read.
    func edit(_ text: String, suffix: String) throws(FileFailure) -> EditedText
}

package enum ProgramEnd: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It could not be started: why.
    case failed(String)
}

package struct EditedText: Sendable, Equatable {
    package var text: String
    /// How the editor ended; a text is taken over only from one that ended well.
    package var end: ProgramEnd

    package init(text: String, end: ProgramEnd) {
        self.text = text
        self.end = end
    }
}
