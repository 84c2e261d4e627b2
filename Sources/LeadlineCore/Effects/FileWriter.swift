/// Makes files. What it opens appears under its name only when it is whole.
package protocol FileWriter: Sendable {
    /// Fails where the file could not be made in the end: no such folder, no right, no room, a folder of this name.
    func open(_ path: String) throws(FileFailure) -> any FileOutput
}

/// A file that is being written. Whoever lets go of it without `finish` leaves nothing behind.
package protocol FileOutput: AnyObject, Sendable {
    func write(_ bytes: [UInt8]) throws(FileFailure)
    /// Puts the file under its name, in the place of one that was there.
    func finish() throws(FileFailure)
}
