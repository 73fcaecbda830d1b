import SMMAccounts
import SMMModel

extension ConnectDraft {
    /// An account of the brand `acme` behind the door.
    static func door(_ name: String = "door", redirect: String? = nil) -> ConnectDraft {
        ConnectDraft(account: AccountDraft(brand: "acme", platform: "site", name: name), redirect: redirect)
    }
}
