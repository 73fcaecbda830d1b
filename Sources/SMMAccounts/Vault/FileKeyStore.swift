/// Keys in a file that only the daemon's user can read, made at the first start: for machines without the service
/// manager's credentials.
package struct FileKeyStore: KeyStore {
    /// The file's path.
    package let place: String
    /// Always.
    package let isWritable = true
    private let makeKey: @Sendable () -> VaultKey

    /// The store at `path`, whose folder exists.
    package init(path: String, makeKey: @escaping @Sendable () -> VaultKey = { VaultKey.random() }) {
        self.place = path
        self.makeKey = makeKey
    }

    /// The keys in the file; makes the file with one random key where there is none.
    package func load() throws(VaultFailure) -> KeyRing {
        if let ring = try read() { return ring }
        try KeyFile.write(place, KeyRing(makeKey()).reveal(), replacing: false)
        guard let ring = try read() else { throw VaultFailure(.unreadable, "\(place) went away.") }
        return ring
    }

    /// Puts another ring into the file.
    package func replace(with ring: KeyRing) throws(VaultFailure) {
        try KeyFile.write(place, ring.reveal(), replacing: true)
    }

    private func read() throws(VaultFailure) -> KeyRing? {
        guard let bytes = try KeyFile.read(place, isOwn: true) else { return nil }
        guard let ring = KeyRing(bytes: bytes) else {
            throw VaultFailure(
                .unreadable,
                "\(place) holds \(bytes.count) bytes, which is no number of keys of \(VaultKey.size) bytes.")
        }
        return ring
    }
}
