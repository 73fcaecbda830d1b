/// Where the ring of keys is kept.
package protocol KeyStore: Sendable {
    /// Where, for people: a path, or the name of a credential.
    var place: String { get }
    /// Whether ``replace(with:)`` can be asked for: a credential of the service manager is changed by an administrator.
    var isWritable: Bool { get }
    /// The keys. A store that is writable and empty makes its first key, durably, before it answers.
    ///
    /// - Throws: `VaultFailure`.
    func load() throws(VaultFailure) -> KeyRing
    /// Keeps another ring instead; returns once it is durable.
    ///
    /// - Throws: `VaultFailure`; the former ring is then still kept.
    func replace(with ring: KeyRing) throws(VaultFailure)
}
