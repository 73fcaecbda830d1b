import SMMAdapterKit
import SMMModel

extension FakeMastodon {
    /// Does what a route asks, its caller known.
    mutating func perform(
        _ route: FakeMastodonRoute, _ call: FakeMastodonCall, _ caller: FakeMastodonCaller, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        switch route {
        case .discovery: try discovery(call)
        case .authorize: try authorizePage(call, now: now)
        case .token: try makeToken(call, now: now)
        case .revoke: try revokeToken(call)
        case .registerApp: try registerApp(call, now: now)
        case .verifyApp: try verifyApp(caller)
        case .instance1: instance1(call)
        case .instance2: try instance2(call)
        case .lookup: try lookup(call)
        case .account: FakeReply.json(200, view(try known(call.id), call))
        case .accountStatuses: try accountStatuses(call, caller, now: now)
        case .statuses: try statuses(call, caller, now: now)
        case .status:
            FakeReply.json(200, view(try visible(call.id, to: caller.account), call, caller.account, now: now))
        case .context: try context(call, caller, now: now)
        case .poll: try poll(call, caller, now: now)
        default: try perform(route, call, try account(caller), caller, now: now)
        }
    }

    /// Does what a route asks that only an account may.
    private mutating func perform(
        _ route: FakeMastodonRoute, _ call: FakeMastodonCall, _ me: String, _ caller: FakeMastodonCaller, now: Instant
    ) throws(FakeMastodonRefusal) -> HTTPResponse {
        switch route {
        case .verifyAccount: FakeReply.json(200, credentialView(try known(me), call))
        case .updateAccount: try updateAccount(call, me)
        case .upload1: try upload(call, me, isAsynchronous: false, now: now)
        case .upload2: try upload(call, me, isAsynchronous: true, now: now)
        case .medium: try medium(call, me, now: now)
        case .changeMedium: try changeMedium(call, me, now: now)
        case .deleteMedium: try deleteMedium(call, me)
        case .create: try create(call, me, now: now)
        case .edit: try edit(call, me, now: now)
        case .delete: try delete(call, me, now: now)
        case .source: try source(call, me)
        case .favourite: try favourite(call, me, isOn: true, now: now)
        case .unfavourite: try favourite(call, me, isOn: false, now: now)
        case .quotes: try quotes(call, me, now: now)
        case .policy: try changePolicy(call, me, now: now)
        case .vote: try vote(call, me, now: now)
        case .notifications: try notifications(call, me, now: now)
        case .notification: try notification(call, me, now: now)
        case .groupedNotifications: try groupedNotifications(call, me, now: now)
        case .conversations: try conversations(call, me, now: now)
        case .readConversation: try readConversation(call, me, now: now)
        case .scheduled: scheduledStatuses(me)
        default: throw .notFound
        }
    }
}
