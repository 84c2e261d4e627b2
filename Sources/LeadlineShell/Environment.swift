package import LeadlineCore

/// Everything outside of the process as a value: the only way from here to files, threads, clocks and terminals.
package struct Environment: Sendable {
    /// Standard output or standard error.
    package struct Stream: Sendable {
        package enum Outcome: Sendable, Equatable {
            case written
            /// Nobody reads any more.
            case closed
            /// The system's reason, lower case.
            case failed(String)
        }

        package var isTerminal: Bool
        package var write: @Sendable (String) -> Outcome

        package init(isTerminal: Bool, write: @escaping @Sendable (String) -> Outcome) {
            self.isTerminal = isTerminal
            self.write = write
        }
    }

    package struct Input: Sendable {
        package var isTerminal: Bool
        /// Everything up to its end; fails when it is more than the limit in bytes.
        package var read: @Sendable (Int) throws(FileFailure) -> [UInt8]

        package init(isTerminal: Bool, read: @escaping @Sendable (Int) throws(FileFailure) -> [UInt8]) {
            self.isTerminal = isTerminal
            self.read = read
        }
    }

    /// Ctrl-C and requests to end.
    package struct Interrupt: Sendable {
        /// From now on the first signal only sets a flag; before, it ends the process.
        package var watch: @Sendable () -> Void
        /// The number of the signal that came since; nil while none has.
        package var signal: @Sendable () -> Int32?
        /// Forgets the signal that came: the command that it meant has ended.
        package var clear: @Sendable () -> Void

        package init(
            watch: @escaping @Sendable () -> Void, signal: @escaping @Sendable () -> Int32?,
            clear: @escaping @Sendable () -> Void = {}
        ) {
            self.watch = watch
            self.signal = signal
            self.clear = clear
        }
    }

    /// The words behind the program's name.
    package var arguments: [String]
    package var variables: [String: String]
    package var input: Input
    package var output: Stream
    package var error: Stream
    /// The terminal's columns; nil where there is none.
    package var width: Int?
    package var files: any FileSystem
    package var writer: any FileWriter
    package var workers: any Workers
    package var clock: any WallClock
    /// The time of day, for what is shown and stored; targets have their own.
    package var timeOfDay: @Sendable () -> Timestamp
    package var interrupt: Interrupt
    package var processorCount: Int
    /// Makes the line editor of the terminal on standard input; nil where there is none.
    package var terminal: (@Sendable () -> (any Terminal)?)?
    package var programs: (any Programs)?
    package var state: (any StateFiles)?
    package var clients: (any HTTPClients)?
    package var servers: (any HTTPServers)?
    /// As many bytes that nobody can guess; nil where there are none.
    package var random: (@Sendable (_ count: Int) -> [UInt8])?
    /// What must be shown and stored nowhere.
    package let secrets: Secrets

    package init(
        arguments: [String], variables: [String: String], input: Input, output: Stream, error: Stream, width: Int?,
        files: any FileSystem, writer: any FileWriter, workers: any Workers, clock: any WallClock,
        timeOfDay: @escaping @Sendable () -> Timestamp, interrupt: Interrupt, processorCount: Int,
        terminal: (@Sendable () -> (any Terminal)?)? = nil,
        programs: (any Programs)? = nil, state: (any StateFiles)? = nil, clients: (any HTTPClients)? = nil,
        servers: (any HTTPServers)? = nil, random: (@Sendable (_ count: Int) -> [UInt8])? = nil
    ) {
        self.arguments = arguments
        self.variables = variables
        secrets = Secrets(variables: variables)
        self.input = input
        self.output = output
        self.error = error
        self.width = width
        self.files = files
        self.writer = writer
        self.workers = workers
        self.clock = clock
        self.timeOfDay = timeOfDay
        self.interrupt = interrupt
        self.processorCount = processorCount
        self.terminal = terminal
        self.programs = programs
        self.state = state
        self.clients = clients
        self.servers = servers
        self.random = random
    }

    /// A seed that no other run has.
    var freshSeed: Int {
        if let random { return random(4).reduce(0) { $0 << 8 | Int($1) } }
        return Int(timeOfDay().microseconds & 0xFFFF_FFFF)
    }
}
