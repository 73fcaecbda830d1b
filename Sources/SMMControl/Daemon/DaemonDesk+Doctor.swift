package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore
import SMMTime

extension DaemonDesk {
    /// What is wrong with the installation; see `DaemonControl`.
    package func doctor(_ call: Call) async throws -> DoctorView {
        let context = self.context
        let parts = self.parts
        let (zones, chain, vault) = try await context.accounts.read(call.principal) { scene, tx in
            let brands = try tx.query(StatusRows.brands, []) { row in
                (BrandID(rawValue: try row.int64(0)), try row.text(1), try row.text(2))
            }
            let seen = brands.filter { scene.principal.role(in: $0.0) != nil }.map { ($0.1, $0.2) }
            let last = try EventLog.lastSequence(in: tx)
            let first = max(0, last - Self.chainSample)
            return (
                seen, (last: last, broken: try EventLog.firstBrokenLink(after: first, in: tx)), try parts.vault?(tx)
            )
        }
        let down = await context.engine.dispatcher.downDestinations
        let checks = DoctorChecks(parts: parts, now: context.accounts.clock.now)
        var findings = [checks.clock(), checks.zoneData(context.zones.version())]
        findings += zones.compactMap { brand, zone in checks.zone(zone, of: brand, in: context.zones) }
        findings += context.adapters.platforms.compactMap { context.adapters.manifest($0) }.map(checks.adapter)
        findings += checks.destinations(down)
        if let finding = await checks.pictures() { findings.append(finding) }
        if context.engine.gate.holdsEverything { findings.append(checks.heldWhole()) }
        if let role = call.principal.everywhere, role >= .admin {
            findings += [
                checks.integrity(), checks.chain(last: chain.last, broken: chain.broken), checks.disk(),
                checks.stateFolder(), checks.channels(),
            ]
            if let vault { findings.append(checks.vault(vault)) }
            if let finding = await checks.configuration() { findings.append(finding) }
            if let finding = checks.filesNotInForce() { findings.append(finding) }
            if let door = parts.door { findings += await doorFindings(door) }
        }
        let order = ["error": 0, "warning": 1, "ok": 2]
        findings.sort { (order[$0.level] ?? 0, $0.code) < (order[$1.level] ?? 0, $1.code) }
        return DoctorView(healthy: !findings.contains { $0.level == "error" }, findings: findings)
    }

    /// The newest links of the record are checked each time; a full check belongs to the database's own.
    private static let chainSample: Int64 = 1000
}
