import SMMAccounts
import SMMAdapterKit
import SMMConfig
import SMMModel
import SMMPublishing
import SMMTime

extension DaemonCore {
    /// What the services of brands and accounts share.
    func accountsContext(_ authority: Authority) -> AccountsContext {
        let zones = self.zones
        let site = configuration.siteDirectory
        return AccountsContext(
            database: database, ids: ids, clock: options.clock, authority: authority,
            manifests: self.adapters.manifests,
            manifest: { [adapters] in adapters.manifest(for: $0) },
            defaults: BrandDefaults(zone: TimeZoneDirectory.systemZoneName() ?? "UTC", language: "en"),
            checkZone: { name in
                do throws(TimeDataError) {
                    _ = try zones.zone(named: name)
                    return .known
                } catch {
                    return .unknown(nearest: error.suggestion)
                }
            },
            nearest: { NearestName.find($0, in: $1) },
            complete: { account, brand in Self.complete(account, brand, site: site) },
            ownPlace: { Self.folder(of: $0).map { ("directory", $0) } },
            faults: { [adapters] account in
                (adapters.adapter(account.platform) as? any ChecksSettings)?.faults(of: account) ?? []
            },
            listChanged: { [weak self] in await self?.listChanged() })
    }

    /// A site without a folder of its own gets one below the site root, named for its brand and itself.
    private static func complete(_ account: AccountProfile, _ brand: BrandProfile, site: String) -> [String: String] {
        guard account.platform == "site", account.settings["directory"] == nil else { return account.settings }
        return account.settings.merging(["directory": "\(site)/\(brand.name)/\(account.name)"]) { own, _ in own }
    }

    /// The folder of a site, without the slashes that make no difference; it can be one site's alone.
    private static func folder(of account: AccountProfile) -> String? {
        guard account.platform == "site", let folder = account.settings["directory"] else { return nil }
        return "/" + folder.split(separator: "/").joined(separator: "/")
    }
}
