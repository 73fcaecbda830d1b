import SMMAPI
import SMMAccounts
import SMMModel

extension Handlers {
    /// How long a client has when nothing is said: long enough for one who is on holiday this week.
    private static let standardHours = 168

    func invites(_ inquiry: Inquiry) async throws -> Reply {
        let (service, call, views) = (controls.invites, inquiry.call, views)
        switch inquiry.route.id {
        case .listInvites:
            let query = try InviteQuery(inquiry.query)
            let page = try inquiry.page()
            let filter = InviteFilter(
                brand: query.brand, includesEnded: query.ended, before: page.after?.id, limit: page.limit)
            let found = try await service.list(call.principal, filter)
            let last = found.count == page.limit ? found.last?.id.rawValue : nil
            return try inquiry.answer(
                PageResult(
                    items: found.map { views.invite($0, service.state(of: $0)) },
                    next: last.map { Cursor.Position(sort: $0, id: $0) }
                ))
        case .createInvite:
            let body = try inquiry.decode(CreateInvite.self)
            let draft = InviteDraft(
                account: AccountDraft(
                    brand: body.brand, platform: body.platform, name: body.name, settings: body.settings ?? [:]),
                life: .hours(Int64(body.hours ?? Self.standardHours)))
            let (invite, url) = try await service.create(call.principal, draft, isDryRun: call.isDryRun)
            return try .json(views.invite(invite, service.state(of: invite), url: url))
        case .withdrawInvite:
            let invite = try await service.withdraw(call.principal, inquiry.parameter, isDryRun: call.isDryRun)
            return try .json(views.invite(invite, service.state(of: invite)))
        default: throw UnhandledRoute(route: inquiry.route.id)
        }
    }
}
