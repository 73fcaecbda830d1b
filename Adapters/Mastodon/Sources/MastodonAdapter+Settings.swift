package import SMMAdapterKit
package import SMMModel

extension MastodonAdapter: ChecksSettings {
    /// Says whether `server` is an address.
    package func faults(of account: AccountProfile) -> [SettingFault] {
        guard let given = account.settings["server"], ServerAddress(given) == nil else { return [] }
        return [
            SettingFault(
                "server", "The setting “server” is no address of a server.", given: given,
                allowed: "a host name, an https address, or an account's full name", example: "https://example.social")
        ]
    }
}
