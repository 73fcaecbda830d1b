import SMMAdapterKit
import SMMModel

/// The durable notes of an operation: what is kept is there before the next step is taken.
struct Notes: Sendable {
    /// A note's name.
    enum Name {
        /// The frozen record of the post, JSON.
        static let record = "record"
        /// The frozen record of its reply gate, JSON.
        static let gate = "gate"
        /// The record as it is after its uploads were sent once more and were called something else; it counts from the
        /// moment ``uploads`` says `again`, so that one note decides which record it is.
        static let renewed = "record.again"
        /// What is known of the uploads: `stale` when the server refused the record and may have lost them, `renewing`
        /// while they are sent once more, `again` when they were.
        static let uploads = "uploads"
        /// Set when the server refused the record without naming why.
        static let refused = "refused"
        /// The blob of the medium at this place, JSON.
        static func blob(_ index: Int) -> String { "blob.\(index)" }
        /// The size of the picture at this place after it was made to fit, WIDTHxHEIGHT; nothing where it went as it is.
        static func shape(_ index: Int) -> String { "shape.\(index)" }
        /// The session of a video's upload in parts.
        static let videoUpload = "video.upload"
        /// How often a video's upload was begun anew.
        static let videoTurns = "video.turns"
        /// Set when a name in the text could not be looked up: the next time such a name stays plain text.
        static let mentions = "mentions"
        /// The job that works on a video.
        static let videoJob = "video.job"
        /// The conversation a direct message goes to.
        static let conversation = "conversation"
    }

    private var steps: [String: String]
    private let recorder: any StepRecorder

    /// Notes made so far, and where more go.
    init(_ steps: [String: String], _ recorder: any StepRecorder) {
        self.steps = steps
        self.recorder = recorder
    }

    /// A note; nil when there is none, or an empty one.
    subscript(name: String) -> String? { steps[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Keeps a note, the empty text to forget one.
    mutating func keep(_ name: String, _ value: String) async throws(Refusal) {
        do {
            try await recorder.record(name, value)
        } catch {
            throw .again(Failure("step-not-durable", "The step \(name) could not be stored."))
        }
        steps[name] = value
    }
}
