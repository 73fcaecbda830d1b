import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import SMMAdapterKit
import SMMTestSupport
import Synchronization

/// A loopback server that does exactly what its steps say, on every connection.
final class RawServer: Sendable {
    private let listener: Mutex<(any Channel)?> = Mutex(nil)
    private let state = Mutex<(opened: Int, closed: Int, heads: [String], bodies: [[UInt8]])>((0, 0, [], []))
    /// Told of every connection that opens or closes and of every request head.
    let changes = Changes()
    let port: Mutex<Int> = Mutex(0)

    /// Connections so far.
    var connections: Int { state.withLock { $0.opened } }
    /// Request heads so far.
    var heads: [String] { state.withLock { $0.heads } }

    /// What came for each step that waits for bytes of a body.
    var bodies: [[UInt8]] { state.withLock { $0.bodies } }

    /// A URL on it.
    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port.withLock { $0 })" + path }

    /// Returns when `count` connections are closed.
    func closed(_ count: Int) async throws {
        try await changes.first { state.withLock { $0.closed >= count } }
    }

    func noteOpened() {
        state.withLock { $0.opened += 1 }
        changes.tell()
    }

    func noteHead(_ head: String) {
        state.withLock { $0.heads.append(head) }
        changes.tell()
    }

    func noteBody(_ bytes: [UInt8]) { state.withLock { $0.bodies.append(bytes) } }

    func noteClosed() {
        state.withLock { $0.closed += 1 }
        changes.tell()
    }

    private func start(_ steps: [RawStep], _ tls: NIOSSLContext?, _ host: String) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(RawHandler(steps, self))
                }
            }
            .bind(host: host, port: 0).get()
        port.withLock { $0 = channel.localAddress?.port ?? 0 }
        listener.withLock { $0 = channel }
    }

    /// Runs `body` with a server that follows `steps`, over TLS when it has a certificate.
    static func with<Value>(
        _ steps: [RawStep], certificate: String? = nil, key: String = "", at host: String = "127.0.0.1",
        _ body: (RawServer) async throws -> Value
    ) async throws -> Value {
        let server = RawServer()
        try await server.start(steps, certificate.map { try context($0, key) }, host)
        do {
            let value = try await body(server)
            try await server.stop()
            return value
        } catch {
            try await server.stop()
            throw error
        }
    }

    private static func context(_ certificate: String, _ key: String) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
    }

    /// Runs `body` with a port on which nothing listens and which nobody else is given meanwhile: it is bound, no more.
    @discardableResult
    static func withDeadPort<Value>(_ body: (Int) async throws -> Value) async throws -> Value {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw IOError(errnoCode: errno, reason: "no port") }
        return try await body(Int(UInt16(bigEndian: address.sin_port)))
    }

    private func stop() async throws {
        try await listener.withLock { $0 }?.close().get()
    }
}
