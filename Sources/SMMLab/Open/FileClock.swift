package import SMMModel

/// A clock that a harness sets forward from outside: the real one and as many milliseconds as a file says.
package struct FileClock: TimeSource {
    private let real: any TimeSource
    private let path: String

    /// `real`, shifted by the number in the file at `path`; by nothing while there is none.
    package init(_ real: any TimeSource, path: String) {
        self.real = real
        self.path = path
    }

    /// The shifted wall clock.
    package var now: Instant { real.now + offset }

    /// The shifted steady clock.
    package var monotonic: Milliseconds { Milliseconds(count: real.monotonic.count &+ offset.count) }

    private var offset: Milliseconds {
        let text = String(decoding: LabFile.read(path) ?? [], as: UTF8.self)
        // A year at most, so that no sum can overflow.
        return .milliseconds(min(max(0, Int64(text) ?? 0), 366 * 86_400_000))
    }
}
