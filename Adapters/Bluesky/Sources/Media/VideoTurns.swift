import SMMAdapterKit
import SMMModel

/// How often the upload of a video was begun anew: a few times, then the post cannot have it.
enum VideoTurns {
    /// The most times that an upload begins anew.
    static let most = 5

    /// The refusal after `failure`: to be asked again after `wait`, and for good once there were too many.
    static func next(
        _ failure: Failure, after wait: Milliseconds, _ notes: inout Notes
    ) async throws(Refusal) -> Refusal {
        let turns = notes[Notes.Name.videoTurns].flatMap { Int($0) } ?? 0
        guard (0..<most).contains(turns) else { return .never(failure) }
        try await notes.keep(Notes.Name.videoTurns, String(turns + 1))
        return Refusal(kind: .again(wait), failure: failure)
    }
}
