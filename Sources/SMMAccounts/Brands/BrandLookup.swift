package import SMMDatabase
package import SMMModel

/// Finds the brand a person means. A brand out of sight reads exactly like one that does not exist.
package enum BrandLookup {
    /// The brand by name, id or unique id prefix; without a reference, the only one in sight.
    ///
    /// - Throws: `brand-not-found`, `brand-ambiguous`, `brand-required` or `brand-none`.
    package static func find(
        _ reference: String?, for principal: Principal, nearest: (String, [String]) -> String?,
        in tx: any ReadTransaction
    ) throws -> BrandDetail {
        guard let reference else { return try only(principal, tx) }
        for id in try candidates(reference, tx) {
            if let brand = try BrandRows.detail(id, for: principal, in: tx), brand.role != nil { return brand }
        }
        let prefixed = try PrefixSearch.keys(reference, kind: BrandKind.prefix, BrandRows.idsBetween, in: tx)
            .compactMap { try BrandRows.detail(BrandID(rawValue: $0), for: principal, in: tx) }
            .filter { $0.role != nil }
        if prefixed.count == 1, let brand = prefixed.first { return brand }
        if prefixed.count > 1 {
            throw Problem.invalid(
                "brand-ambiguous", "More than one brand's id begins like that.", given: reference,
                allowed: prefixed.map { "\($0.profile.id) (\($0.profile.name))" }.joined(separator: ", "),
                next: "Type more of the id, or the name.")
        }
        let names = try BrandRows.visible(to: principal, in: tx).map(\.profile.name)
        throw Problem.notFound(
            "brand", reference,
            next: nearest(reference, names).map { "Did you mean \($0)?" } ?? "See what there is: smmctl brand list")
    }

    private static func candidates(_ reference: String, _ tx: any ReadTransaction) throws -> [BrandID] {
        if let id = BrandID(reference) { return [id] }
        return try tx.query(BrandRows.idByName, [.text(reference)]) { BrandID(rawValue: try $0.int64(0)) }
    }

    private static func only(_ principal: Principal, _ tx: any ReadTransaction) throws -> BrandDetail {
        let brands = try BrandRows.visible(to: principal, in: tx)
        if brands.count == 1, let brand = brands.first { return brand }
        guard !brands.isEmpty else {
            throw Problem(
                Problem.Code("brand-none"), status: 404, "There is no brand in your sight yet.",
                next: "Make one: smmctl brand add NAME")
        }
        throw Problem.invalid(
            "brand-required", "There is more than one brand; say which.",
            allowed: brands.map(\.profile.name).joined(separator: ", "),
            next: "Add --brand NAME, or: smmctl brand use NAME")
    }
}
