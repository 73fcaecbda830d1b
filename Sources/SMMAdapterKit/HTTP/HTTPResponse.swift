/// A whole answer.
package struct HTTPResponse: Sendable, Hashable, Codable {
    /// The status code.
    package var status: Int
    /// Header fields in order, repeated ones kept.
    package var headers: [HTTPField]
    /// The body.
    package var body: [UInt8]

    /// An answer.
    package init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// All values of a field, without case, in order.
    package func values(_ name: String) -> [String] {
        let wanted = name.lowercased()
        return headers.filter { $0.name.lowercased() == wanted }.map(\.value)
    }
}
