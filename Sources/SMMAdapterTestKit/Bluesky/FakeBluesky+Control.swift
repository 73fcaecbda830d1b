package import SMMModel

extension FakeBluesky {
    /// Plans faults.
    package mutating func plan(_ plan: FakeBlueskyPlan) {
        if let method = plan.method {
            planned[method, default: []] += plan.faults
        } else if let account = plan.account {
            script.plan(plan.kind ?? .publish, for: account, plan.faults)
        } else {
            script.plan(plan.kind ?? .publish, plan.faults)
        }
    }

    /// Adds an account; gives its DID.
    @discardableResult
    package mutating func add(_ seat: FakeBlueskySeat, now: Instant) -> String? {
        guard let did = addAccount(seat.handle, password: Secret(seat.password ?? "password"), now: now) else {
            return nil
        }
        if let password = seat.appPassword {
            addAppPassword(Secret(password), isPrivileged: seat.isPrivileged ?? false, to: seat.handle)
        }
        accounts[did]?.secondFactor = seat.secondFactor.map { Secret($0) }
        return did
    }

    /// Another person does something; gives the address or the id of what was written.
    @discardableResult
    package mutating func perform(_ act: FakeBlueskyAct, now: Instant) -> String? {
        addAccount(act.by, now: now)
        switch act.deed {
        case .post: return post(act.text ?? "", by: act.by, answering: act.uri, mentioning: act.to, now: now)
        case .like: return like(act.uri ?? "", by: act.by, now: now)
        case .repost: return repost(act.uri ?? "", by: act.by, now: now)
        case .follow: return follow(act.to ?? "", by: act.by, now: now)
        case .message: return message(act.text ?? "", to: act.to ?? "", by: act.by, now: now)
        }
    }
}
