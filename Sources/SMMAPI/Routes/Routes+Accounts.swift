import SMMModel

extension Routes {
    static let brands: [Route] = [
        .get(.listBrands, "/brands", "brands", "The brands in sight, by name.", answer: "BrandPage"),
        .write(
            "POST", .createBrand, "/brands", "brands", "Makes a brand.", role: .admin, scope: .everywhere,
            body: .json("CreateBrand"), status: 201, answer: "BrandView", key: true),
        .get(.showBrand, "/brands/{brand}", "brands", "One brand.", answer: "BrandView"),
        .write(
            "PATCH", .editBrand, "/brands/{brand}", "brands", "Changes a brand.", role: .admin,
            body: .json("EditBrand"), answer: "BrandView"),
    ]

    static let accounts: [Route] = [
        .get(
            .listPlatforms, "/platforms", "accounts", "The networks smmd speaks to, with their limits.",
            answer: "PlatformPage"),
        .get(
            .listAccounts, "/accounts", "accounts", "The accounts in sight, by brand and name.",
            query: [.brand, QueryParameter("platform", .string, "Only this platform.")], answer: "AccountPage"),
        .write(
            "POST", .createAccount, "/accounts", "accounts", "Makes an account.", role: .admin,
            body: .json("CreateAccount"), status: 201, answer: "AccountView", key: true),
        .get(.showAccount, "/accounts/{account}", "accounts", "One account.", query: [.brand], answer: "AccountView"),
        .write(
            "PATCH", .editAccount, "/accounts/{account}", "accounts", "Renames an account or changes its settings.",
            role: .admin, query: [.brand], body: .json("EditAccount"), answer: "AccountView"),
        .write(
            "DELETE", .removeAccount, "/accounts/{account}", "accounts",
            "Takes an account away; what was to go out on it is cancelled.", role: .admin, query: [.brand],
            answer: "AccountView"),
        .write(
            "POST", .connectAccount, "/connections", "accounts", "Begins to connect an account.", role: .admin,
            body: .json("ConnectAccount"), answer: "ConnectionView"),
        .write(
            "POST", .continueConnection, "/connections/{connection}", "accounts",
            "Goes on with what the person brings.", role: .admin, body: .json("ContinueConnection"),
            answer: "ConnectionView"),
        .write(
            "POST", .reconnectAccount, "/accounts/{account}/reconnect", "accounts",
            "Begins to connect an account anew.", role: .admin, query: [.brand], body: .json("ReconnectAccount"),
            answer: "ConnectionView"),
        .get(
            .listInvites, "/invites", "accounts", "The invites for clients, newest first.", role: .admin,
            query: [.brand, QueryParameter("ended", .boolean, "Also those that are over.")] + QueryParameter.page,
            answer: "InvitePage"),
        // No Idempotency-Key: the answer holds an address that nobody but the client may know, and would be kept.
        .write(
            "POST", .createInvite, "/invites", "accounts", "Asks a client to connect an account.", role: .admin,
            body: .json("CreateInvite"), answer: "InviteView"),
        .write(
            "DELETE", .withdrawInvite, "/invites/{invite}", "accounts", "Takes an invite back.", role: .admin,
            answer: "InviteView"),
        .write(
            "POST", .checkAccount, "/accounts/{account}/check", "accounts", "Looks after an account by reads alone.",
            role: .author, query: [.brand], answer: "AccountCheckView"),
        .get(
            .showSlots, "/accounts/{account}/slots", "accounts", "An account's weekly slots.", query: [.brand],
            answer: "SlotsView"),
        .write(
            "PUT", .setSlots, "/accounts/{account}/slots", "accounts", "Replaces an account's weekly slots.",
            role: .approver, query: [.brand], body: .json("SetSlots"), answer: "SlotsView"),
        .write(
            "POST", .resetFuse, "/accounts/{account}/fuse/reset", "accounts", "Resets an account's fuse.",
            role: .approver, query: [.brand], answer: "FuseView"),
    ]

    static let vault: [Route] = [
        .get(
            .showVault, "/vault", "vault", "How the vault stands.", role: .admin, scope: .everywhere,
            answer: "VaultView"),
        .write(
            "POST", .rotateVault, "/vault/rotate", "vault", "Changes the vault's key; goes on after a kill.",
            role: .admin, scope: .everywhere, body: .json("RotateVault"), answer: "VaultRotationView"),
        .write(
            "POST", .exportVault, "/vault/export", "vault", "Writes the vault's keys under a passphrase.",
            role: .admin, scope: .everywhere, body: .json("ExportVault"), answer: "VaultExportView"),
        .write(
            "POST", .importVault, "/vault/import", "vault", "Takes over the keys of an export.", role: .admin,
            scope: .everywhere, body: .json("ImportVault"), answer: "VaultImportView"),
    ]

    static let hooks: [Route] = [
        .get(
            .listHooks, "/hooks", "hooks", "The hooks, by brand and name.", role: .admin, query: [.brand],
            answer: "HookPage"),
        // No Idempotency-Key: the answer holds a secret, and would be kept.
        .write(
            "POST", .createHook, "/hooks", "hooks", "Makes a hook.", role: .admin, body: .json("CreateHook"),
            answer: "HookView"),
        .write(
            "DELETE", .removeHook, "/hooks/{hook}", "hooks", "Takes a hook away; what it sent stays.", role: .admin,
            query: [.brand],
            answer: "HookView"),
    ]

    static let groups: [Route] = [
        .get(
            .listGroups, "/groups", "groups", "The groups in sight, by brand and name.", query: [.brand],
            answer: "GroupPage"),
        .write(
            "POST", .createGroup, "/groups", "groups", "Makes a group of accounts.", role: .admin,
            body: .json("CreateGroup"), status: 201, answer: "GroupView", key: true),
        .get(.showGroup, "/groups/{group}", "groups", "One group.", query: [.brand], answer: "GroupView"),
        .write(
            "POST", .changeMembers, "/groups/{group}/members", "groups", "Adds and removes members.", role: .admin,
            query: [.brand], body: .json("ChangeMembers"), answer: "GroupView"),
        .write(
            "DELETE", .deleteGroup, "/groups/{group}", "groups", "Takes a group away; its accounts stay.",
            role: .admin, query: [.brand], answer: "GroupView"),
    ]

    static let grants: [Route] = [
        .get(
            .listGrants, "/grants", "users", "The roles given, newest first.", role: .admin,
            query: [
                .brand, QueryParameter("user", .string, "Only this Unix user's."),
                QueryParameter("group", .string, "Only this Unix group's."),
                QueryParameter("revoked", .boolean, "Also those taken back."),
            ] + QueryParameter.page, answer: "GrantPage"),
        .write(
            "POST", .createGrant, "/grants", "users", "Gives a role to a Unix user or group.", role: .admin,
            body: .json("CreateGrant"), status: 201, answer: "GrantView", key: true),
        .write(
            "DELETE", .revokeGrant, "/grants/{grant}", "users",
            "Takes a role back; open event streams of those concerned end.", role: .admin, answer: "GrantView"),
    ]
}
