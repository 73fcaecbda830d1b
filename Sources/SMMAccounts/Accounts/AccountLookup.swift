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
        for search in [named, prefixed] {
            let found = try visible(try search(reference, brand, tx))
            if found.count == 1, let account = found.first { return account }
            guard found.isEmpty else { throw ambiguous(reference, found) }
        }
        let names = try BrandRows.visible(to: principal, in: tx).filter { brand == nil || brand == $0.profile.id }
            .flatMap { try AccountRows.details(of: $0.profile.id, in: tx).map(\.profile.name) }
        throw Problem.notFound(
            "account", reference,
            next: nearest(reference, names).map { "Did you mean \($0)?" } ?? "See what there is: smmctl account list")
    }

    /// The account of `brand` with exactly that name, for those who know the rest of it already; nil for none, and for
    /// what reads as an id, which comes first.
    package static func id(named name: String, in brand: BrandID, _ tx: any ReadTransaction) throws -> AccountID? {
        guard AccountID(name) == nil else { return nil }
        return try tx.first(AccountRows.idByBrandAndName, [.integer(brand.rawValue), .text(name)]) {
            AccountID(rawValue: try $0.int64(0))
        }
    }

    /// The accounts of `brand`, by name.
    package static func profiles(of brand: BrandID, _ tx: any ReadTransaction) throws -> [AccountProfile] {
        try AccountRows.details(of: brand, in: tx).map(\.profile)
    }

    private static func named(_ reference: String, _ brand: BrandID?, _ tx: any ReadTransaction) throws -> [Int64] {
        if let id = AccountID(reference) { return [id.rawValue] }
        let halves = reference.split(separator: "/", maxSplits: 1).map(String.init)
        if halves.count == 2 {
            return try tx.query(BrandRows.idByName, [.text(halves[0])]) { try $0.int64(0) }.flatMap { brand in
                try tx.query(AccountRows.idByBrandAndName, [.integer(brand), .text(halves[1])]) { try $0.int64(0) }
            }
        }
        if let brand { return try id(named: reference, in: brand, tx).map { [$0.rawValue] } ?? [] }
        return try tx.query(AccountRows.idsByName, [.text(reference)]) { try $0.int64(0) }
    }

    private static func prefixed(_ reference: String, _: BrandID?, _ tx: any ReadTransaction) throws -> [Int64] {
        try PrefixSearch.keys(reference, kind: AccountKind.prefix, AccountRows.idsBetween, in: tx)
    }

    private static func ambiguous(_ reference: String, _ found: [AccountDetail]) -> Problem {
        Problem.invalid(
            "account-ambiguous", "More than one account can be meant.", given: reference,
            allowed: found.map { "\($0.brandName)/\($0.profile.name) (\($0.profile.id))" }.joined(separator: ", "),
            next: "Add --brand NAME, or type the id.")
    }
}
