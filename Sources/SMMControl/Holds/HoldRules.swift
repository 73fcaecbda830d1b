import SMMModel

/// Who may place and release what. Pure.
enum HoldRules {
    /// The role in which `principal` may release `hold`.
    ///
    /// - Throws: `Problem` `forbidden`.
    static func mayRelease(_ hold: Hold, _ principal: Principal) throws -> Role {
        guard let brand = hold.brand else { return try mayTouchEverything("release a hold on everything", principal) }
        let role = principal.role(in: brand)
        guard let role, role >= .approver else {
            throw Problem.forbidden("release a hold", needs: .approver, has: role)
        }
        return role
    }

    /// Holds on everything are an admin's, in every brand.
    static func mayTouchEverything(_ action: String, _ principal: Principal) throws -> Role {
        guard let role = principal.everywhere, role >= .admin else {
            throw Problem(
                Problem.Code("forbidden"), status: 403,
                "To \(action) takes the role admin in every brand.", given: principal.everywhere?.rawValue,
                allowed: "admin in every brand", next: "Ask an admin: smmctl user grant USER admin --everywhere")
        }
        return role
    }

    /// The reason a person may give.
    static func reason(_ text: String?) throws -> HoldReason {
        switch text {
        case nil, HoldReason.operator.rawValue: return .operator
        case HoldReason.crisisStop.rawValue: return .crisisStop
        case let other:
            throw Problem.invalid(
                "hold-reason-invalid", "A person cannot give that reason.", given: other,
                allowed: "\(HoldReason.operator.rawValue), \(HoldReason.crisisStop.rawValue)")
        }
    }

    /// The sentence for those who will wonder.
    static func detail(_ text: String?, by principal: Principal, reason: HoldReason) throws -> String {
        guard let text, !text.isEmpty else {
            return reason == .crisisStop
                ? "\(principal.name) stopped it: crisis." : "\(principal.name) asked to wait."
        }
        guard text.utf8.count <= 2000, !text.unicodeScalars.contains("\0") else {
            throw Problem.invalid(
                "hold-detail-invalid", "That sentence cannot be kept.", given: "\(text.utf8.count) bytes",
                allowed: "at most 2000 bytes, without U+0000")
        }
        return text
    }
}
