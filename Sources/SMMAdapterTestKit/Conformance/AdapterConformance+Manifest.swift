import SMMAdapterKit
import SMMModel

extension AdapterConformance {
    static let manifestChecks = [
        ConformanceCheck("the manifest is complete and stays the same", needsNetwork: false) { world in
            let manifest = world.adapter.describe()
            var found: [String] = []
            if manifest != world.adapter.describe() { found.append("describe() gives two answers") }
            let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
            if manifest.platform.isEmpty || !letters.isSuperset(of: manifest.platform) {
                found.append("platform: \(manifest.platform)")
            }
            if manifest.title.isEmpty || manifest.source.isEmpty { found.append("title or source is empty") }
            let digits = manifest.checked.split(separator: "-").map(\.count)
            if digits != [4, 2, 2] { found.append("checked is no date: \(manifest.checked)") }
            for names in [manifest.settings.map(\.name), manifest.options.map(\.name)]
            where Set(names).count != names.count {
                found.append("a name stands twice: \(names)")
            }
            if manifest.platform != world.account.platform { found.append("the sample account is of another platform") }
            return found
        },
        ConformanceCheck("what the manifest promises, the adapter can do", needsNetwork: false) { world in
            let has = world.adapter.describe().capabilities
            // The border can do all that any adapter can; what it stands before counts.
            let adapter = (world.adapter as? CodecAdapter)?.inner ?? world.adapter
            let pairs: [(Capability, Bool)] = [
                (.preparesMedia, adapter is any PreparesMedia), (.deletesPosts, adapter is any DeletesPosts),
                (.editsPosts, adapter is any EditsPosts), (.repliesToComments, adapter is any RepliesToComments),
                (.connectsAccounts, adapter is any ConnectsAccounts), (.checksAccounts, adapter is any ChecksAccounts),
                (.refreshesCredentials, adapter is any RefreshesCredentials),
                (.revokesCredentials, adapter is any RevokesCredentials), (.readsPosts, adapter is any ReadsPosts),
                (.readsInsights, adapter is any ReadsInsights), (.readsProfile, adapter is any ReadsProfile),
                (.updatesProfile, adapter is any UpdatesProfile), (.readsComments, adapter is any ReadsComments),
                (.readsMentions, adapter is any ReadsMentions),
                (.readsDirectMessages, adapter is any ReadsDirectMessages),
                (.sendsDirectMessages, adapter is any SendsDirectMessages),
                (.favouritesPosts, adapter is any FavouritesPosts),
            ]
            return pairs.filter { has.contains($0.0) != $0.1 }.map {
                "\($0.0.rawValue): manifest \(has.contains($0.0)), type \($0.1)"
            }
        },
        ConformanceCheck("the samples keep every limit", needsNetwork: false) { world in
            let manifest = world.manifest
            return [world.samples.first, world.samples.second].flatMap {
                world.adapter.validate(PostVariant(parts: [$0]), account: world.account, manifest: manifest)
            }.map(\.rule)
        },
        ConformanceCheck("every limit of the manifest is answered with its rule", needsNetwork: false) { world in
            let manifest = world.manifest
            return ConformanceBreach.all(of: manifest, sample: world.samples.first).compactMap { breach in
                let found = world.adapter.validate(breach.variant, account: world.account, manifest: manifest)
                guard let violation = found.first(where: { $0.rule == breach.rule }) else {
                    return "\(breach.rule) is not answered: \(found.map(\.rule))"
                }
                return violation.message.isEmpty || violation.measured.isEmpty || violation.allowed.isEmpty
                    ? "\(breach.rule) does not say what, measured and allowed" : nil
            }
        },
    ]
}
