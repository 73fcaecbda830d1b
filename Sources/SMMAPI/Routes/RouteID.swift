/// Every route of `/v1`, by the operation's name.
package enum RouteID: String, Sendable, CaseIterable {
    /// A sign of life.
    case ping
    /// What is running.
    case version
    /// Who the daemon takes the asker for.
    case whoami
    /// The OpenAPI document.
    case openapi
    /// How everything stands.
    case status
    /// What is wrong with the installation.
    case doctor
    /// Brands in sight.
    case listBrands
    /// Makes a brand.
    case createBrand
    /// One brand.
    case showBrand
    /// Changes a brand.
    case editBrand
    /// The networks smmd speaks to.
    case listPlatforms
    /// Accounts in sight.
    case listAccounts
    /// Makes an account.
    case createAccount
    /// One account.
    case showAccount
    /// Renames an account or changes its settings.
    case editAccount
    /// Takes an account away.
    case removeAccount
    /// Begins to connect an account.
    case connectAccount
    /// Goes on with what the person brings.
    case continueConnection
    /// Begins to connect an account anew.
    case reconnectAccount
    /// Invites for clients.
    case listInvites
    /// Asks a client to connect an account.
    case createInvite
    /// Takes an invite back.
    case withdrawInvite
    /// Hooks in sight.
    case listHooks
    /// Makes a hook.
    case createHook
    /// Takes a hook away.
    case removeHook
    /// Looks after an account by reads alone.
    case checkAccount
    /// How the vault stands.
    case showVault
    /// Changes the vault's key.
    case rotateVault
    /// Writes the vault's keys under a passphrase.
    case exportVault
    /// Takes over the keys of an export.
    case importVault
    /// An account's weekly slots.
    case showSlots
    /// Replaces an account's weekly slots.
    case setSlots
    /// Resets an account's fuse.
    case resetFuse
    /// Groups in sight.
    case listGroups
    /// Makes a group.
    case createGroup
    /// One group.
    case showGroup
    /// Adds and removes members.
    case changeMembers
    /// Takes a group away.
    case deleteGroup
    /// Posts in sight.
    case listPosts
    /// Makes a post.
    case createPost
    /// Makes many posts.
    case createPosts
    /// Shows what a post would be, without making it.
    case previewNewPost
    /// One post.
    case showPost
    /// Changes a post.
    case editPost
    /// Takes a published post down, or drops an unpublished one.
    case deletePost
    /// Withdraws what was not sent.
    case cancelPost
    /// Tries again what failed or was missed.
    case retryPost
    /// Says what became of an unknown send.
    case resolvePost
    /// Shows a post as it will appear.
    case previewPost
    /// Tells a post's whole story.
    case whyPost
    /// What goes out next.
    case listQueue
    /// The record, as pages or as a stream.
    case listEvents
    /// Holds in sight.
    case listHolds
    /// Places a hold.
    case placeHold
    /// Releases a hold.
    case releaseHold
    /// Makes a backup.
    case createBackup
    /// Lets a restored database send again.
    case releaseRestore
    /// Checks the configuration files.
    case checkConfig
    /// Checks and applies the configuration files.
    case reloadConfig
    /// Takes back what the asker did last.
    case undo
    /// Sends a test notice.
    case testNotice
    /// Roles given.
    case listGrants
    /// Gives a role.
    case createGrant
    /// Takes a role back.
    case revokeGrant
    /// Takes in a photo or video.
    case uploadMedia
    /// Shows what each network would receive of a photo or video, without keeping it.
    case previewMedia
    /// One asset.
    case showMedia
    /// Makes a public address of an asset.
    case linkMedia
    /// How the door stands.
    case showDoor
}
