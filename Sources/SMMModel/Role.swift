/// What a principal may do in a brand; each role includes the ones before it.
package enum Role: String, Sendable, Codable, CaseIterable, Comparable {
    /// Reads.
    case viewer
    /// Writes drafts and schedules what an approver lets through.
    case author
    /// Publishes, releases holds, resolves unknowns.
    case approver
    /// Manages accounts, grants and the daemon.
    case admin

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .author: 1
        case .approver: 2
        case .admin: 3
        }
    }

    /// Orders from least to most powerful.
    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }
}
