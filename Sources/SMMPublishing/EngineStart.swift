/// What an engine found when it took over.
package struct EngineStart: Sendable, Hashable {
    /// Operations that were in flight when the last run ended; they are ambiguous now.
    package var inFlight: Int
    /// What fell due during the time off; nil when there was none.
    package var summary: CatchUp.Summary?
}
