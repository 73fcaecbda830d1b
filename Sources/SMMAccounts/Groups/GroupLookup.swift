package import SMMDatabase
package import SMMModel

/// Finds the group a person means. One of a brand out of sight reads exactly like one that does not exist.
package enum GroupLookup {
    /// The group by name, id or unique id prefix, in `brand` or anywhere in sight.
    ///
    /// - Throws: `group-not-found` or `group-ambiguous`.
    package static func find(
        _ reference: String, in brand: BrandID?, for principal: Principal, nearest: (String, [String]) -> String?,
        in tx: any ReadTransaction
    ) throws -> GroupDetail {
        let named =
            try GroupID(reference).map { [$0.rawValue] }
            ?? tx.query(GroupRows.idsByName, [.text(reference)]) { try $0.int64(0) }
        let prefixed = try PrefixSearch.keys(reference, kind: GroupKind.prefix, GroupRows.idsBetween, in: tx)
        for keys in [named, prefixed] {
            let found = try keys.compactMap { try GroupRows.detail(GroupID(rawValue: $0), in: tx) }.filter {
                principal.role(in: $0.brand) != nil && (brand == nil || brand == $0.brand)
            }
            if found.count == 1, let group = found.first { return group }
            guard found.isEmpty else {
                throw Problem.invalid(
                    "group-ambiguous", "More than one group can be meant.", given: reference,
                    allowed: found.map { "\($0.brandName)/\($0.name) (\($0.id))" }.joined(separator: ", "),
                    next: "Add --brand NAME, or type the id.")
            }
        }
        let names = try BrandRows.visible(to: principal, in: tx).filter { brand == nil || brand == $0.profile.id }
            .flatMap { brand in
                try tx.query(GroupRows.idsByBrand, [.integer(brand.profile.id.rawValue)]) { try $0.int64(0) }
                    .compactMap { try GroupRows.detail(GroupID(rawValue: $0), in: tx)?.name }
            }
        throw Problem.notFound(
            "group", reference,
            next: nearest(reference, names).map { "Did you mean \($0)?" } ?? "See what there is: smmctl group list")
    }

    /// The group of `brand` with exactly that name, for those who know the rest of it already; nil for none, and for what
    /// reads as the id of an account, which comes first.
    package static func named(_ name: String, in brand: BrandID, _ tx: any ReadTransaction) throws -> GroupDetail? {
        guard AccountID(name) == nil else { return nil }
        let id = try tx.first(GroupRows.idByBrandAndName, [.integer(brand.rawValue), .text(name)]) {
            GroupID(rawValue: try $0.int64(0))
        }
        return try id.flatMap { try GroupRows.detail($0, in: tx) }
    }
}
