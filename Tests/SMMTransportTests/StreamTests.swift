import Glibc
import SMMAdapterKit
import SMMModel
import SMMTestSupport
import SMMTransport
import Synchronization
import Testing

@Suite("Bodies out of files", .timeLimit(.minutes(10)))
struct StreamTests {
    private func send(_ url: String, _ content: HTTPBody) -> HTTPRequest {
        HTTPRequest(method: "POST", url: url, content: content, deadline: .hours(1))
    }

    /// A file of `count` bytes, of which those that `bytes` says are written and the others are none on the disk.
    private func file(_ folder: String, _ bytes: [UInt8], count: Int64) throws -> String {
        let path = folder + "/film"
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
        fflush(file)
        #expect(ftruncate(fileno(file), off_t(count)) == 0)
        return path
    }

    @Test("bytes and stretches of files leave in order, with their length said before, and every step is told")
    func whole() async throws {
        try await withTemporaryFolder { folder in
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 / 7) }
            let path = try file(folder, bytes, count: 300_000)
            var content = HTTPBody([1, 2, 3])
            content.append(.file(FileStretch(path: path, offset: 10, count: 299_000)))
            content.append(.bytes([4, 5]))
            try await RawServer.with([.head, .body(299_005), .write(ok)]) { server in
                let told = Mutex<[TransferProgress]>([])
                let response = try await withTransport { transport in
                    try await transport.send(send(server.url(), content)) { step in told.withLock { $0.append(step) } }
                }
                #expect(response.status == 200)
                #expect(server.bodies == [[1, 2, 3] + bytes[10..<299_010] + [4, 5]])
                let head = try #require(server.heads.first).lowercased()
                #expect(head.contains("content-length: 299005\r\n") && !head.contains("transfer-encoding"))
                let steps = told.withLock { $0 }
                #expect(steps.first == .headWritten && steps.last == .headReceived)
                #expect(steps.filter { $0 == .bodyWritten }.count == 1)
                #expect(steps == steps.sorted())
                #expect(steps.filter { $0 == .bodyPartly }.count >= 7)
            }
        }
    }

    @Test("a file larger than any memory is read no further than it is sent")
    func large() async throws {
        try await withTemporaryFolder { folder in
            let path = try file(folder, [1], count: 64 << 30)
            try await RawServer.with([.head, .body(200_000), .reset]) { server in
                let error = try await withTransport {
                    await failure(of: send(server.url(), HTTPBody(FileStretch(path: path, count: 64 << 30))), with: $0)
                }
                #expect(error?.failure.code == "closed")
                #expect(error?.progress == .bodyPartly)
                #expect(server.heads.first?.lowercased().contains("content-length: 68719476736\r\n") == true)
            }
        }
    }

    @Test("what is not there, is less than was said, or is behind a link is not sent at all")
    func unreadable() async throws {
        try await withTemporaryFolder { folder in
            let path = try file(folder, [1, 2, 3], count: 3)
            symlink(path, folder + "/link")
            try await RawServer.with([.head, .write(ok)]) { server in
                try await withTransport { transport in
                    for stretch in [
                        FileStretch(path: folder + "/none", count: 3), FileStretch(path: path, count: 4),
                        FileStretch(path: path, offset: 1, count: 3), FileStretch(path: folder + "/link", count: 3),
                        FileStretch(path: folder, count: 1), FileStretch(path: path, offset: -1, count: 2),
                    ] {
                        let error = await failure(of: send(server.url(), HTTPBody(stretch)), with: transport)
                        #expect(error?.failure.code == "body-unreadable")
                        #expect(error?.progress == .notConnected)
                    }
                }
                #expect(server.connections == 0)
            }
        }
    }

    @Test("a file that gets shorter while it is sent breaks the request off, and what left is known")
    func shortened() async throws {
        try await withTemporaryFolder { folder in
            let path = try file(folder, [1], count: 1 << 20)
            try await RawServer.with([.head, .body(1 << 20), .write(ok)]) { server in
                let request = send(server.url(), HTTPBody(FileStretch(path: path, count: 1 << 20)))
                let error = try await withTransport { transport -> HTTPTransportError? in
                    do {
                        _ = try await transport.send(request) { if $0 == .headWritten { truncate(path, 70_000) } }
                        return nil
                    } catch {
                        return error as? HTTPTransportError
                    }
                }
                #expect(error?.failure.code == "body-unreadable")
                #expect(error?.progress == .bodyPartly)
            }
        }
    }
}
