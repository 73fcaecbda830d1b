import NIOCore
import NIOPosix

/// Opens connections to one endpoint on one event loop thread.
struct Connector: Sendable {
    let endpoint: ClientEndpoint
    /// The ssh program: a name looked up in PATH, or a path.
    let ssh: String
    let group: any EventLoopGroup

    /// A new connection; throws a `ClientError` that says why there is none.
    func connect() async throws -> ClientConnection {
        switch endpoint {
        case .socket(let path):
            do {
                return try await ClientBootstrap(group: group)
                    .channelOption(ChannelOptions.autoRead, value: false)
                    .connectTimeout(.seconds(10))
                    .connect(unixDomainSocketPath: path) { ClientConnection.setUp($0) }
            } catch {
                throw ClientError.connecting(to: path, error)
            }
        case .ssh(let target, let socket):
            let tunnel = try SSHTunnel.start(target, socket: socket, program: ssh)
            do {
                return try await ClientBootstrap(group: group)
                    .channelOption(ChannelOptions.autoRead, value: false)
                    .withConnectedSocket(tunnel.socket) { ClientConnection.setUp($0, tunnel: tunnel) }
            } catch {
                tunnel.end()
                throw ClientError(.tunnel, "The connection through ssh could not be set up: \(error).")
            }
        }
    }
}
