import SMMAdapterKit
import SMMModel

/// A connection under way, kept in memory: it may hold a client's secret and what proves who began it.
struct ConnectSession: Sendable {
    /// Who began it; nobody else can go on with it.
    var owner: String
    /// What is to be made; nil where an account is connected anew.
    var draft: AccountDraft
    /// The account that is connected anew.
    var account: AccountID?
    /// The invite by which a client connects it; nil where it is done from this machine.
    var invite: InviteDetail?
    /// Where the browser comes back to.
    var redirect: String?
    /// The address that the person opens; nil where something else is asked for.
    var url: String?
    /// What names it when a browser comes back through the door; nil where none does.
    var state: String?
    /// What a browser brought through the door.
    var brought: ConnectReturn?
    /// What the adapter must find again.
    var memory: ConnectMemory
    /// When it is over.
    var until: Instant
}
