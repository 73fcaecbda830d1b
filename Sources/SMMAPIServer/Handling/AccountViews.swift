import SMMAPI
import SMMAccounts
import SMMAdapterKit
import SMMModel

/// Writes brands, accounts, groups, roles and platforms as the wire has them.
struct AccountViews: Sendable {
    let clock: WireClock
    let accounts: AccountService

    func brand(_ brand: BrandDetail) -> BrandView {
        let profile = brand.profile
        return BrandView(
            id: profile.id, name: profile.name, title: profile.title, zone: profile.zone, language: profile.language,
            colour: profile.colour, createdAt: clock.moment(brand.createdAt, profile.zone), accounts: brand.accounts,
            role: brand.role.map { Open($0) })
    }

    func account(_ account: AccountDetail) -> AccountView {
        let profile = account.profile
        return AccountView(
            id: profile.id, brand: BrandReference(id: profile.brand, name: account.brandName),
            platform: profile.platform, name: profile.name, settings: profile.settings,
            guarantee: accounts.guarantee(of: profile), handle: profile.facts[AccountFact.handle],
            credential: account.credential, slots: account.slots, held: account.held,
            createdAt: clock.moment(account.createdAt, account.zone))
    }

    func connection(_ progress: ConnectProgress) -> ConnectionView {
        switch progress {
        case .visit(let name, let url, let until):
            ConnectionView(step: "visit", connection: name, url: url, until: clock.moment(until, nil), remarks: [])
        case .ask(let name, let question, let until):
            ConnectionView(
                step: "ask", connection: name, question: question.rawValue, until: clock.moment(until, nil),
                remarks: [])
        case .connected(let detail, let remarks):
            ConnectionView(step: "connected", account: account(detail), remarks: remarks)
        case .rehearsed: ConnectionView(step: "rehearsed", remarks: [])
        }
    }

    func check(_ checkup: AccountCheckup) -> AccountCheckView {
        let view = account(checkup.account)
        let zone = checkup.account.zone
        switch checkup.result {
        case .read(let check, let budget):
            let left = check.budget ?? budget
            return AccountCheckView(
                account: view, state: "good", handle: check.handle, credential: check.credential,
                expiresAt: check.expiresAt.map { clock.moment($0, zone) }, scopes: check.scopes,
                missing: check.missing, limits: check.limits.map { AccountLimit(name: $0.name, value: $0.value) },
                remaining: left?.remaining, resetAt: left.map { clock.moment($0.resetAt, zone) },
                clockSkew: check.clockSkew?.count, remarks: check.remarks)
        case .needsReauth(let failure): return failed(view, "reconnect", failure, checkup)
        case .askAgain(_, let failure): return failed(view, "later", failure, checkup)
        case .cannotTell(let failure): return failed(view, "unknown", failure, checkup)
        }
    }

    private func failed(
        _ account: AccountView, _ state: String, _ failure: Failure, _ checkup: AccountCheckup
    ) -> AccountCheckView {
        let title = accounts.title(of: account.platform)
        let unasked =
            "\(title) was not asked"
            + (state == "reconnect" ? ": without a credential nothing more can be found out." : ".")
        return AccountCheckView(
            account: account, state: state,
            failure: FailureView(
                code: failure.code, message: failure.message,
                next: state == "reconnect" ? "smmctl account reconnect \(account.id)" : nil),
            scopes: [], missing: [],
            limits: [], remarks: checkup.isAsked ? [] : [unasked])
    }

    func vault(_ vault: (VaultStatus, locked: [AccountDetail], damaged: [AccountDetail])) -> VaultView {
        let status = vault.0
        return VaultView(
            place: status.place, writable: status.isWritable,
            keys: status.keys.map {
                VaultKeyView(id: $0.id, current: $0.isCurrent, here: $0.isHere, credentials: $0.credentials)
            }, locked: vault.locked.map(account),
            damaged: vault.damaged.isEmpty ? nil : vault.damaged.map(account))
    }

    func group(_ group: GroupDetail) -> GroupView {
        GroupView(
            id: group.id, brand: BrandReference(id: group.brand, name: group.brandName), name: group.name,
            accounts: group.accounts.map { AccountReference(id: $0.id, name: $0.name, platform: $0.platform) },
            createdAt: clock.moment(group.createdAt, group.zone))
    }

    func grant(_ grant: GrantDetail) -> GrantView {
        let brand = grant.brand.map { BrandReference(id: $0, name: grant.brandName ?? "") }
        return GrantView(
            id: grant.id, brand: brand, subjectKind: grant.subject.kind, subject: grant.subject.name,
            role: Open(rawValue: grant.roleName), grantedAt: clock.moment(grant.grantedAt, grant.zone),
            grantedBy: grant.grantedBy, revokedAt: grant.revokedAt.map { clock.moment($0, grant.zone) },
            revokedBy: grant.revokedBy)
    }

    func invite(_ invite: InviteDetail, _ state: InviteState, url: String? = nil) -> InviteView {
        let zone = invite.brand.zone
        return InviteView(
            id: invite.id, brand: BrandReference(id: invite.brand.id, name: invite.brand.name),
            platform: invite.platform, name: invite.name, state: state.rawValue, url: url,
            createdAt: clock.moment(invite.createdAt, zone), createdBy: invite.createdBy,
            expiresAt: clock.moment(invite.expiresAt, zone), endedAt: invite.endedAt.map { clock.moment($0, zone) },
            endedBy: invite.endedBy, account: invite.account)
    }

    func hook(_ hook: HookDetail, url: String?, secret: Secret? = nil) -> HookView {
        HookView(
            id: hook.id, brand: BrandReference(id: hook.brand, name: hook.brandName), name: hook.name, url: url,
            secret: secret?.reveal(), createdAt: clock.moment(hook.createdAt, hook.zone), createdBy: hook.createdBy)
    }

    func platform(_ manifest: PlatformManifest) -> PlatformView {
        PlatformView(
            platform: manifest.platform, title: manifest.title, guarantee: manifest.guarantee.letter,
            capabilities: manifest.capabilities.map(\.rawValue).sorted(), settings: manifest.settings.map(setting),
            options: manifest.options.map(setting),
            limits: LimitsView(
                maximumText: manifest.limits.maximumText, textUnit: "\(manifest.limits.textUnit)",
                maximumParts: manifest.limits.maximumParts, maximumMedia: manifest.limits.maximumMedia,
                requiresAlt: manifest.limits.requiresAlt, mediaTypes: manifest.limits.media.keys.sorted()),
            source: manifest.source, checked: manifest.checked)
    }

    private func setting(_ spec: SettingSpec) -> SettingView {
        SettingView(
            name: spec.name, help: spec.help, required: spec.isRequired, standard: spec.defaultValue,
            allowed: spec.allowed)
    }
}
