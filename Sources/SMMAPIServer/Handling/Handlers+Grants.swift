import SMMAPI
import SMMAccounts
import SMMModel

extension Handlers {
    func grants(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views) = (controls.grants, inquiry.call, views)
        switch inquiry.route.id {
        case .listGrants:
            let query = try GrantQuery(inquiry.query)
            let page = try inquiry.page()
            let subject = query.user.map(GrantSubject.user) ?? query.group.map(GrantSubject.group)
            let filter = GrantFilter(
                brand: query.brand, subject: subject, includesRevoked: query.revoked, before: page.after?.id,
                limit: page.limit)
            let found = try await service.list(call.principal, filter)
            let last = found.count == page.limit ? found.last?.id.rawValue : nil
            return try inquiry.answer(
                PageResult(items: found.map(views.grant), next: last.map { Cursor.Position(sort: $0, id: $0) }))
        case .createGrant:
            let draft = try Self.draft(try inquiry.decode(CreateGrant.self))
            let made = try await service.create(call.principal, draft, call.options) {
                try Rendering.text(views.grant($0))
            }
            return try .creation(made, view: views.grant)
        case .revokeGrant:
            return try .json(
                views.grant(try await service.revoke(call.principal, inquiry.parameter, dryRun: call.isDryRun)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }

    private static func draft(_ body: CreateGrant) throws(Problem) -> GrantDraft {
        guard let role = Role(rawValue: body.role) else {
            throw Problem.invalid(
                "role-unknown", "There is no such role.", given: String(body.role.prefix(40)),
                allowed: Role.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let subject: GrantSubject
        switch (body.user, body.group) {
        case (.some(let user), nil): subject = .user(user)
        case (nil, .some(let group)): subject = .group(group)
        default:
            throw Problem.invalid(
                "grant-subject", "A role is given to a user or to a group.", allowed: "one of user and group")
        }
        guard body.everywhere == true else {
            return GrantDraft(subject: subject, role: role, place: .brand(body.brand))
        }
        guard body.brand == nil else {
            throw Problem.invalid(
                "grant-place", "A role is given in one brand or everywhere.", allowed: "one of brand and everywhere")
        }
        return GrantDraft(subject: subject, role: role, place: .everywhere)
    }
}
