/// Who an account is and where it stands, as its documents say.
struct Identity: Sendable, Hashable {
    /// The DID.
    let did: String
    /// The handle, verified in both directions.
    let handle: String
    /// The address of the account's server.
    let pds: String
}
