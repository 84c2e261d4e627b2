/// Runs a function on several threads at once.
package protocol Workers: Sendable {
    /// Calls `body(0)` … `body(count - 1)`, each on a thread of its own, and returns when all have returned.
    func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void)
}
