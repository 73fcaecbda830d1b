import Glibc

/// The talk with the other side over one socket, bounded in time and bytes: the request goes out while the answer may
/// come in already, so that neither waits for the other.
struct MediaTalk {
    private let socket: Int32
    private let deadline: Int64
    private var outgoing: [[UInt8]]
    private var sent = 0
    private var intake: AnswerIntake

    init(socket: Int32, pieces: [[UInt8]], longestAnswer: Int, deadline: Int64) {
        self.socket = socket
        self.deadline = deadline
        outgoing = pieces.reversed()
        intake = AnswerIntake(longest: longestAnswer)
    }

    /// Talks until there is an answer, the other side is gone, or the deadline is past: `answered`, `closed`, `late` or
    /// `flooded`.
    mutating func run(now: () -> Int64) -> MediaEnding {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let left = deadline - now()
            guard left > 0 else { return .late }
            var watched = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            if !outgoing.isEmpty { watched.events |= Int16(POLLOUT) }
            guard poll(&watched, 1, Int32(clamping: left)) > 0 else { continue }
            if watched.revents & Int16(POLLOUT) != 0 { send() }
            guard watched.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 else { continue }
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { return .closed }
            switch intake.take(buffer[..<count]) {
            case .more: continue
            case .tooMuch: return .flooded
            case .whole(let head, let body): return .answered(head: head, body: body)
            }
        }
    }

    /// Sends what goes without waiting. A side that takes no more is found out by what it answers, or by its end.
    private mutating func send() {
        guard let piece = outgoing.last else { return }
        let count = piece.withUnsafeBytes { bytes in
            Glibc.send(
                socket, bytes.baseAddress.map { $0 + sent }, bytes.count - sent,
                Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
        }
        if count < 0 {
            if errno != EAGAIN, errno != EINTR { outgoing = [] }
            return
        }
        sent += count
        if sent == piece.count {
            outgoing.removeLast()
            sent = 0
        }
    }
}
