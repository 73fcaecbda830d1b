/// A member of an object.
package struct SchemaProperty: Sendable, Hashable {
    /// The member's name.
    package var name: String
    /// Its shape.
    package var schema: Schema
    /// Whether it must be there.
    package var isRequired: Bool
    /// What it means, one sentence.
    package var description: String

    /// A member that must be there.
    package static func required(_ name: String, _ schema: Schema, _ description: String) -> SchemaProperty {
        SchemaProperty(name: name, schema: schema, isRequired: true, description: description)
    }

    /// A member that may be left out.
    package static func optional(_ name: String, _ schema: Schema, _ description: String) -> SchemaProperty {
        SchemaProperty(name: name, schema: schema, isRequired: false, description: description)
    }
}
