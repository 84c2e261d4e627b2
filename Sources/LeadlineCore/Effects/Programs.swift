/// Other programs on the user's terminal.
package protocol Programs: Sendable {
    /// Runs a command line of the system's shell in the foreground and waits for it. `input` is its standard input; nil:
    /// the terminal. Ctrl-C reaches the program, not the caller.
    func run(shell line: String, input: [UInt8]?) -> ProgramEnd
    /// What a command line of the system's shell prints on its standard output: at most `limit` bytes, within a time. Its
    /// standard input is empty; it may ask on the terminal.
    ///
    /// - Throws: why that is not to be had, in words that hold nothing of what was printed: it failed, took too long, or
    ///   printed too much.
    func output(of line: String, limit: Int, within time: Duration) throws(EffectFailure) -> [UInt8]
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
