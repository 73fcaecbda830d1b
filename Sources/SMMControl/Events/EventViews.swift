import SMMAPI
import SMMModel
import SMMPublishing
import SMMStore

/// Builds the views of events. Whatever a platform said stays data: it is shown as it was stored.
struct EventViews: Sendable {
    let context: ControlContext

    func view(_ row: EventRow) -> EventView {
        let brand = row.brand.flatMap { context.engine.directory.brand($0) }
        let moments = Moments(zone: context.zone(brand?.zone ?? "UTC"))
        return EventView(
            seq: row.sequence, at: moments(row.at),
            brand: row.brand.map { BrandReference(id: $0, name: brand?.name ?? $0.description) },
            actor: ActorView(
                kind: row.actorKind, name: row.actor, uid: row.uid.map { UInt32(truncatingIfNeeded: $0) },
                role: row.role.map { Open(rawValue: $0) }, via: row.via),
            verb: row.verb, subject: SubjectView(kind: row.subjectKind, id: Self.id(row.subjectKind, row.subject)),
            post: row.post, account: row.account, before: row.before, after: row.after, detail: row.detail)
    }

    private static func id(_ kind: String, _ key: Int64) -> String {
        let prefixes = [
            "brand": BrandKind.prefix, "account": AccountKind.prefix, "group": GroupKind.prefix,
            "post": PostKind.prefix,
            "operation": OperationIDKind.prefix, "hold": HoldKind.prefix, "grant": GrantKind.prefix,
            "asset": AssetKind.prefix, "notice": NoticeKind.prefix, "invite": InviteKind.prefix,
            "hook": HookKind.prefix,
        ]
        guard let prefix = prefixes[kind] else { return key == 0 ? kind : "\(kind)_\(key)" }
        return prefix + "_" + Crockford.encode(UInt64(bitPattern: key))
    }
}
