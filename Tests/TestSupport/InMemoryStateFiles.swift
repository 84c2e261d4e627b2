package import LeadlineCore
import Synchronization

/// State files in memory, as several processes share them: each one is a `Process`.
package final class InMemoryStateFiles: Sendable {
    private struct State {
        var files: [String: [UInt8]] = [:]
        /// The most recently changed last.
        var order: [String] = []
        /// Which process has taken a file.
        var claims: [String: Int] = [:]
        var processes = 0
        /// Of files that are not readable for their owner alone.
        var modes: [String: UInt32] = [:]
        var failure: String?

        mutating func set(_ path: String, _ bytes: [UInt8]?) {
            files[path] = bytes
            order.removeAll { $0 == path }
            if bytes != nil { order.append(path) }
        }
    }

    private let state = Mutex(State())

    package init(_ files: [String: String] = [:]) {
        for (path, text) in files.sorted(by: { $0.key < $1.key }) { self[path] = text }
    }

    package subscript(_ path: String) -> String? {
        get { state.withLock { $0.files[path].map { String(decoding: $0, as: UTF8.self) } } }
        set { state.withLock { $0.set(path, newValue.map { Array($0.utf8) }) } }
    }

    package var paths: [String] { state.withLock { $0.files.keys.sorted() } }

    /// From now on whatever is written fails for this reason.
    package func fail(_ reason: String) { state.withLock { $0.failure = reason } }

    package func setMode(_ mode: UInt32, of path: String) { state.withLock { $0.modes[path] = mode } }

    /// The files as another process has them.
    package func process() -> Process {
        state.withLock { state in
            state.processes += 1
            return Process(files: self, number: state.processes)
        }
    }

    package struct Process: StateFiles {
        fileprivate let files: InMemoryStateFiles
        fileprivate let number: Int

        /// What it has taken is free again.
        package func end() {
            files.state.withLock { state in state.claims = state.claims.filter { $0.value != number } }
        }

        package func append(_ bytes: [UInt8], to path: String) throws(FileFailure) {
            try write(path) { $0.set(path, ($0.files[path] ?? []) + bytes) }
        }

        package func read(_ path: String) throws(FileFailure) -> [UInt8] {
            files.state.withLock { $0.files[path] ?? [] }
        }

        package func list(_ folder: String) throws(FileFailure) -> [String] {
            files.state.withLock { state in
                let paths = state.order.reversed().filter { $0.hasPrefix(folder + "/") }
                return paths.map { String($0.dropFirst(folder.count + 1)) }
            }
        }

        package func claim(_ path: String) throws(FileFailure) -> Bool {
            files.state.withLock { state in
                if let owner = state.claims[path], owner != number { return false }
                state.claims[path] = number
                return true
            }
        }

        package func mode(of path: String) throws(FileFailure) -> UInt32 {
            files.state.withLock { $0.modes[path] ?? 0o600 }
        }

        package func remove(_ path: String) throws(FileFailure) { try write(path) { $0.set(path, nil) } }

        package func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
            try write(path) { $0.set(path, bytes) }
        }

        private func write(_ path: String, _ change: (inout State) -> Void) throws(FileFailure) {
            let failure = files.state.withLock { state in
                if state.failure == nil { change(&state) }
                return state.failure
            }
            if let failure { throw FileFailure(path: path, reason: failure, isMissing: false) }
        }
    }
}
