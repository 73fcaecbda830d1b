/// Why a message of another program is not taken. Outside all of them look the same.
package enum HookFault: String, Error, Sendable, Hashable, CaseIterable {
    /// Its time, nonce or signature has not the form.
    case malformed
    /// There is nobody of that name, or the signature is not theirs.
    case forged
    /// It was sent more than five minutes ago, or is from the future by as much.
    case stale
    /// It came before.
    case replayed
    /// More messages came within their time than are remembered.
    case crowded
}
