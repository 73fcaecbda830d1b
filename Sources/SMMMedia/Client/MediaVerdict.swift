import Glibc
import SMMAdapterKit
import SMMModel

/// What a run of the process means for the picture. Pure.
struct MediaVerdict {
    let program: String
    let patience: Milliseconds

    /// Whether the process ended by itself without an answer, which a second try may not.
    static func isCrash(_ ending: MediaChild.Ending) -> Bool {
        guard case .ended(let status) = ending else { return false }
        return cause(status) == .picture
    }

    /// Why the process ended without an answer.
    private enum Cause {
        /// The loader found no libraries.
        case notLoaded
        /// It could not limit or confine itself, or the library did not start.
        case notStarted
        /// It did not take the request for one.
        case notUnderstood
        /// Somebody else ended it: the kernel, where memory ran out.
        case taken
        /// It used up its time.
        case slow
        /// It fell over the picture.
        case picture
    }

    private static func cause(_ status: Int32) -> Cause {
        switch status & 0x7F {
        case 0: break
        case SIGKILL: return .taken
        case SIGXCPU: return .slow
        default: return .picture
        }
        let code = (status >> 8) & 0xFF
        switch MediaExit(rawValue: code) {
        case .libraryFails, .notConfined: return .notStarted
        case .noRequest: return .notUnderstood
        // 127 is the loader's.
        case nil: return code == 127 ? .notLoaded : .picture
        }
    }

    /// The picture, checked.
    func picture(of ending: MediaChild.Ending, for request: FitRequest) throws(Failure) -> FittedPicture {
        switch ending {
        case .answered(let head, let body):
            guard let answer = FitAnswer(head: head, body: body) else { throw Self.wrongAnswer }
            if case .refused(let refusal) = answer { throw Self.failure(refusal, request) }
            guard let picture = answer.picture(for: request) else { throw Self.wrongAnswer }
            return FittedPicture(
                bytes: picture.bytes, type: picture.kind.type, width: picture.width, height: picture.height)
        case .notStarted(let number) where [EAGAIN, ENOMEM, EMFILE, ENFILE].contains(number):
            throw Failure("media-process-busy", "There is no room to start the process that parses pictures.")
        case .notStarted(let number):
            throw Failure(
                "media-process-missing",
                "\(program) cannot be started (\(String(cString: strerror(number)))). "
                    + "It is installed with smmd, and needs the package libvips42.")
        case .ended(let status): throw failure(Self.cause(status))
        case .late:
            throw Failure(
                "media-process-busy",
                "The picture took longer than \(patience.count / 1000) s to read; the machine may be busy.")
        case .flooded: throw Self.wrongAnswer
        case .cancelled: throw Failure("picture-interrupted", "The daemon stopped while a picture was made smaller.")
        }
    }

    private func failure(_ cause: Cause) -> Failure {
        switch cause {
        case .notLoaded:
            Failure("media-process-missing", "\(program) does not find its libraries. Install the package libvips42.")
        case .notStarted:
            Failure("media-process-missing", "\(program) cannot work here. Run it with --check to see why.")
        case .notUnderstood: Self.wrongAnswer
        case .taken:
            Failure("media-process-busy", "The process that parses pictures was ended for want of memory.")
        case .slow: Failure("picture-too-slow", "The picture takes too much work to read; it was given up.")
        case .picture:
            Failure("picture-unreadable", "The process that parses pictures ended over this one; it may be damaged.")
        }
    }

    private static let wrongAnswer = Failure(
        "media-process-answer", "The process that parses pictures gave an answer that cannot be right.")

    private static func failure(_ refusal: PictureRefusal, _ request: FitRequest) -> Failure {
        let message =
            switch refusal.code {
            case .animated: "The picture moves; made smaller it would stand still."
            case .tooLarge: "The picture has more than \(request.decodedPixels / 1_000_000) million pixels."
            case .type: "The file is no JPEG, PNG or WebP picture."
            case .unreadable: "The picture is damaged or cut short, or takes more memory to read than is allowed."
            case .doesNotFit: "However small it is made, the picture is over \(request.maximumBytes) bytes."
            default: nil as String?
            }
        guard let message else {
            return Failure("media-process-answer", "The process that parses pictures does not take this request.")
        }
        return Failure(refusal.code.rawValue, message)
    }
}
