package import SMMAdapterKit
package import SMMModel

/// How far connecting an account has come.
package enum ConnectProgress: Sendable {
    /// The person opens the address and brings the code.
    case visit(session: String, url: String, until: Instant)
    /// The person brings something.
    case ask(session: String, ConnectQuestion, until: Instant)
    /// Done.
    case connected(AccountDetail, remarks: [String])
    /// Everything that can be checked without the platform is right; nothing was done.
    case rehearsed
}
