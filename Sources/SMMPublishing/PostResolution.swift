import SMMModel

/// What a person found out about a send whose outcome smmd could not know.
package enum PostResolution: Sendable, Hashable {
    /// It is there, at this address.
    case published(url: String)
    /// It is not there; `resend` sends it again.
    case notPublished(resend: Bool)
}
