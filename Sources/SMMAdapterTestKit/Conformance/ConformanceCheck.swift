/// One thing every adapter must do, with what it did instead.
package struct ConformanceCheck: Sendable, CustomStringConvertible {
    /// The rule, as a sentence.
    package let description: String
    /// Whether it needs a network to plan faults on.
    package let needsNetwork: Bool
    let body: @Sendable (ConformanceWorld) async -> [String]

    init(
        _ description: String, needsNetwork: Bool = true,
        _ body: @escaping @Sendable (ConformanceWorld) async -> [String]
    ) {
        self.description = description
        self.needsNetwork = needsNetwork
        self.body = body
    }
}
