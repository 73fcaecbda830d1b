import SMMAdapterKit
import SMMModel
import Synchronization

/// A store without media that counts how many are read at a time.
final class CountingMedia: MediaReader {
    static let medium = MediaReference(
        asset: AssetID(rawValue: 1), sha256: String(repeating: "a", count: 64), type: "image/jpeg", byteCount: 3)

    private let state = Mutex((now: 0, most: 0))

    /// The most that were read at the same time.
    var most: Int { state.withLock { $0.most } }

    func bytes(of media: MediaReference) async throws(Failure) -> [UInt8] {
        state.withLock { state in
            state.now += 1
            state.most = max(state.most, state.now)
        }
        // Whoever else could read at the same time does so now.
        for _ in 0..<100 { await Task.yield() }
        state.withLock { $0.now -= 1 }
        throw Failure("media-missing", "The picture is not in the store.")
    }

    func path(of media: MediaReference) throws(Failure) -> String {
        throw Failure("media-missing", "The picture is not in the store.")
    }
}
