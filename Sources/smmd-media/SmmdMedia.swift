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
    /// What is really its own. It shares a bound with the daemon where it runs as its child.
    private static let memory: UInt = 256 << 20
    private static let descriptors: UInt = 16

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.isEmpty || Array(arguments) == ["--check"] else {
            say("usage: smmd-media [--check]; it is started by smmd, and reads a request from standard input\n", to: 2)
            exit(64)
        }
        // All of it before the library starts: it then finds no further libraries to load.
        guard smm_limit_self(seconds, space, memory, descriptors) == 0, smm_confine_self() == 0 else {
            exit(MediaExit.notConfined.rawValue)
        }
        // A word to a file is not written, but must not end it either.
        signal(SIGXFSZ, SIG_IGN)
        guard smm_vips_start() == 0 else { exit(MediaExit.libraryFails.rawValue) }
        guard arguments.isEmpty else {
            let leaks = smm_confinement_leaks()
            let works = canWork()
            let verdict = works ? "pictures are read and written" : "a picture could not be read or written"
            say("libvips \(String(cString: smm_vips_version())), \(leaks) leaks, \(verdict)\n", to: 1)
            exit(leaks == 0 && works ? 0 : 1)
        }
        exit(FitService(VipsCodec()).serve() ? 0 : MediaExit.noRequest.rawValue)
    }

    /// Whether the library still does its work in here: one dot, read and written in every kind.
    private static func canWork() -> Bool {
        let dot: [UInt8] = [
            0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x2C, 0, 0, 0, 0, 1,
            0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
        ]
        guard let picture = VipsCodec().decode(dot, edge: 1) else { return false }
        return [PictureKind.jpeg, .png, .webp].allSatisfy { kind in
            guard let written = picture.encode(kind, quality: 80) else { return false }
            return VipsCodec().header(of: written) == PictureHeader(width: 1, height: 1, frames: 1)
        }
    }

    private static func say(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
