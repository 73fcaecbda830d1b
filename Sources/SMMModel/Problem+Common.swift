extension Problem {
    /// 404: nothing by that name in sight of the asker (a foreign brand's id reads the same).
    package static func notFound(_ what: String, _ given: String, next: String? = nil) -> Problem {
        Problem(
            Code("\(what)-not-found"), status: 404, "There is no \(what) “\(given)” here.", given: given, next: next)
    }

    /// 403: the role is not enough.
    package static func forbidden(_ action: String, needs role: Role, has: Role?) -> Problem {
        Problem(
            Code("forbidden"), status: 403,
            "To \(action) takes the role \(role.rawValue) in this brand; yours is \(has?.rawValue ?? "none").",
            given: has?.rawValue, allowed: role.rawValue,
            next: "Ask an admin: smmctl user grant USER \(role.rawValue)")
    }

    /// 422: a value that cannot be used.
    package static func invalid(
        _ code: String, _ message: String, given: String? = nil, allowed: String? = nil, next: String? = nil
    ) -> Problem {
        Problem(Code(code), status: 422, message, given: given, allowed: allowed, next: next)
    }

    /// 409: the state does not allow it now.
    package static func conflict(_ code: String, _ message: String, next: String? = nil) -> Problem {
        Problem(Code(code), status: 409, message, next: next)
    }
}
