import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMStore

/// Places a hold inside a transaction: scope, role, row and event.
struct HoldPlacing {
    let scene: AccountsContext.Scene
    let context: ControlContext
    let tx: any WriteTransaction

    func place(_ body: PlaceHold) throws -> Hold {
        let reason = try HoldRules.reason(body.reason)
        let detail = try HoldRules.detail(body.detail, by: scene.principal, reason: reason)
        let (scope, brand, post, account) = try scope(body)
        let role = try role(in: brand)
        let hold = Hold(
            id: context.accounts.ids.next(), brand: brand, scope: scope, reason: reason, detail: detail,
            placedAt: scene.now, placedBy: scene.principal.name)
        try Holds.place(hold, in: tx)
        try EventLog.append(
            EventDraft(
                at: scene.now, brand: brand, principal: scene.principal, role: role, verb: "hold.placed",
                subjectKind: "hold", subject: hold.id.rawValue, post: post, account: account, after: reason.rawValue,
                detail: detail), in: tx)
        return hold
    }

    private func role(in brand: BrandID?) throws -> Role {
        guard let brand else { return try HoldRules.mayTouchEverything("hold everything", scene.principal) }
        let role = scene.principal.role(in: brand)
        guard let role, role >= .approver else {
            throw Problem.forbidden("place a hold", needs: .approver, has: role)
        }
        return role
    }

    private func scope(_ body: PlaceHold) throws -> (HoldScope, BrandID?, PostID?, AccountID?) {
        switch body.scope {
        case "everything":
            return (.everything, nil, nil, nil)
        case "brand":
            let brand = try BrandLookup.find(
                body.subject ?? body.brand, for: scene.principal, nearest: scene.nearest, in: tx
            ).profile.id
            return (.brand(brand), brand, nil, nil)
        case "account":
            let account = try AccountReading.find(try subject(body, "account"), scene, tx)
            return (.account(account.id), account.brand, nil, account.id)
        case "post":
            let post = try PostDesk.find(try subject(body, "post"), scene, tx)
            guard let row = try PostReader.row(post, in: tx) else { throw Problem.notFound("post", "\(post)") }
            return (.post(post), row.brand, post, nil)
        default:
            throw Problem.invalid(
                "hold-scope-invalid", "There is no such scope.", given: body.scope,
                allowed: "everything, brand, account, post")
        }
    }

    private func subject(_ body: PlaceHold, _ kind: String) throws -> Reference {
        guard let subject = body.subject else {
            throw Problem.invalid(
                "hold-subject-missing", "Say which \(kind) to hold.", next: "smmctl hold place --\(kind) NAME")
        }
        return Reference(subject, brand: body.brand)
    }
}
