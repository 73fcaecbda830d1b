/// How often a keeper forgot something of an account: what was read, or begun, in another epoch is not kept.
struct KeeperEpoch: Sendable, Hashable {
    /// How often everything was forgotten: the keys changed.
    var all: Int
    /// How often the account was: it was connected anew, or is gone.
    var own: Int
}
