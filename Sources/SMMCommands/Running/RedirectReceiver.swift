package import SMMModel

/// Waits for the browser that a platform sends back to this machine.
package protocol RedirectReceiver: Sendable {
    /// The address the browser is sent back to.
    var address: String { get }
    /// What came with the browser, as the query's names and values; nil when nobody came in time.
    func wait(_ time: Milliseconds) -> [String: String]?
}
