/// Files that keep what a user did: readable for nobody else (0600 in folders of 0700), shared safely by several processes.
package protocol StateFiles: Sendable {
    /// Adds bytes at the end of a file, in one piece whatever other processes add; makes file and folders.
    func append(_ bytes: [UInt8], to path: String) throws(FileFailure)
    /// The whole file; empty where there is none.
    func read(_ path: String) throws(FileFailure) -> [UInt8]
    /// The names in a folder, the most recently changed first; empty where there is none.
    func list(_ folder: String) throws(FileFailure) -> [String]
    /// Takes a file for this process until it ends; false when another living process has it.
    func claim(_ path: String) throws(FileFailure) -> Bool
    func remove(_ path: String) throws(FileFailure)
    /// The permission bits of a file, as `chmod` counts them: 0o600.
    func mode(of path: String) throws(FileFailure) -> UInt32
    /// Puts bytes in the place of a file, whole or not at all.
    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure)
}
