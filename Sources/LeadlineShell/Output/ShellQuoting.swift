/// Words as a POSIX shell reads them.
package enum ShellQuoting {
    /// The word as it is where that is safe, otherwise in single quotes.
    package static func quoted(_ word: String) -> String {
        let safe = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/:=@%+,".utf8)
        if !word.isEmpty, word.utf8.allSatisfy(safe.contains) { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }

    package static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }
}
