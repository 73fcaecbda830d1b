package import SMMStore

/// What a create did.
package enum Creation<Value: Sendable>: Sendable {
    /// It made this; no key was given.
    case made(Value)
    /// It made something and stored the answer under the request's key.
    case keyed(StoredAnswer)
    /// It made nothing: the request's key had an answer already.
    case replayed(StoredAnswer)
}
