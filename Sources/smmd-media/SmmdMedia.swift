import CVipsShim
import Glibc
import SMMMedia

/// Parses what comes from outside, without files, network or secrets: one request on standard input, one answer on
/// standard output. `--check` says whether it is confined as it should be.
@main
struct SmmdMedia {
    /// Seconds of processor time for one picture.
    private static let seconds: UInt = 20
    /// Address space: the libraries take most of it, untouched.
    private static let space: UInt = 1 << 30
    /// What is really its own: below what its unit allows it.
    private static let memory: UInt = 384 << 20
    private static let descriptors: UInt = 16

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.isEmpty || Array(arguments) == ["--check"] else {
            say("usage: smmd-media [--check]; it is started by smmd, and reads a request from standard input\n", to: 2)
            exit(64)
        }
        // A word to a file is not written, but must not end it either.
        signal(SIGXFSZ, SIG_IGN)
        let isAsked = !arguments.isEmpty
        // All of it before the library starts: it then finds no further libraries to load.
        guard smm_limit_self(seconds, space, memory, descriptors) == 0 else {
            end(.notConfined, isAsked ? "it cannot set limits to itself (\(error))" : nil)
        }
        guard smm_confine_self() == 0 else {
            end(.notConfined, isAsked ? "it cannot confine itself by a filter of system calls (\(error))" : nil)
        }
        let late = MediaAnswer.refused(PictureRefusal(.tooSlow)).framed
        smm_say_when_out_of_time(late, late.count)
        guard smm_vips_start() == 0 else { end(.libraryFails, isAsked ? "libvips does not start" : nil) }
        guard !isAsked else {
            let leaks = smm_confinement_leaks()
            let works = canWork()
            let verdict = works ? "pictures are read and written" : "a picture could not be read or written"
            say("libvips \(String(cString: smm_vips_version())), \(leaks) leaks, \(verdict)\n", to: 1)
            exit(leaks == 0 && works ? 0 : 1)
        }
        exit(MediaService(VipsCodec()).serve() ? 0 : MediaExit.noRequest.rawValue)
    }

    /// Ends before it has looked at anything, and says so: a person why, the daemon in an answer, since behind a socket it
    /// reads no exit status.
    ///
    /// - Parameter reason: why, to a person; nil where nobody asked.
    private static func end(_ status: MediaExit, _ reason: String?) -> Never {
        if let reason {
            say("smmd-media: \(reason)\n", to: 2)
        } else {
            let words = MediaAnswer.refused(PictureRefusal(.notStarted)).framed
            _ = write(1, words, words.count)
        }
        exit(status.rawValue)
    }

    /// What the C library calls the error of the last call.
    private static var error: String { String(cString: strerror(errno)) }

    /// Whether the library still does its work in here: one dot, read and written in every kind.
    private static func canWork() -> Bool {
        let dot = PictureKind.dot
        guard let picture = VipsCodec().decode(dot, edge: 1, orientation: 1) else { return false }
        return [PictureKind.jpeg, .png, .webp].allSatisfy { kind in
            guard let written = picture.encode(kind, quality: 80) else { return false }
            return VipsCodec().header(of: written).map { $0.width == 1 && $0.height == 1 && $0.frames == 1 } ?? false
        }
    }

    private static func say(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
