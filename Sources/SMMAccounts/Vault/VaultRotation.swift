/// What a rotation did.
package struct VaultRotation: Sendable, Hashable {
    /// The id of the key that wraps now.
    package var current: String
    /// Whether that key was made for it; false where an earlier rotation was gone on with.
    package var isNewKey: Bool
    /// How many credentials were wrapped anew.
    package var rewrapped: Int
    /// How many could not be, since their key is not here or their seal does not hold.
    package var left: Int
    /// How many former keys were given up.
    package var forgotten: Int
}
