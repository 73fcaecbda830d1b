import Glibc
import SMMModel

/// One connection to the socket behind which the service manager starts a process for each: that process has nothing of
/// this one but the connection, and ends with it.
final class MediaVisit: MediaRun {
    private let path: String
    private let leash = SocketLeash()

    init(_ path: String) { self.path = path }

    func cancel() { leash.cut() }

    func run(_ pieces: [[UInt8]], longestAnswer: Int, patience: Int64) -> MediaEnding {
        // Without waiting: where the queue of connections is full, the machine is busy.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(AF_UNIX, kind, 0)
        guard socket >= 0 else { return .notStarted(errno) }
        defer { leash.drop(socket) }
        guard leash.take(socket) else { return .cancelled }
        let fault = connect(socket)
        guard fault == 0 else { return leash.isCut ? .cancelled : .notStarted(fault) }
        var talk = MediaTalk(
            socket: socket, pieces: pieces, longestAnswer: longestAnswer, deadline: MonotonicClock.now() + patience)
        let ending = talk.run(now: MonotonicClock.now)
        return leash.isCut ? .cancelled : ending
    }

    /// The error's number, or 0.
    private func connect(_ socket: Int32) -> Int32 {
        do throws(UnixAddressError) {
            try UnixAddress(path).call("connect") { Glibc.connect(socket, $0, $1) }
            return 0
        } catch {
            return error.number
        }
    }
}
