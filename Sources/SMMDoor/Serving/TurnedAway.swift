import NIOCore

/// Closes a connection for which there is no room, once it is open.
final class TurnedAway: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelActive(context: ChannelHandlerContext) { context.close(promise: nil) }
}
