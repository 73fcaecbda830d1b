package import SMMAdapterKit
import SMMModel

/// An account that is to be connected.
package struct ConnectDraft: Sendable, Hashable {
    /// The brand, platform, short name and settings.
    package var account: AccountDraft
    /// The address on the person's machine that the platform may send the browser back to; nil where a code is pasted.
    package var redirect: String?
    /// What the person brings already, such as a token made by hand.
    package var answer: ConnectAnswer?

    /// A draft.
    package init(account: AccountDraft, redirect: String? = nil, answer: ConnectAnswer? = nil) {
        self.account = account
        self.redirect = redirect
        self.answer = answer
    }
}
