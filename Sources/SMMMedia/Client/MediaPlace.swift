/// Where the process that parses media comes from.
package enum MediaPlace: Sendable, Hashable {
    /// A child of this process, of the program at this path.
    case program(String)
    /// Whoever the service manager starts for a connection to the Unix socket at this path.
    case socket(String)

    /// One run of it.
    var run: any MediaRun {
        switch self {
        case .program(let path): MediaChild(path)
        case .socket(let path): MediaVisit(path)
        }
    }
}
