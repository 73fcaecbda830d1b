import SMMModel

/// Why it cannot be decided what a video tells.
package enum MediaTracesFault: Error, Sendable, Hashable {
    /// Its parts lie about their lengths, or are of no form that is known.
    case damaged
    /// A part that must be there is not, or not to its end.
    case cut
    /// Something in it cannot be taken out; why.
    case opaque(Reason)

    /// Why something cannot be taken out.
    package enum Reason: String, Sendable, Hashable {
        /// More parts than are looked at.
        case parts = "it has more parts than smmd looks at"
        /// Its index is compressed.
        case compressed = "its index is compressed"
        /// What was measured lies in pieces, or is not listed.
        case measurements = "what was measured while it was taken lies where it cannot be found"
        /// Subtitles lie between pictures and sound, and nothing lists where.
        case subtitles = "its subtitles, in which cameras write their place, lie between its pictures"

        /// What whoever sent the video can do.
        var next: String {
            switch self {
            case .parts, .compressed, .measurements:
                "Write it anew as MP4 with a video program, without metadata, and try again."
            case .subtitles:
                "Write it anew without its subtitles with a video program, or with them in the picture, and try again."
            }
        }
    }

    /// What whoever sent the video is told.
    func problem(name: String?) -> Problem {
        switch self {
        case .damaged:
            Problem.invalid(
                "media-damaged", "The video is damaged: its parts are not as long as they say.", given: name,
                next: "Get the whole file, or write it anew with a video program.")
        case .cut:
            Problem.invalid(
                "media-cut", "The video is cut short: a part that it needs is not there.", given: name,
                next: "Get the whole file and send that.")
        case .opaque(let reason):
            Problem.invalid(
                "media-not-cleaned",
                "What a video tells of its place and its camera cannot be taken out of this one, so it is not sent: \(reason.rawValue).",
                given: name, next: reason.next)
        }
    }
}
