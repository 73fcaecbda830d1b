/// One promise of the port, and how to see that a driver keeps it.
package struct ConformanceCheck: Sendable, CustomStringConvertible {
    /// The promise, as a sentence.
    package let description: String
    /// Throws ``ConformanceFailure``, or what the driver threw unasked.
    package let run: @Sendable (any ConformanceDriver) async throws -> Void

    init(_ description: String, _ run: @escaping @Sendable (any ConformanceDriver) async throws -> Void) {
        self.description = description
        self.run = run
    }
}
