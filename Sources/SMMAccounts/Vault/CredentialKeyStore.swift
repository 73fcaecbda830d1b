/// Keys handed over by the service manager (systemd.exec(5), LoadCredentialEncrypted=): read at each start, changed by
/// an administrator alone.
package struct CredentialKeyStore: KeyStore {
    /// The credential's file, in the folder the service manager made for this run.
    package let place: String
    /// Never.
    package let isWritable = false

    /// The credential in this file.
    package init(path: String) { place = path }

    /// The keys in the credential.
    package func load() throws(VaultFailure) -> KeyRing {
        // The service manager owns the file and says who may read it.
        guard let bytes = try KeyFile.read(place, isOwn: false) else {
            throw VaultFailure(.unreadable, "\(place) is not there.")
        }
        guard let ring = KeyRing(bytes: bytes) else {
            throw VaultFailure(
                .unreadable,
                "The credential smmd.key holds \(bytes.count) bytes, which is no number of keys of \(VaultKey.size) bytes."
            )
        }
        return ring
    }

    /// Refused: an administrator changes it.
    package func replace(with ring: KeyRing) throws(VaultFailure) {
        throw VaultFailure(.unwritable, "The credential smmd.key is changed by an administrator.")
    }
}
