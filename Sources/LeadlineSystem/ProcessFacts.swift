// The C library's `environ` is a variable; it is read once, before there is a second thread.
@preconcurrency import Glibc

/// What the process was given.
package enum ProcessFacts {
    /// The words behind the program's name.
    package static var arguments: [String] { Array(CommandLine.arguments.dropFirst()) }

    /// The environment; of a name that stands twice the first value counts, as `getenv` has it.
    package static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var place = environ
        while let entry = place.pointee {
            let text = String(cString: entry)
            if let sign = text.firstIndex(of: "="), variables[String(text[..<sign])] == nil {
                variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
            }
            place += 1
        }
        return variables
    }

    /// The processors that this process may use, at least one.
    package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Ends the process.
    package static func exit(_ code: Int32) -> Never { Glibc.exit(code) }
}
