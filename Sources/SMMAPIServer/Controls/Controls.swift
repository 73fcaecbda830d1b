package import SMMAccounts

/// Everything the routes call.
package struct Controls: Sendable {
    /// Brands.
    package var brands: BrandService
    /// Accounts.
    package var accounts: AccountService
    /// Connections.
    package var connections: ConnectService
    /// Invites for clients.
    package var invites: InviteService
    /// Hooks, where programs send posts.
    package var hooks: HookService
    /// The vault.
    package var vault: VaultService
    /// Groups.
    package var groups: GroupService
    /// Roles.
    package var grants: GrantService
    /// Posts.
    package var posts: any PostControl
    /// Weekly slots.
    package var slots: any SlotControl
    /// What goes out next.
    package var queue: any QueueControl
    /// The record.
    package var events: any EventFeed
    /// Holds and fuses.
    package var holds: any HoldControl
    /// The daemon itself.
    package var daemon: any DaemonControl
    /// Photos and videos.
    package var media: any MediaIntake

    /// All of them.
    package init(
        brands: BrandService, accounts: AccountService, connections: ConnectService, invites: InviteService,
        hooks: HookService,
        vault: VaultService,
        groups: GroupService, grants: GrantService,
        posts: any PostControl, slots: any SlotControl, queue: any QueueControl, events: any EventFeed,
        holds: any HoldControl, daemon: any DaemonControl, media: any MediaIntake
    ) {
        self.brands = brands
        self.accounts = accounts
        self.connections = connections
        self.invites = invites
        self.hooks = hooks
        self.vault = vault
        self.groups = groups
        self.grants = grants
        self.posts = posts
        self.slots = slots
        self.queue = queue
        self.events = events
        self.holds = holds
        self.daemon = daemon
        self.media = media
    }
}
