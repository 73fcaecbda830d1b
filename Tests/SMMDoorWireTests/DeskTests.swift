import CSMMShim
import Dispatch
import Glibc
import SMMDoorWire
import SMMModel
import SMMTestSupport
import Synchronization
import Testing

@Suite("The socket between smmd and its door")
struct DeskTests {
    private typealias Answer = @Sendable (DoorQuestion) async -> DeskReply

    /// Listens in a temporary folder while `body` runs.
    private func withDesk(
        users: Set<UInt32> = [geteuid()], most: Int = 16, patience: Milliseconds = .hours(1),
        strangers: @escaping @Sendable () -> Void = {}, answer: @escaping Answer,
        _ body: (String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/desk.sock"
            let socket = try UnixAddress.bound(SOCK_STREAM, to: path)
            try #require(listen(socket, 64) == 0)
            let listener = DeskListener(
                descriptor: socket, users: users, most: most, patience: patience, strangers: strangers, answer: answer)
            listener.start()
            defer { listener.stop() }
            try await body(path)
        }
    }

    /// Asks on a thread that may block.
    private func ask(
        _ question: DoorQuestion, at path: String, users: Set<UInt32> = [geteuid()],
        patience: Milliseconds = .minutes(5)
    ) async -> Result<DeskReply, DeskFault> {
        let call = DeskCall(path: path, users: users, patience: patience)
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: call.result(of: question))
            }
        }
    }

    @Test("an open file comes along with a medium, to be read and nothing else")
    func file() async throws {
        try await withTemporaryFolder { folder in
            let place = folder + "/photo"
            let bytes = [UInt8]((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
            try write(bytes, to: place)
            let answer: Answer = { question in
                guard question == .media("token", isLook: false), let file = OpenDescriptor(reading: place) else {
                    return DeskReply(.refused)
                }
                return DeskReply(.media(type: "image/jpeg", count: 200_000), file: file)
            }
            try await withDesk(answer: answer) { path in
                let reply = try await ask(.media("token", isLook: false), at: path).get()
                #expect(reply.answer == .media(type: "image/jpeg", count: 200_000))
                let file = try #require(reply.file)
                #expect(file.bytes(at: 0, 200_000) == bytes)
                #expect(Glibc.write(file.number, "x", 1) == -1)
                #expect(fcntl(file.number, F_GETFD) & FD_CLOEXEC != 0)
            }
        }
    }

    @Test("a medium that is announced without its file, or with another length, is no answer")
    func liar() async throws {
        try await withTemporaryFolder { folder in
            let place = folder + "/photo"
            try write([1, 2, 3], to: place)
            let answer: Answer = { question in
                question == .facts
                    ? DeskReply(.media(type: "image/jpeg", count: 3))
                    : DeskReply(.media(type: "image/jpeg", count: 4), file: OpenDescriptor(reading: place))
            }
            try await withDesk(answer: answer) { path in
                await #expect(throws: DeskFault.garbled) { try await ask(.facts, at: path).get() }
                await #expect(throws: DeskFault.garbled) { try await ask(.proof(""), at: path).get() }
            }
        }
    }

    @Test("another user is answered nothing, and another user's socket is asked nothing")
    func strangers() async throws {
        let came = Changes()
        let count = Counter()
        let told: @Sendable () -> Void = {
            count.add()
            came.tell()
        }
        let later: Answer = { _ in DeskReply(.later) }
        try await withDesk(users: [geteuid() + 1], strangers: told, answer: later) { path in
            await #expect(throws: DeskFault.closed) { try await ask(.facts, at: path).get() }
            try await came.first { count.value == 1 }
        }
        let asked = Counter()
        let counting: Answer = { _ in
            asked.add()
            return DeskReply(.later)
        }
        try await withDesk(answer: counting) { path in
            await #expect(throws: DeskFault.stranger) { try await ask(.facts, at: path, users: [geteuid() + 1]).get() }
            #expect(asked.value == 0)
        }
    }

    @Test("nobody there is told from one who is slow")
    func absent() async throws {
        try await withTemporaryFolder { folder in
            await #expect(throws: DeskFault.absent) { try await ask(.facts, at: folder + "/none").get() }
            let path = folder + "/mute"
            let socket = try UnixAddress.bound(SOCK_STREAM, to: path)
            defer { close(socket) }
            try #require(listen(socket, 4) == 0)
            await #expect(throws: DeskFault.late) {
                try await ask(.facts, at: path, patience: .milliseconds(50)).get()
            }
        }
    }

    @Test("however many ask, a few are answered each second")
    func rate() async throws {
        let time = Mutex(Milliseconds.hours(1))
        try await withTemporaryFolder { folder in
            let path = folder + "/desk.sock"
            let socket = try UnixAddress.bound(SOCK_STREAM, to: path)
            try #require(listen(socket, 64) == 0)
            let listener = DeskListener(
                descriptor: socket, users: [geteuid()], burst: 3, perSecond: 2, patience: .hours(1),
                now: { time.withLock { $0 } }, answer: { _ in DeskReply(.refused) })
            listener.start()
            defer { listener.stop() }
            func answered(_ count: Int) async -> Int {
                var answers = 0
                for _ in 0..<count {
                    if case .success = await ask(.facts, at: path) { answers += 1 }
                }
                return answers
            }
            #expect(await answered(10) == 3)
            time.withLock { $0 = Milliseconds(count: $0.count + 1000) }
            #expect(await answered(10) == 2)
            time.withLock { $0 = Milliseconds(count: $0.count + 1_000_000) }
            #expect(await answered(10) == 3)
        }
    }

    @Test("garbage, a length that lies and a slow word are dropped, and do not keep the next one waiting")
    func hostile() async throws {
        let refusing: Answer = { _ in DeskReply(.refused) }
        try await withDesk(most: 2, patience: .milliseconds(100), answer: refusing) { path in
            for bytes: [UInt8] in [
                [255, 255, 255, 255], [0, 0, 0, 3, 9, 9, 9], [0, 0], [0, 0, 0, 0], [0, 16, 0, 0, 1, 5],
            ] {
                let socket = try UnixAddress.connected(to: path)
                defer { close(socket) }
                _ = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                // Bounded by the desk's patience: its end is what is waited for.
                let (wasClosed, _) = await drained(socket)
                #expect(wasClosed)
            }
            // The desk's patience is short here, and this machine may be busy: what was not heard is said again.
            var answer: DoorAnswer?
            for _ in 0..<50 where answer == nil {
                if case .success(let reply) = await ask(.facts, at: path) { answer = reply.answer }
            }
            #expect(answer == .refused)
        }
    }

    @Test("descriptors that nobody asked for are closed, however many come")
    func uninvited() async throws {
        let seen = Counter()
        let refusing: Answer = { _ in
            seen.add()
            return DeskReply(.refused)
        }
        try await withDesk(answer: refusing) { path in
            for _ in 0..<20 {
                var ends: [Int32] = [-1, -1]
                try #require(pipe(&ends) == 0)
                for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
                defer { close(ends[0]) }
                let socket = try UnixAddress.connected(to: path)
                defer { close(socket) }
                let question = DoorQuestion.facts.bytes
                let bytes: [UInt8] = [0, 0, 0, UInt8(question.count)] + question
                for byte in bytes { _ = withUnsafeBytes(of: byte) { smm_send(socket, $0.baseAddress, 1, ends[1]) } }
                close(ends[1])
                _ = await drained(socket)
                // The pipe ends when nobody has its other end any more.
                var watched = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
                #expect(poll(&watched, 1, 20_000) == 1 && watched.revents & Int16(POLLHUP) != 0)
            }
            #expect(seen.value == 20)
        }
    }

    /// Reads to the end on a thread that may block; whether there was one within 20 s, and how many bytes came before.
    private func drained(_ socket: Int32) async -> (wasClosed: Bool, count: Int) {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var time = timeval(tv_sec: 20, tv_usec: 0)
                setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
                var buffer = [UInt8](repeating: 0, count: 4096)
                var count = 0
                var got = recv(socket, &buffer, buffer.count, 0)
                while got > 0 {
                    count += got
                    got = recv(socket, &buffer, buffer.count, 0)
                }
                continuation.resume(returning: (got == 0 || errno == ECONNRESET, count))
            }
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        #expect(bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count)
    }
}
