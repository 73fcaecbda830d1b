import Dispatch
import Synchronization

/// Beats for what is done over and over.
///
/// One timer is armed once. A sleep for each period would arm one anew each time, and wake the thread that keeps the
/// timers twice instead of once: half of what an idle daemon costs.
package final class Metronome: Sendable {
    private let timer: Mutex<any DispatchSourceTimer>

    private init() { timer = Mutex(DispatchSource.makeTimerSource(queue: .global())) }

    /// Beats at once and then once a `period`, until nobody listens any more; beats nobody waits for are one.
    package static func beats(every period: Duration) -> AsyncStream<Void> {
        let metronome = Metronome()
        let (beats, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        continuation.onTermination = { _ in metronome.timer.withLock { $0.cancel() } }
        let milliseconds = max(1, Int(period / .milliseconds(1)))
        metronome.timer.withLock { timer in
            timer.setEventHandler { continuation.yield() }
            timer.schedule(
                deadline: .now(), repeating: .milliseconds(milliseconds), leeway: .milliseconds(milliseconds / 50))
            timer.activate()
        }
        return beats
    }
}
