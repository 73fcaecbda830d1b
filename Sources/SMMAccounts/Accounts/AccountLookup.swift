package import SMMDatabase
package import SMMModel

/// Finds the account a person means. One of a brand out of sight reads exactly like one that does not exist.
package enum AccountLookup {
    /// The account by `name`, `brand/name`, id or unique id prefix, in `brand` or anywhere in sight.
    ///
    /// - Throws: `account-not-found` or `account-ambiguous`.
    package static func find(
        _ reference: String, in brand: BrandID?, for principal: Principal, nearest: (String, [String]) -> String?,
        in tx: any ReadTransaction
    ) throws -> AccountDetail {
        func visible(_ keys: [Int64]) throws -> [AccountDetail] {
            try keys.compactMap { try AccountRows.detail(AccountID(rawValue: $0), in: tx) }.filter {
                principal.role(in: $0.profile.brand) != nil && (brand == nil || brand == $0.profile.brand)
            }
        }
        for keys in [try named(reference, tx), try prefixed(reference, tx)] {
            let found = try visible(keys)
            if found.count == 1, let account = found.first { return account }
            guard found.isEmpty else { throw ambiguous(reference, found) }
        }
        let names = try BrandRows.visible(to: principal, in: tx).filter { brand == nil || brand == $0.profile.id }
            .flatMap { try AccountRows.details(of: $0.profile.id, in: tx).map(\.profile.name) }
        throw Problem.notFound(
            "account", reference,
            next: nearest(reference, names).map { "Did you mean \($0)?" } ?? "See what there is: smmctl account list")
    }

    private static func named(_ reference: String, _ tx: any ReadTransaction) throws -> [Int64] {
        if let id = AccountID(reference) { return [id.rawValue] }
        let halves = reference.split(separator: "/", maxSplits: 1).map(String.init)
        if halves.count == 2 {
            return try tx.query(BrandRows.idByName, [.text(halves[0])]) { try $0.int64(0) }.flatMap { brand in
                try tx.query(AccountRows.idByBrandAndName, [.integer(brand), .text(halves[1])]) { try $0.int64(0) }
            }
        }
        return try tx.query(AccountRows.idsByName, [.text(reference)]) { try $0.int64(0) }
    }

    private static func prefixed(_ reference: String, _ tx: any ReadTransaction) throws -> [Int64] {
        try PrefixSearch.keys(reference, kind: AccountKind.prefix, AccountRows.idsBetween, in: tx)
    }

    private static func ambiguous(_ reference: String, _ found: [AccountDetail]) -> Problem {
        Problem.invalid(
            "account-ambiguous", "More than one account can be meant.", given: reference,
            allowed: found.map { "\($0.brandName)/\($0.profile.name) (\($0.profile.id))" }.joined(separator: ", "),
            next: "Add --brand NAME, or type the id.")
    }
}
