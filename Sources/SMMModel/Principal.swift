/// Who asks, with the roles that hold for this request; a parameter of every service method.
package struct Principal: Sendable, Hashable {
    /// What kind of actor this is.
    package enum Kind: String, Sendable, Codable {
        /// A Unix user on the control socket.
        case user
        /// The daemon itself.
        case system
        /// A policy or triage rule.
        case rule
        /// A platform adapter.
        case adapter
        /// Who came through the door: a client by an invite, a program by a hook.
        case guest
    }

    /// The kind of actor.
    package let kind: Kind
    /// The name shown in the audit log: a user name, a rule or an adapter.
    package let name: String
    /// The Unix user id, for users.
    package let uid: UInt32?
    /// How the request came: `socket`, `wheel`, `start`, …
    package let via: String
    /// The role that holds in every brand, if any.
    package let everywhere: Role?
    /// Roles per brand.
    package let roles: [BrandID: Role]

    /// A principal with its roles.
    package init(
        kind: Kind, name: String, uid: UInt32? = nil, via: String, everywhere: Role? = nil,
        roles: [BrandID: Role] = [:]
    ) {
        self.kind = kind
        self.name = name
        self.uid = uid
        self.via = via
        self.everywhere = everywhere
        self.roles = roles
    }

    /// The daemon acting by itself.
    package static func system(via: String) -> Principal {
        Principal(kind: .system, name: "smmd", via: via, everywhere: .admin)
    }

    /// The role in `brand`; nil means the brand does not exist as far as this principal can tell.
    package func role(in brand: BrandID) -> Role? {
        guard let own = roles[brand] else { return everywhere }
        guard let everywhere else { return own }
        return max(own, everywhere)
    }

    /// The brands this principal may see; nil means all.
    package var visibleBrands: Set<BrandID>? { everywhere == nil ? Set(roles.keys) : nil }
}
