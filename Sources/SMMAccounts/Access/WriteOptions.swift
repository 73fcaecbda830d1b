/// How a write is to be done.
package struct WriteOptions: Sendable, Hashable {
    /// The key that makes a create safe to repeat.
    package var key: RequestKey?
    /// Whether to check everything and change nothing.
    package var isDryRun: Bool

    /// Options.
    package init(key: RequestKey? = nil, isDryRun: Bool = false) {
        self.key = key
        self.isDryRun = isDryRun
    }
}
