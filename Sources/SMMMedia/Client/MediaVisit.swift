import Glibc

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
        if leash.isCut { return .cancelled }
        switch ending {
        case .answered(let head, let body): return .answered(head: head, body: body)
        case .closed: return .closed
        case .late: return .late
        case .flooded: return .flooded
        }
    }

    /// The error's number, or 0.
    private func connect(_ socket: Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        let isThere = withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard name.count < room.count else { return false }
            room.copyBytes(from: name)
            return true
        }
        guard isThere else { return ENAMETOOLONG }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? 0 : errno
    }
}
