import NIOCore
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMModel
import Synchronization

/// Slots, queue, holds and the daemon in memory; they look up and judge roles as the real ones do.
struct FakeControls: SlotControl, QueueControl, HoldControl, DaemonControl {
    let brands: BrandService
    let accounts: AccountService
    /// The brand of hold `hld_1`, and of `hld_2`.
    let holdBrands: [BrandReference]
    let places: Places

    func show(_ call: Call, _ account: Reference) async throws -> SlotsView {
        try await slots(try await accounts.show(call.principal, account.text, brand: account.brand))
    }

    func set(_ call: Call, _ account: Reference, _ body: SetSlots) async throws -> SlotsView {
        let found = try await accounts.show(call.principal, account.text, brand: account.brand)
        try Authority.require(.approver, in: found.profile.brand, of: call.principal, to: "set slots")
        return try await slots(found)
    }

    func list(_ call: Call, _ query: QueueQuery, _ page: PageRequest) async throws -> PageResult<QueueItem> {
        if let brand = query.brand { _ = try await brands.show(call.principal, brand) }
        return PageResult(items: try await visible(call).map(Samples.queueItem))
    }

    func list(_ call: Call, _ query: HoldQuery, _ page: PageRequest) async throws -> PageResult<HoldView> {
        if let brand = query.brand { _ = try await brands.show(call.principal, brand) }
        return PageResult(items: try await visible(call).map(Samples.hold))
    }

    func place(
        _ call: Call, _ body: PlaceHold, render: @escaping @Sendable (HoldView) throws -> String
    ) async throws -> Creation<HoldView> {
        let brand = try await brands.show(call.principal, body.brand)
        try Authority.require(.approver, in: brand.profile.id, of: call.principal, to: "place a hold")
        return .made(Samples.hold(BrandReference(id: brand.profile.id, name: brand.profile.name)))
    }

    func release(_ call: Call, _ hold: String) async throws -> HoldView {
        guard let number = HoldID(hold).map({ Int($0.rawValue) - 1 }), holdBrands.indices.contains(number),
            call.principal.role(in: holdBrands[number].id) != nil
        else { throw Problem.notFound("hold", hold) }
        try Authority.require(.approver, in: holdBrands[number].id, of: call.principal, to: "release a hold")
        return Samples.hold(holdBrands[number])
    }

    func resetFuse(_ call: Call, _ account: Reference) async throws -> FuseView {
        let found = try await accounts.show(call.principal, account.text, brand: account.brand)
        try Authority.require(.approver, in: found.profile.brand, of: call.principal, to: "reset a fuse")
        return FuseView(account: Samples.account, released: 1, message: "m")
    }

    func status(_ call: Call, brand: String?) async throws -> StatusView {
        places.note("status")
        let seen = try await visible(call)
        if let brand { _ = try await brands.show(call.principal, brand) }
        return StatusView(
            release: "0", since: Samples.moment, now: Samples.moment, state: "running", counts: Samples.counts,
            brands: seen.map { BrandStatus(brand: $0, counts: Samples.counts, next: Samples.queueItem($0)) },
            attention: seen.map {
                AttentionItem(
                    kind: "missed", message: "m", next: "n", brand: $0, post: PostID(rawValue: 1),
                    account: AccountID(rawValue: 1))
            }, lastBackup: Samples.moment)
    }

    func doctor(_ call: Call) async throws -> DoctorView {
        places.note("doctor")
        return DoctorView(healthy: true, findings: [Finding(code: "c", level: "ok", message: "m", next: "n")])
    }

    func backup(_ call: Call) async throws -> BackupView {
        places.note("backup")
        return BackupView(path: "/b", byteCount: 1, generation: "g", createdAt: Samples.moment)
    }

    func releaseRestore(_ call: Call) async throws -> RestoreView { RestoreView(released: 1, message: "m") }

    func checkConfig(_ call: Call) async throws -> ConfigView {
        ConfigView(
            valid: false, applied: false,
            problems: [ConfigProblem(file: "f", line: 1, key: "k", message: "m", next: "n")], changes: ["c"])
    }

    func reloadConfig(_ call: Call) async throws -> ConfigView { try await checkConfig(call) }

    func undo(_ call: Call, _ body: Undo) async throws -> UndoView {
        let brand = try await visible(call).first
        if let brand { try Authority.require(.author, in: brand.id, of: call.principal, to: "undo") }
        return UndoView(message: "m", brand: brand, post: PostID(rawValue: 1))
    }

    func testNotice(_ call: Call, _ body: TestNotice) async throws -> NoticeTestView {
        NoticeTestView(channels: [ChannelResult(channel: "journal", delivered: true, message: "m")])
    }

    func door(_ call: Call) async throws -> DoorView {
        DoorView(
            url: "https://door.example.org", socket: "/s", listening: true, lastAsked: Samples.moment, media: 1,
            refused: 2,
            findings: [Finding(code: "door", level: "ok", message: "m")])
    }

    func linkMedia(_ call: Call, _ asset: String, _ body: LinkMedia) async throws -> MediaLinkView {
        let found = try await FakeMedia(brands: brands).show(call, asset)
        try Authority.require(.admin, in: found.brand.id, of: call.principal, to: "make media public")
        return MediaLinkView(
            asset: found.id, url: "https://door.example.org/media/x", uses: 1, expiresAt: Samples.moment)
    }

    private func visible(_ call: Call) async throws -> [BrandReference] {
        try await brands.list(call.principal).map { BrandReference(id: $0.profile.id, name: $0.profile.name) }
    }

    private func slots(_ account: AccountDetail) async throws -> SlotsView {
        SlotsView(
            brand: BrandReference(id: account.profile.brand, name: account.brandName), account: Samples.account,
            zone: "UTC", slots: [SlotView(id: SlotID(rawValue: 1), weekday: 1, time: "09:30", next: Samples.moment)])
    }
}
