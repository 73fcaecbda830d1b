/// A type of the wire that says its own shape, for the OpenAPI document and for checking what comes in.
package protocol Described {
    /// The shape.
    static var schema: Schema { get }
    /// The name under `components/schemas`.
    static var schemaName: String { get }
}

extension Described {
    /// The type's own name.
    package static var schemaName: String { String(describing: Self.self) }
}
