import SMMAdapterKit

/// The rules any adapter must keep, as checks that each run in a world of their own.
///
/// Give the checks as arguments to one parametrised test and expect no findings:
///
///     @Test("conforms", arguments: AdapterConformance.checks)
///     func conforms(check: ConformanceCheck) async throws {
///         #expect(try await AdapterConformance.findings(check, in: makeWorld) == [])
///     }
package enum AdapterConformance {
    /// All checks; an adapter without a network passes over those that need one.
    package static let checks: [ConformanceCheck] =
        manifestChecks + publishChecks + answerChecks + reconcileChecks + changeChecks + readingChecks + peopleChecks
        + robustnessChecks

    /// What the adapter did wrong; empty when it keeps the rule or the rule does not apply to it.
    ///
    /// - Throws: what `make` throws.
    package static func findings(
        _ check: ConformanceCheck, in make: @Sendable () async throws -> ConformanceWorld
    ) async rethrows -> [String] {
        let world = try await make()
        if check.needsNetwork && world.network == nil { return [] }
        return await check.body(world)
    }
}
