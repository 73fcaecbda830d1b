import Glibc
import SMMAPI
import SMMModel
import SMMTestSupport
import Synchronization

/// A daemon made of canned answers: HTTP/1.1 with kept connections over a real Unix socket in a temporary folder.
final class FakeDaemon: Sendable {
    /// A request as it came.
    struct Request: Sendable {
        var method: String
        var target: String
        var headers: [String: String]
        var body: [UInt8]

        /// The path without the query.
        var path: String { String(target.prefix { $0 != "?" }) }
        /// The query, decoded.
        var query: QueryItems {
            guard let mark = target.firstIndex(of: "?") else { return QueryItems() }
            return (try? QueryItems(parsing: target[target.index(after: mark)...])) ?? QueryItems()
        }
    }

    /// What comes back.
    enum Answer: Sendable {
        case json(Int, String)
        case problem(Problem)
        /// A stream of lines, then its end.
        case lines([String])
        /// A stream of lines that breaks off.
        case brokenLines([String])
        /// The connection ends without an answer.
        case drop
        /// Any bytes at all.
        case raw(String)
    }

    let socket: String
    private let folder: String
    private let listener: Int32
    private let handler: @Sendable (Request) -> Answer
    private let early: @Sendable (Request) -> Answer?
    private let recorded = Mutex<[Request]>([])
    private let open = Mutex<Set<Int32>>([])
    private let accepted = Mutex(0)

    /// Starts listening. `early` may answer a request before its body has been read.
    init(
        early: @escaping @Sendable (Request) -> Answer? = { _ in nil },
        handler: @escaping @Sendable (Request) -> Answer
    ) throws {
        folder = try TemporaryFolder.make()
        socket = folder + "/smmd.sock"
        self.handler = handler
        self.early = early
        listener = try Self.listen(socket)
        PlainThread.start { [self] in acceptAll() }
    }

    /// The requests so far.
    var requests: [Request] { recorded.withLock { $0 } }

    /// How many connections there were.
    var connections: Int { accepted.withLock { $0 } }

    /// Stops, closes every connection and removes the folder.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        open.withLock { descriptors in
            for descriptor in descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
        TemporaryFolder.remove(folder)
    }

    private static func listen(_ path: String) throws -> Int32 {
        let descriptor = try UnixAddress.bound(SOCK_STREAM, to: path)
        guard Glibc.listen(descriptor, 16) == 0 else { throw FakeFailure(errno) }
        return descriptor
    }

    private func acceptAll() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            // A program started by another test must not hold this connection open.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            accepted.withLock { $0 += 1 }
            open.withLock { _ = $0.insert(descriptor) }
            PlainThread.start { [self] in
                serve(FakeConnection(descriptor))
                // Under the lock: a number that was closed may already be somebody else's.
                open.withLock { descriptors in
                    descriptors.remove(descriptor)
                    close(descriptor)
                }
            }
        }
        close(listener)
    }

    private func serve(_ connection: FakeConnection) {
        var connection = connection
        while var request = connection.readHead() {
            if let answer = early(request) {
                recorded.withLock { $0.append(request) }
                send(answer, connection, closes: true)
                // What is still coming is read, so that closing does not reset the answer away.
                shutdown(connection.descriptor, Int32(SHUT_WR))
                connection.discard()
                return
            }
            guard let body = connection.read(Int(request.headers["content-length"] ?? "0") ?? 0) else { return }
            request.body = body
            recorded.withLock { $0.append(request) }
            guard send(handler(request), connection, closes: false) else { return }
        }
    }

    /// Sends an answer; false when the connection ends with it.
    @discardableResult
    private func send(_ answer: Answer, _ connection: FakeConnection, closes: Bool) -> Bool {
        switch answer {
        case .json(let status, let text):
            connection.write(Self.head(status, "application/json", text.utf8.count, closes) + text)
            return !closes
        case .problem(let problem):
            let text = Fixture.json(ProblemDocument(problem))
            connection.write(Self.head(problem.status, "application/problem+json", text.utf8.count, closes) + text)
            return !closes
        case .lines(let lines), .brokenLines(let lines):
            connection.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
            for line in lines {
                connection.write("\(String(line.utf8.count + 1, radix: 16))\r\n\(line)\n\r\n")
            }
            if case .lines = answer { connection.write("0\r\n\r\n") }
            return false
        case .drop: return false
        case .raw(let text):
            connection.write(text)
            return false
        }
    }

    private static func head(_ status: Int, _ type: String, _ length: Int, _ closes: Bool) -> String {
        "HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\nContent-Length: \(length)\r\n"
            + (closes ? "Connection: close\r\n" : "") + "\r\n"
    }
}

/// A failure of the test's own system calls.
struct FakeFailure: Error {
    let code: Int32
    init(_ code: Int32) { self.code = code }
}
