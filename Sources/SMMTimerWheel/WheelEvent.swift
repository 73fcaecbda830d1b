/// The next thing to happen in a `TimerWheel` when time goes on: a slot is entered, or the overflow list looked through.
struct WheelEvent {
    /// When, in ordered form.
    var time: UInt64
    /// When the first timer of it may be due: its very deadline when the slot holds only one.
    var expiry: UInt64
    /// The slot; nil for the overflow list.
    var slot: Int?
}
