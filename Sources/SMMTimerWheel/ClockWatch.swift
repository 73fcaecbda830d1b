import CClockWatch
import Dispatch
import Glibc

/// Tells when the wall clock is set, and when the machine wakes from suspend, without polling.
///
/// A timerfd that never expires but is cancelled by the kernel on every discontinuous change of CLOCK_REALTIME.
struct ClockWatch: ~Copyable {
    private let source: any DispatchSourceRead

    /// Calls `handler` on `queue` after each change; nil when the kernel grants no descriptor.
    init?(queue: DispatchQueue, handler: @escaping @Sendable () -> Void) {
        let descriptor = smm_clock_watch_open()
        guard descriptor >= 0 else { return nil }
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler {
            _ = smm_clock_watch_rearm(descriptor)  // on failure the clocks are still compared at every wake
            handler()
        }
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    deinit { source.cancel() }
}
