/// Why something does not go out now.
package struct HoldReason: RawRepresentable, Hashable, Sendable, Codable {
    /// The stored name.
    package let rawValue: String
    /// Wraps a name.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Waits for an approver.
    package static let approval = HoldReason(rawValue: "approval")
    /// The account's credential does not work.
    package static let auth = HoldReason(rawValue: "auth")
    /// A policy says no.
    package static let policy = HoldReason(rawValue: "policy")
    /// A person stopped everything.
    package static let crisisStop = HoldReason(rawValue: "crisis_stop")
    /// The fuse tripped.
    package static let fuse = HoldReason(rawValue: "fuse")
    /// A medium is missing or changed.
    package static let media = HoldReason(rawValue: "media")
    /// An out-of-process adapter does not work.
    package static let plugin = HoldReason(rawValue: "plugin")
    /// The daemon died on it several times.
    package static let poison = HoldReason(rawValue: "poison")
    /// The database was restored: what was sent since the backup is not known.
    package static let restore = HoldReason(rawValue: "restore")
    /// An operator asked for it.
    package static let `operator` = HoldReason(rawValue: "operator")
    /// The machine's clock is not set.
    package static let clock = HoldReason(rawValue: "clock")
    /// TLS to the platform failed several times.
    package static let tls = HoldReason(rawValue: "tls")

    /// The reasons this program knows.
    package static let known: [HoldReason] = [
        approval, auth, policy, crisisStop, fuse, media, plugin, poison, restore, `operator`, tls,
    ]
}
