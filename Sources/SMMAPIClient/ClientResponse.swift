/// A whole answer of the daemon.
package struct ClientResponse: Sendable {
    /// The HTTP status.
    package let status: Int
    /// Header fields in order, names as sent.
    package let headers: [(name: String, value: String)]
    /// The body.
    package let body: [UInt8]

    /// The first header field of that name, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
