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
        guard smm_limit_self(seconds, space, memory, descriptors) == 0, smm_confine_self() == 0 else { exit(71) }
        // A word to a file is not written, but must not end it either.
        signal(SIGXFSZ, SIG_IGN)
        guard smm_vips_start() == 0 else { exit(70) }
        guard arguments.isEmpty else {
            let leaks = smm_confinement_leaks()
            say("libvips \(String(cString: smm_vips_version())), \(leaks) leaks\n", to: 1)
            exit(leaks == 0 ? 0 : 1)
        }
        exit(FitService(VipsCodec()).serve() ? 0 : 74)
    }

    private static func say(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
