import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import SMMAdapterKit
import SMMModel

/// The yardstick: AsyncHTTPClient alone, posting the same bytes with the same concurrency, nothing stored.
package struct BareLoop: Sendable {
    private let url: String
    private let concurrency: Int

    /// A loop to `url` with `concurrency` requests at a time.
    package init(url: String, concurrency: Int) {
        self.url = url
        self.concurrency = concurrency
    }

    /// Posts `count` bodies; gives how many were answered with 2xx.
    package func run(count: Int) async throws -> Int {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrency
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let url = self.url
        let concurrency = self.concurrency
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for worker in 0..<concurrency {
                group.addTask {
                    var good = 0
                    for job in stride(from: worker, to: count, by: concurrency) {
                        let wire = BenchAdapter.request(
                            job: "\(job + 1)", due: Instant(milliseconds: 0), text: BenchText.text(job), url: url)
                        var request = HTTPClientRequest(url: wire.url)
                        request.method = .POST
                        for field in wire.headers { request.headers.add(name: field.name, value: field.value) }
                        request.body = .bytes(ByteBuffer(bytes: wire.body))
                        let response = try await client.execute(request, timeout: .seconds(30))
                        _ = try await response.body.collect(upTo: 1 << 20)
                        if (200..<300).contains(response.status.code) { good += 1 }
                    }
                    return good
                }
            }
            return try await group.reduce(0, +)
        }
        try await client.shutdown()
        return done
    }
}

extension BareLoop {
    /// CPU seconds this process has used, user and system.
    package static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
