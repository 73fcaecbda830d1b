/// What is asked of the process that parses media.
package enum MediaRequest: Sendable, Hashable {
    /// A picture that can go out.
    case fit(FitRequest)
    /// What a picture is, and whether it is whole.
    case probe(ProbeRequest)

    /// The version of the protocol; both sides come from the same build.
    static let version: UInt8 = 2
    /// The most bytes of a head.
    package static let longestHead = 64

    /// Reads a head; nil when it is none, of another version, or of a verb that is not known.
    package init?(head: [UInt8]) {
        if let request = FitRequest(head: head) {
            self = .fit(request)
        } else if let request = ProbeRequest(head: head) {
            self = .probe(request)
        } else {
            return nil
        }
    }
}
