package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMDoorWire
import SMMModel
import SMMStore

extension DaemonDesk {
    /// How the door stands, and how far one comes from outside; see `DaemonControl`.
    package func door(_ call: Call) async throws -> DoorView {
        guard let door = parts.door else {
            return DoorView(
                listening: false, media: 0, refused: 0,
                findings: [
                    Finding(
                        code: "door", level: "ok",
                        message: "There is no door: nothing of this daemon faces the internet.",
                        next: "Set door.url in smmd.yaml; see docs/operations.md, The door")
                ])
        }
        let findings = await doorFindings(door)
        let tally = door.desk.tally
        return DoorView(
            url: door.desk.setup.url, socket: door.desk.setup.socket, listening: tally.isListening,
            lastAsked: tally.lastAsked.map { Moment($0) }, media: tally.media, refused: tally.refused,
            findings: findings)
    }

    /// What is to be said of the door.
    func doorFindings(_ door: DaemonParts.Door) async -> [Finding] {
        guard door.desk.tally.isListening else {
            return [
                Finding(
                    code: "door", level: "error",
                    message: "The daemon could not listen for its door at \(door.desk.setup.socket).",
                    next: "journalctl --unit smmd --priority err --lines 20")
            ]
        }
        var findings = await door.probe.look()
        let strangers = door.desk.tally.strangers
        if strangers > 0 {
            findings.append(
                Finding(
                    code: "door-user", level: "warning",
                    message: "Another user than the door's came to its socket \(strangers) times and was turned away.",
                    next: "See that smmd-door runs as door.user of smmd.yaml."))
        }
        return findings
    }

    /// Makes a public address of an asset; takes the role admin in its brand. See `DaemonControl`.
    package func linkMedia(_ call: Call, _ asset: String, _ body: LinkMedia) async throws -> MediaLinkView {
        let (uses, life) = try Self.bounds(body)
        let door = parts.door
        let (found, desk) = try await context.accounts.read(call.principal) { scene, tx in
            try Self.linkable(asset, by: door, scene, tx)
        }
        // The content of an asset never changes: what is found out of it here still holds below.
        try await desk.check(found)
        let (url, expires) = try await context.accounts.write(call.principal, dryRun: call.isDryRun) {
            scene, tx -> (String?, Instant) in
            let (row, desk) = try Self.linkable(asset, by: door, scene, tx)
            try EventLog.append(
                EventDraft(
                    at: scene.now, brand: row.brand, principal: scene.principal,
                    role: scene.principal.role(in: row.brand), verb: "asset.linked", subjectKind: "asset",
                    subject: row.id.rawValue, after: row.sha256, detail: "\(uses) uses, \(life.count / 60_000) min"),
                in: tx)
            guard !call.isDryRun else { return (nil, scene.now + life) }
            do throws(MediaPassFault) {
                return try desk.address(of: row.id, for: "trial", purpose: .trial, uses: uses, life: life)
            } catch {
                throw Problem.conflict("address-unfit", "No such address can be given out.", next: "smmctl door status")
            }
        }
        await context.changed()
        return MediaLinkView(asset: found.id, url: url, uses: uses, expiresAt: Moment(expires))
    }

    /// How often and for how long an address shall be good.
    private static func bounds(_ body: LinkMedia) throws(Problem) -> (uses: Int, life: Milliseconds) {
        let (uses, minutes) = (body.uses ?? 1, body.minutes ?? 10)
        let mostMinutes = Int(MediaPassBook.longestLife.count / 60_000)
        guard (1...Int(MediaPass.mostUses)).contains(uses) else {
            throw Problem.invalid(
                "uses-invalid", "An address cannot be good that often.", given: "\(uses)",
                allowed: "1 to \(MediaPass.mostUses)")
        }
        guard (1...mostMinutes).contains(minutes) else {
            throw Problem.invalid(
                "minutes-invalid", "An address cannot be good for that long.", given: "\(minutes)",
                allowed: "1 to \(mostMinutes)")
        }
        return (uses, .minutes(Int64(minutes)))
    }

    /// The asset that an address may be made of by whoever asks, and who makes it.
    private static func linkable(
        _ asset: String, by door: DaemonParts.Door?, _ scene: AccountsContext.Scene, _ tx: any ReadTransaction
    ) throws -> (AssetRows.Asset, DoorDesk) {
        guard let id = AssetID(asset), let row = try AssetRows.byID(id, in: tx),
            scene.principal.role(in: row.brand) != nil
        else { throw Problem.notFound("asset", asset) }
        _ = try Authority.require(.admin, in: row.brand, of: scene.principal, to: "make media public")
        guard let door else {
            throw Problem.conflict(
                "door-missing", "There is no door through which anybody could fetch it.",
                next: "Set door.url in smmd.yaml, then: systemctl restart smmd")
        }
        return (row, door.desk)
    }
}
