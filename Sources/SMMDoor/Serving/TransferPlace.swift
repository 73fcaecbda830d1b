import Synchronization

/// A place of a medium that is on its way; given back when that is over, or when nobody holds it any more.
package final class TransferPlace: Sendable {
    private let room: Mutex<TransferRoom?>

    init(_ room: TransferRoom) { self.room = Mutex(room) }

    /// Gives the place back; a second time does nothing.
    func leave() {
        let room = room.withLock { held in
            defer { held = nil }
            return held
        }
        room?.leave()
    }

    deinit { leave() }
}
