/// Mints TIDs that only rise, however the wall clock jumps.
package struct TIDClock: Sendable, Hashable {
    /// The clock's number, 0 to 1023: random for each process, so that two seldom mint the same.
    package let number: Int
    private var last: Int64 = -1

    /// A clock; of `number` the lowest 10 bits count.
    package init(number: Int) { self.number = number & 1023 }

    /// A TID at `microseconds` since 1970, or just after the last one when that is later.
    package mutating func next(microseconds: Int64) -> TID {
        last = min(TID.maximumMicroseconds, max(last + 1, microseconds, 0))
        return TID(microseconds: last, clock: number)
    }
}
