import SMMAPI
import SMMModel
import SMMPublishing

/// Cuts what a principal may see out of a status snapshot.
struct StatusViews {
    let context: ControlContext
    let parts: DaemonParts
    let snapshot: StatusSnapshot

    /// - Throws: `Problem` `brand-not-found` for a brand out of sight.
    func view(_ key: StatusView.Key, now: Instant) throws -> StatusView {
        let brands = snapshot.brands.filter { isVisible($0, key) }
        if let name = key.brand, brands.isEmpty {
            throw Problem.notFound("brand", name, next: "See what there is: smmctl brand list")
        }
        let shown = Set(brands.map(\.reference.id))
        let moments = brands.count == 1 ? brands.first.map { Moments(zone: context.zone($0.zone)) } : nil
        func moment(_ instant: Instant) -> Moment { moments?(instant) ?? Moment(instant) }
        var counts = brands.reduce(StatusCounts.none) { $0 + $1.counts }
        counts.holds += snapshot.holds.count { $0.brand == nil }
        return StatusView(
            release: parts.release, since: moment(parts.since), now: moment(now), state: state, counts: counts,
            brands: brands.map { BrandStatus(brand: $0.reference, counts: $0.counts, next: $0.next) },
            attention: AttentionList(snapshot: snapshot, directory: context.engine.directory, now: now)
                .items(shown, seesDaemon: key.seesDaemon),
            lastBackup: key.seesDaemon ? snapshot.lastBackup.map(moment) : nil)
    }

    private func isVisible(_ brand: StatusSnapshot.Brand, _ key: StatusView.Key) -> Bool {
        if let visible = key.visible, !visible.contains(brand.reference.id) { return false }
        guard let wanted = key.brand else { return true }
        if wanted == brand.reference.name || BrandID(wanted) == brand.reference.id { return true }
        let digits =
            wanted.hasPrefix(BrandKind.prefix + "_") ? String(wanted.dropFirst(BrandKind.prefix.count + 1)) : wanted
        return digits.utf8.count >= 2 && isUnique(digits, key)
            && brand.reference.id.description.hasPrefix("\(BrandKind.prefix)_\(digits)")
    }

    /// Whether the beginning of an id names one brand in sight, and no brand has it for a name.
    private func isUnique(_ digits: String, _ key: StatusView.Key) -> Bool {
        let inSight = snapshot.brands.filter { key.visible?.contains($0.reference.id) != false }
        let matches = inSight.filter { $0.reference.id.description.hasPrefix("\(BrandKind.prefix)_\(digits)") }
        return matches.count == 1 && !inSight.contains { $0.reference.name == key.brand }
    }

    private var state: String {
        if parts.isStopping() { return "stopping" }
        if snapshot.holds.contains(where: { $0.scope == .everything }) { return "held" }
        if !snapshot.down.isEmpty { return "degraded" }
        if case .damaged = parts.integrity() { return "degraded" }
        return "running"
    }
}
