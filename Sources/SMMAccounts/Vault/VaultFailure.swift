/// Why the vault could not do something. Holds no secret.
package struct VaultFailure: Error, Sendable, Equatable {
    /// What went wrong.
    package enum Code: String, Sendable {
        /// No key at hand opens it.
        case locked
        /// It was opened by nobody and changed by somebody: the seal does not hold.
        case damaged
        /// The keys could not be read.
        case unreadable
        /// The keys could not be written.
        case unwritable
        /// The passphrase does not open the export.
        case passphrase
        /// The text is no export of a vault.
        case notAnExport
        /// A secret is empty.
        case empty
    }

    /// What went wrong.
    package var code: Code
    /// One sentence.
    package var message: String

    /// The key of this id is not at hand.
    package static func missingKey(_ id: String) -> VaultFailure {
        VaultFailure(.locked, missingHead + id + missingTail)
    }

    /// Whether a text is the message of ``missingKey(_:)``, so that what was held for it is known by that.
    package static func tellsOfMissingKey(_ text: String) -> Bool {
        text.hasPrefix(missingHead) && text.hasSuffix(missingTail)
    }

    private static let missingHead = "The key "
    private static let missingTail = " that seals it is not here."

    /// A failure.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
