import SMMAdapterKit

/// The failure codes the machine itself acts on.
enum FailureCode {
    /// A hold was placed between intent and first byte; nothing was sent.
    static let held = "held"
    /// The TLS handshake failed.
    static let tls = "tls"
    /// The outcome cannot be known.
    static let unknown = "outcome-unknown"
    /// The platform asks to slow down.
    static let rateLimited = "rate-limited"
    /// The credential had ended and there is a new one.
    static let renewed = "credential-renewed"

    /// Whether a failure is the platform's request to slow down.
    static func isRate(_ failure: Failure) -> Bool {
        failure.code == rateLimited || failure.status == 429
    }

    /// Whether a failure speaks against the destination as a whole, for the circuit breaker.
    static func isDestination(_ failure: Failure) -> Bool {
        if let status = failure.status, status >= 500 { return true }
        switch failure.code {
        case "connection-refused", "name-not-found", "unreachable", "connect-time-out", "time-out", "closed", tls:
            return true
        default:
            return false
        }
    }
}
