/// What to do when a complete listing shows twice that a post whose answer was lost is not there.
package enum AbsentChoice: String, CaseIterable, Hashable, Sendable {
    /// Ask a person.
    case ask
    /// Send it again; only adapters whose listing is proven complete follow this.
    case resend
}
