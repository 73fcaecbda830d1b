/// One step of connecting an account.
package struct ConnectRequest: Sendable, Hashable {
    /// What the person said of the account: `server`, `handle`, …; names as in the manifest's settings.
    package var settings: [String: String]
    /// The address on this person's machine that the platform may send the browser back to; nil where a code is pasted.
    package var redirect: String?
    /// What the person brings now; nil at the beginning.
    package var answer: ConnectAnswer?
    /// What the step before asked to be kept; empty at the beginning.
    package var memory: ConnectMemory

    /// A step.
    package init(
        settings: [String: String], redirect: String? = nil, answer: ConnectAnswer? = nil,
        memory: ConnectMemory = ConnectMemory()
    ) {
        self.settings = settings
        self.redirect = redirect
        self.answer = answer
        self.memory = memory
    }
}
