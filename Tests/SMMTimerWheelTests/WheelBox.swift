import SMMTimerWheel

/// A wheel that expectation macros can take hold of; the wheel itself cannot be copied.
final class WheelBox {
    private var wheel: TimerWheel

    init(now: Int64) { wheel = TimerWheel(now: now) }

    var now: Int64 { wheel.now }
    var count: Int { wheel.count }
    var nextExpiry: Int64? { wheel.nextExpiry }
    var relocations: UInt64 { wheel.relocations }
    var allocatedBytes: Int { wheel.allocatedBytes }

    @discardableResult
    func schedule(at deadline: Int64, payload: UInt64) -> TimerID { wheel.schedule(at: deadline, payload: payload) }

    func cancel(_ id: TimerID) -> Bool { wheel.cancel(id) }

    /// What an advance to `now` fires.
    func advance(to now: Int64, limit: Int = .max) -> [Expired] {
        var expired: [Expired] = []
        wheel.advance(to: now, limit: limit, into: &expired)
        return expired
    }

    /// The payloads that an advance to `now` fires.
    func fired(by now: Int64) -> [UInt64] { advance(to: now).map(\.payload) }
}
