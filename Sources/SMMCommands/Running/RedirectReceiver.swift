package import SMMModel

/// Waits for the browser that a platform sends back to this machine.
package protocol RedirectReceiver: Sendable {
    /// The address the browser is sent back to.
    var address: String { get }
    /// What came with the browser, as the query's names and values; nil when nobody came in time.
    ///
    /// - Parameter isOurs: whether an answer belongs to this sign-in; others are waited past.
    func wait(_ time: Milliseconds, isOurs: ([String: String]) -> Bool) -> [String: String]?
}
