package import SMMAdapterKit
package import SMMModel

extension SiteAdapter: ChecksSettings {
    package func faults(of account: AccountProfile) -> [SettingFault] { SiteSettings.faults(of: account) }
}
