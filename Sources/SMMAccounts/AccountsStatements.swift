package import SMMDatabase

/// The statements of brands, accounts, groups and roles.
package enum AccountsStatements: StatementCatalog {
    /// `accounts`
    package static let area = "accounts"
    /// The fast path.
    package static var statements: [Statement] {
        [
            BrandRows.insert, BrandRows.update, BrandRows.byID, BrandRows.idByName, BrandRows.idsBetween, BrandRows.all,
            AccountRows.insert, AccountRows.update, AccountRows.setFacts, AccountRows.remove, AccountRows.removeSlots,
            AccountRows.leaveGroups, AccountRows.byID, AccountRows.byBrand, AccountRows.idsByName,
            AccountRows.idByBrandAndName, AccountRows.ofPlatform, AccountRows.idsBetween, AccountRows.holds,
            AccountRows.open, AccountRows.connected,
            GroupRows.insert, GroupRows.delete, GroupRows.deleteMembers, GroupRows.addMember, GroupRows.removeMember,
            GroupRows.byID, GroupRows.idsByBrand, GroupRows.idsByName, GroupRows.idByBrandAndName,
            GroupRows.idsBetween, GroupRows.members, GrantRows.insert, GrantRows.revoke, GrantRows.byID,
            GrantRows.page, GrantRows.active, InviteRows.insert, InviteRows.byID, InviteRows.bySecret, InviteRows.page,
            InviteRows.idsBetween, InviteRows.end, InviteRows.forget,
            HookRows.insert, HookRows.byID, HookRows.all, HookRows.idByName, HookRows.idsBetween, HookRows.remove,
        ]
    }
    /// The interpolated ones.
    package static var samples: [RegisteredSQL] {
        [RegisteredSQL("roles", GrantRows.rolesStatement(kind: "user", subjects: ["anna"]))]
    }
}
