/// The next thing to happen in a `TimerWheel` when time goes on: a slot is entered, or far timers come within reach.
struct WheelEvent {
    /// When, in ordered form.
    var time: UInt64
    /// When the first timer of it may be due: its very deadline when the slot holds only one.
    var expiry: UInt64
    /// The slot; nil when far timers come within reach.
    var slot: Int?
}
