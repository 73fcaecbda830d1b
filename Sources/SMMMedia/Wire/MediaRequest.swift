/// What is asked of the process that parses media.
package enum MediaRequest: Sendable, Hashable {
    /// A picture that can go out, for one limit or several.
    case fit(FitRequest)
    /// What a picture is, and whether it is whole.
    case probe(ProbeRequest)

    /// The version of the protocol; both sides come from the same build.
    static let version: UInt8 = 3
    /// The most bytes of a head: that of the most limits.
    package static let longestHead = 512

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
