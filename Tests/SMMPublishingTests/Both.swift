import SMMPublishing

/// Two observers as one.
struct Both: KillPointObserver {
    let first: any KillPointObserver
    let second: any KillPointObserver

    func reached(_ point: KillPoint, operation: Int64) {
        first.reached(point, operation: operation)
        second.reached(point, operation: operation)
    }
}
