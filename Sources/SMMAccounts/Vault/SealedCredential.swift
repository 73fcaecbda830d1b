/// A credential's secrets under seal.
package struct SealedCredential: Sendable, Hashable {
    /// The id of the key that wraps the data key.
    package var keyID: String
    /// The data key, wrapped: nonce, ciphertext and tag of AES-256-GCM.
    package var wrappedKey: [UInt8]
    /// The secrets by name, each sealed under the data key in the same form.
    package var secrets: [String: [UInt8]]

    /// A sealed credential.
    package init(keyID: String, wrappedKey: [UInt8], secrets: [String: [UInt8]]) {
        self.keyID = keyID
        self.wrappedKey = wrappedKey
        self.secrets = secrets
    }
}
