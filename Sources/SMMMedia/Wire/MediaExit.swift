/// How the process that parses media ends without an answer, by its exit status; the numbers are those of sysexits.h.
package enum MediaExit: Int32, Sendable, CaseIterable {
    /// The library does not start.
    case libraryFails = 70
    /// It could not limit or confine itself, so it does not begin.
    case notConfined = 71
    /// There was no request that it reads, or nobody takes the answer.
    case noRequest = 74
}
