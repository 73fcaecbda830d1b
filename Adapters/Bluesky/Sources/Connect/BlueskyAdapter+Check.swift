package import SMMAdapterKit
import SMMAtproto
package import SMMModel
import SMMTime

extension BlueskyAdapter: ChecksAccounts {
    /// Checks by reads: the session, the server's limits, the document's server and handle, and the clocks.
    ///
    /// A server that refuses the session, or is gone, may be one that the account has left: then that is the result.
    package func check(_ account: AccountProfile, in context: AdapterContext) async -> ReadResult<AccountCheck> {
        do throws(Refusal) {
            let (seat, caller) = try desk(account, context)
            let whereabouts = try whereabouts(seat, caller, account, context)
            let answer: Answer
            do throws(Refusal) {
                answer = try await caller.call(seat.server.query("com.atproto.server.getSession"))
            } catch {
                guard let moved = await whereabouts.moved() else { throw error }
                throw .reauth(moved)
            }
            guard answer.json["did"]?.string == seat.did, let said = answer.json["handle"]?.word else {
                throw caller.unreadable(answer)
            }
            let described = try await caller.call(seat.server.query("com.atproto.server.describeServer"))
            // What is no handle is shown as the protocol shows one that leads nowhere.
            let handle = Identifier.handleText(said) ?? Handle.invalidMark
            let identity = Identity(did: seat.did, handle: handle, pds: seat.pds)
            var check = summary(identity, answer, described.json, account, context)
            check.remarks += await whereabouts.remarks()
            return .read(check, budget: answer.budget)
        } catch {
            return error.read()
        }
    }

    private func whereabouts(
        _ seat: Seat, _ caller: Caller, _ account: AccountProfile, _ context: AdapterContext
    ) throws(Refusal) -> Whereabouts {
        let plc = account.settings["plc"] ?? context.manifest.settings.first { $0.name == "plc" }?.defaultValue
        guard let server = ServerAddress(exactly: seat.pds), let directory = plc.flatMap({ ServerAddress(exactly: $0) })
        else {
            throw .never(Failure("plc-invalid", "The setting “plc” is no address of a server."))
        }
        // Documents and names are asked without the session: nothing they say is about it.
        let asking = Caller(caller.transport, caller.clock, outcomes: caller.outcomes)
        return Whereabouts(
            seat: seat,
            discovery: Discovery(caller: asking, records: records, resolver: server, directory: directory))
    }

    private func summary(
        _ identity: Identity, _ answer: Answer, _ described: JSONValue, _ account: AccountProfile,
        _ context: AdapterContext
    ) -> AccountCheck {
        let claims = context.credential?.secrets["access"].map(TokenClaims.init)
        let scope = claims.map(SessionScope.init) ?? .unknown
        let now = context.clock.now
        let limits = context.manifest.limits
        var shown = [
            AccountCheck.Limit("text", "\(limits.maximumText ?? 0) graphemes, \(limits.maximumTextBytes ?? 0) bytes"),
            AccountCheck.Limit("media", "\(limits.maximumMedia) pictures or one video"),
        ]
        if let limit = described["blobUploadLimit"]?.integer { shown.append(.init("upload", "\(limit) bytes")) }
        var remarks = Self.remarks(scope)
        if answer.json["active"]?.bool == false { remarks.append("The account is not active on its server.") }
        if identity.handle == Handle.invalidMark { remarks.append("The account's handle no longer leads to it.") }
        let date = answer.response.values("Date").first.flatMap { HTTPDate.parse($0, now: now) }
        return AccountCheck(
            handle: "@" + identity.handle, credential: scope.title, expiresAt: context.credential?.expiresAt,
            scopes: claims?.scope.map { [$0] } ?? [],
            missing: scope == .appPassword ? ["direct messages: an app password with access to them"] : [],
            limits: shown, budget: answer.budget, clockSkew: date.map { $0 - now },
            facts: Self.facts(identity, scope, settings: account.settings, described), remarks: remarks)
    }
}
