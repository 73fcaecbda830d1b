import Glibc
import SMMAdapterKit
import SMMModel

/// What a run of the process means for the picture. Pure.
struct MediaVerdict {
    let place: MediaPlace
    let patience: Milliseconds
    let decodedPixels: Int64

    /// Whether the process ended by itself without an answer, which a second try may not.
    static func isCrash(_ ending: MediaEnding) -> Bool {
        switch ending {
        case .ended(let status): MediaCause(status) == .picture
        case .closed: true
        default: false
        }
    }

    /// What became of the picture for each limit, checked.
    ///
    /// - Throws: where the process gave no answer, or one that is the same for all of them.
    func pictures(
        of ending: MediaEnding, for request: FitRequest
    ) throws(Failure) -> [Result<FitOutcome.Picture, Failure>] {
        let answer = try answer(of: ending)
        if case .refused(let refusal) = answer { throw failure(refusal) }
        guard let outcomes = answer.outcomes(for: request) else { throw Self.wrongAnswer }
        return zip(outcomes, request.limits).map { outcome, limit in
            switch outcome {
            case .made(let picture): .success(picture)
            case .refused(let refusal): .failure(failure(refusal, most: limit.maximumBytes))
            }
        }
    }

    /// What a picture is, checked.
    func probe(of ending: MediaEnding, for request: ProbeRequest) throws(Failure) -> ProbedPicture {
        switch try answer(of: ending) {
        case .refused(let refusal): throw failure(refusal)
        case .fitted: throw Self.wrongAnswer
        case .probed(let probe):
            let header = probe.header
            guard Int64(header.width) * Int64(header.height) <= request.decodedPixels else { throw Self.wrongAnswer }
            return ProbedPicture(
                type: probe.kind.type, width: header.width, height: header.height, frames: header.frames,
                bands: header.bands, bits: header.bits, colour: header.colour.name, hasProfile: header.hasProfile,
                traces: probe.traces.names)
        }
    }

    private func answer(of ending: MediaEnding) throws(Failure) -> MediaAnswer {
        switch ending {
        case .answered(let head, let body):
            guard let answer = MediaAnswer(head: head, body: body) else { throw Self.wrongAnswer }
            return answer
        case .notStarted(let number) where [EAGAIN, ENOMEM, EMFILE, ENFILE].contains(number):
            throw Failure("media-process-busy", "There is no room to start the process that parses pictures.")
        case .notStarted(let number): throw notReached(String(cString: strerror(number)))
        case .ended(let status): throw failure(MediaCause(status))
        case .closed: throw failure(.picture)
        case .unwell:
            throw Failure(
                "media-process-missing",
                "The process that parses pictures ends before it has read any: its library is missing, or too many of "
                    + "it are running. Install the package libvips42; journalctl -u 'smmd-media*' says more.")
        case .taken:
            throw Failure(
                "media-process-busy",
                "The process that parses pictures ended over one that it had read before; it may want for memory.")
        case .late:
            throw Failure(
                "media-process-busy",
                "The picture took longer than \(patience.count / 1000) s to read; the machine may be busy.")
        case .flooded: throw Self.wrongAnswer
        case .cancelled: throw Failure("picture-interrupted", "The daemon stopped while a picture was parsed.")
        }
    }

    private func notReached(_ reason: String) -> Failure {
        switch place {
        case .program(let path):
            Failure(
                "media-process-missing",
                "\(path) cannot be started (\(reason)). It is installed with smmd, and needs the package libvips42.")
        case .socket(let path):
            Failure(
                "media-process-missing",
                "\(path) cannot be reached (\(reason)). To open it: systemctl start smmd-media.socket")
        }
    }

    private func failure(_ cause: MediaCause) -> Failure {
        switch cause {
        case .notLoaded:
            Failure("media-process-missing", "\(name) does not find its libraries. Install the package libvips42.")
        case .notStarted: Failure("media-process-missing", "\(name) cannot work here. \(whereToLook)")
        case .notUnderstood: Self.wrongAnswer
        case .taken:
            Failure("media-process-busy", "The process that parses pictures was ended for want of memory.")
        case .slow: Failure("picture-too-slow", "The picture takes too much work to read; it was given up.")
        case .picture:
            Failure("picture-unreadable", "The process that parses pictures ended over this one; it may be damaged.")
        }
    }

    private var name: String {
        switch place {
        case .program(let path): path
        case .socket: "smmd-media"
        }
    }

    private var whereToLook: String {
        switch place {
        case .program: "Run it with --check to see why."
        case .socket:
            // It has nowhere for words of its own; the service manager writes down with which status it ended.
            "The status it ended with is in journalctl -u 'smmd-media*': \(MediaExit.libraryFails.rawValue) says that "
                + "libvips does not start, \(MediaExit.notConfined.rawValue) that it cannot limit or confine itself."
        }
    }

    private static let wrongAnswer = Failure(
        "media-process-answer", "The process that parses pictures gave an answer that cannot be right.")

    /// - Parameter most: the bytes allowed, where the refusal is for one limit.
    private func failure(_ refusal: PictureRefusal, most: Int64? = nil) -> Failure {
        if refusal.code == .notStarted { return failure(.notStarted) }
        if refusal.code == .tooSlow { return failure(.slow) }
        let message =
            switch refusal.code {
            case .tooLarge: "The picture has more than \(decodedPixels / 1_000_000) million pixels."
            case .type: "The file is no JPEG, PNG, WebP or GIF picture."
            case .unreadable: "The picture is damaged or cut short, or takes more memory to read than is allowed."
            default: most.flatMap { Self.message(refusal, most: $0) }
            }
        guard let message else {
            return Failure("media-process-answer", "The process that parses pictures does not take this request.")
        }
        return Failure(refusal.code.rawValue, message)
    }

    private static func message(_ refusal: PictureRefusal, most: Int64) -> String? {
        switch refusal.code {
        case .animated: "The picture moves; made smaller it would stand still."
        case .doesNotFit: "However small it is made, the picture is over \(most) bytes."
        default: nil
        }
    }
}
