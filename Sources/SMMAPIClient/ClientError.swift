/// Why a request got no answer from the daemon: what happened, and what a person can do about it.
package struct ClientError: Error, Sendable, Equatable {
    /// A stable name for the kind of failure; open, like every code of ours.
    package struct Code: RawRepresentable, Sendable, Hashable {
        /// The code's text.
        package let rawValue: String
        /// Wraps a code.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// There is no socket, or nobody answers on it.
        package static let unreachable = Code(rawValue: "daemon-unreachable")
        /// The socket's permissions keep this user out.
        package static let notPermitted = Code(rawValue: "socket-not-permitted")
        /// The daemon has no room for another connection now.
        package static let busy = Code(rawValue: "daemon-busy")
        /// The connection ended before the whole answer came.
        package static let lost = Code(rawValue: "connection-lost")
        /// No answer within the time allowed.
        package static let timedOut = Code(rawValue: "timed-out")
        /// The answer is larger than a client takes.
        package static let tooLarge = Code(rawValue: "answer-too-large")
        /// What came back is not what the daemon sends.
        package static let unreadable = Code(rawValue: "answer-unreadable")
        /// The SSH connection could not be made or broke.
        package static let tunnel = Code(rawValue: "ssh-failed")
        /// The address of the daemon cannot be used as it was given.
        package static let address = Code(rawValue: "address-invalid")
    }

    /// The kind of failure.
    package let code: Code
    /// What happened and why, one or two sentences.
    package let message: String
    /// The value that was given, when one is to blame.
    package let given: String?
    /// What is allowed instead.
    package let allowed: String?
    /// The next command to type.
    package let next: String?

    /// A failure.
    package init(_ code: Code, _ message: String, given: String? = nil, allowed: String? = nil, next: String? = nil) {
        self.code = code
        self.message = message
        self.given = given
        self.allowed = allowed
        self.next = next
    }

    /// Whether the same request may be tried again by itself, given that doing it twice does no harm.
    var isLostConnection: Bool { code == .lost }
}
