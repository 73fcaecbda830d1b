/// The wall clock and the steady clock at one moment, in milliseconds.
struct ClockReading: Sendable, Equatable {
    var wall: Int64
    var steady: Int64
}
