import NIOCore
import NIOHTTP1
import NIOPosix

/// Talks to the daemon over its control socket, or over ssh to another machine's; keeps one connection alive.
package actor APIClient {
    /// Where the daemon is.
    package nonisolated let endpoint: ClientEndpoint
    /// The largest answer taken whole, in bytes, where a request does not say otherwise.
    package static let largestAnswer = 16 << 20

    private let group: MultiThreadedEventLoopGroup
    private let connector: Connector
    private var idle: ClientConnection?

    /// A client of the daemon at `endpoint`; connects with the first request. `ssh` is the program that reaches
    /// another machine.
    package init(endpoint: ClientEndpoint, ssh: String = "ssh") {
        self.endpoint = endpoint
        self.group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        self.connector = Connector(endpoint: endpoint, ssh: ssh, group: group)
    }

    /// Sends a request and collects its answer, whatever its status. A repeatable request whose connection broke is
    /// sent once more. Throws a `ClientError`.
    package func send(_ request: ClientRequest) async throws -> ClientResponse {
        do {
            return try await exchange(request)
        } catch let error as ClientError where error.isLostConnection && request.isRepeatable {
            return try await exchange(request)
        }
    }

    /// Sends a request whose answer is a stream of lines. A status of 400 or above is given as a whole answer instead.
    package func stream(_ request: ClientRequest) async throws -> ClientStream {
        let connection = try await connector.connect()
        do {
            let (head, _) = try await connection.send(request)
            guard head.status.code < 400 else {
                let body = try await connection.collect(
                    limit: request.longestAnswer, patience: .seconds(request.patience))
                await connection.close()
                return .refused(Self.response(head, body))
            }
            return .lines(ClientLines(connection: connection))
        } catch {
            let failure = Self.lost(error, connection)
            await connection.close()
            throw failure
        }
    }

    /// Closes the connection and stops the event loop.
    package func close() async {
        let connection = idle
        idle = nil
        await connection?.close()
        try? await group.shutdownGracefully()
    }

    private func exchange(_ request: ClientRequest) async throws -> ClientResponse {
        let connection = try await takeConnection()
        do {
            let (head, isWhole) = try await connection.send(request)
            let body = try await connection.collect(limit: request.longestAnswer, patience: .seconds(request.patience))
            if isWhole, head.isKeepAlive, idle == nil {
                idle = connection
            } else {
                await connection.close()
            }
            return Self.response(head, body)
        } catch {
            let failure = Self.lost(error, connection)
            await connection.close()
            throw failure
        }
    }

    /// The kept connection, or a new one. It belongs to the caller until it is given back.
    private func takeConnection() async throws -> ClientConnection {
        if let connection = idle {
            idle = nil
            if connection.channel.isActive { return connection }
            await connection.close()
        }
        return try await connector.connect()
    }

    private static func response(_ head: HTTPResponseHead, _ body: [UInt8]) -> ClientResponse {
        ClientResponse(
            status: Int(head.status.code), headers: head.headers.map { (name: $0.name, value: $0.value) }, body: body)
    }

    /// The failure of an exchange on `connection` in words.
    nonisolated static func lost(_ error: any Error, _ connection: ClientConnection) -> ClientError {
        if let own = error as? ClientError { return own }
        if let parser = error as? HTTPParserError, parser != .invalidEOFState {
            return ClientError(.unreadable, "What answered does not speak HTTP: \(parser).", next: "smmctl doctor")
        }
        if let tunnel = connection.tunnel {
            let words = tunnel.complaint()
            let last = words.split(separator: "\n").suffix(3).joined(separator: " ")
            return ClientError(
                .tunnel,
                last.isEmpty
                    ? "The ssh connection ended before the answer came." : "The ssh connection failed: \(last)",
                next: "Try by hand: ssh SERVER smmctl status")
        }
        return ClientError(
            .lost, "The connection to the daemon ended before the answer came: it may have been restarted.",
            next: "smmctl status")
    }
}
