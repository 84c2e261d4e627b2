import Glibc
import LeadlineCore

/// Threads with a stack that is large enough for the deepest file that is read.
package struct ThreadWorkers: Workers {
    private static let stackSize = 8 << 20

    package init() {}

    package func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var threads: [pthread_t] = []
        var unstarted: [Int] = []
        for index in 0..<max(count, 0) {
            if let thread = Self.start({ body(index) }) { threads.append(thread) } else { unstarted.append(index) }
        }
        // The system may have no thread left: the rest of the work is done here then.
        for index in unstarted { body(index) }
        for thread in threads { pthread_join(thread, nil) }
    }

    private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, { runWork($0) }, work.toOpaque())
        guard code == 0 else {
            work.release()
            return nil
        }
        return thread
    }
}

/// The closure of a thread as something that a C pointer can hold.
private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

private func runWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
    return nil
}
