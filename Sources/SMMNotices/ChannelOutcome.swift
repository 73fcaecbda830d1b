package import SMMAdapterKit
package import SMMModel

/// What became of handing a message to a channel.
package enum ChannelOutcome: Sendable, Hashable {
    /// It is handed over for good.
    case delivered
    /// The channel takes nothing now; whatever waits for it waits on, at least for `after` where it said so.
    case unavailable(Failure, after: Milliseconds? = nil)
    /// The channel does not take this message; others may pass.
    case refused(Failure)

    /// Why it failed; nil when it was delivered.
    package var failure: Failure? {
        switch self {
        case .delivered: nil
        case .unavailable(let failure, _), .refused(let failure): failure
        }
    }
}
