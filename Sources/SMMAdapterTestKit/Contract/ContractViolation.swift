/// One way in which a request or an answer does not keep a document.
package struct ContractViolation: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The document has no such path or method.
        case route
        /// Something required is not there.
        case missing
        /// It has another type than declared.
        case type
        /// It is none of the values declared.
        case value
        /// It is shorter, longer, less, more than declared.
        case range
        /// It is not in the form its format names.
        case format
        /// The document does not declare it.
        case undeclared
        /// More than one alternative fits where one alone may.
        case ambiguous
        /// The body is not in a type the document declares, or cannot be read.
        case body
        /// A status the document does not declare.
        case status
        /// The operation wants a credential and there is none.
        case credential
        /// The document itself cannot be followed.
        case document
    }

    /// `POST /api/v1/statuses`, the path as the document writes it; as it was sent where there is no such path.
    package var operation: String
    /// `body.poll.expires_in`, `query.limit`, `header.Idempotency-Key`, `path.id`, `answer.id`.
    package var place: String
    /// What is wrong.
    package var kind: Kind
    /// The sentence about it. Names fields and types, never values: they may be secrets.
    package var message: String

    /// The whole sentence.
    package var description: String { "\(operation): \(place) \(message)" }
}
