package import SMMAccounts

/// Kills this very process with SIGKILL when the renewal of a credential passes a point.
package struct RefreshSwitch: Sendable {
    private let point: RefreshPoint

    /// A switch for the first passing of `point`.
    package init(point: RefreshPoint) { self.point = point }

    /// Kills when it is time.
    package func reached(_ point: RefreshPoint) {
        if point == self.point { KillSwitch.die() }
    }
}
