package import SMMDatabase
package import SMMModel

/// Decides whether a principal may do something, inside the transaction that does it.
package struct Authority: Sendable {
    private let resolver: PrincipalResolver?

    /// An authority that looks roles up again in each transaction; without a resolver the principal is taken at its
    /// word, which is for tests and for the daemon's own acts.
    package init(resolver: PrincipalResolver?) {
        self.resolver = resolver
    }

    /// The principal as the transaction sees it.
    package func current(_ principal: Principal, in tx: any ReadTransaction) throws -> Principal {
        try resolver?.current(principal, in: tx) ?? principal
    }

    /// Runs a change of grants; see ``PrincipalResolver/changing(_:)``.
    func changing<T>(_ body: () async throws -> T) async throws -> T {
        guard let resolver else { return try await body() }
        return try await resolver.changing(body)
    }

    /// The role held in `brand`, at least `role`.
    ///
    /// - Throws: `Problem` `forbidden` when it is less. A brand out of sight never comes here: looking it up fails.
    @discardableResult
    package static func require(
        _ role: Role, in brand: BrandID, of principal: Principal, to action: String
    ) throws -> Role {
        let held = principal.role(in: brand)
        guard let held, held >= role else { throw Problem.forbidden(action, needs: role, has: held) }
        return held
    }

    /// The role held everywhere, at least `role`; throws `Problem` `forbidden` when it is less.
    @discardableResult
    package static func requireEverywhere(_ role: Role, of principal: Principal, to action: String) throws -> Role {
        guard let held = principal.everywhere, held >= role else {
            throw Problem(
                Problem.Code("forbidden"), status: 403,
                "To \(action) takes the role \(role.rawValue) in every brand; yours is "
                    + "\(principal.everywhere?.rawValue ?? "none").",
                given: principal.everywhere?.rawValue, allowed: role.rawValue,
                next: "Ask root: smmctl user grant USER \(role.rawValue) --everywhere")
        }
        return held
    }
}
