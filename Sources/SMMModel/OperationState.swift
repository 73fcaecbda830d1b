/// The durable states of an operation. Every arrow between them is one transaction.
package enum OperationState: String, Sendable, Codable, CaseIterable {
    /// Not yet to be done: no approval or no time.
    case draft
    /// Waits for its due instant.
    case scheduled
    /// Taken by this daemon, nothing sent.
    case claimed
    /// Media are uploaded, nothing visible yet.
    case prepared
    /// The intent is durable; bytes may have left.
    case sending
    /// Done, with a receipt.
    case published
    /// Safe error: to be tried again.
    case retryWait = "retry_wait"
    /// The answer is lost; waits for the settle time.
    case ambiguous
    /// Asking the platform what happened.
    case reconciling
    /// The platform cannot say; a person must.
    case unknown
    /// The platform refused for good.
    case failed
    /// Too late for its window; a person was asked.
    case missed
    /// Withdrawn before anything was sent.
    case cancelled
    /// Past its `expires` or the maximum life.
    case expired

    /// Whether nothing more happens by itself.
    package var isTerminal: Bool {
        switch self {
        case .published, .failed, .cancelled, .expired: true
        default: false
        }
    }

    /// Whether a person must decide before anything more happens.
    package var needsPerson: Bool { self == .unknown || self == .missed }

    /// Whether it is in hand, in doubt or with a person: among these a start finds what it must take over.
    package var isUnsettled: Bool {
        switch self {
        case .claimed, .prepared, .sending, .ambiguous, .reconciling, .unknown, .missed: true
        case .draft, .scheduled, .published, .retryWait, .failed, .cancelled, .expired: false
        }
    }

    /// Whether bytes may have reached the platform without a known answer.
    package var isUncertain: Bool {
        self == .sending || self == .ambiguous || self == .reconciling || self == .unknown
    }
}
