import NIOCore
import NIOHTTP1

/// Stands right behind the HTTP parser: a target that is not a path (RFC 9112, section 3.2.2) names no address of ours.
///
/// The next layer would take the path out of `http://another.example/path` and leave the name of the host behind, so that
/// two programs on the way could take one request for two.
final class OriginForm: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), !head.uri.hasPrefix("/") else {
            context.fireChannelRead(data)
            return
        }
        head.uri = "*"
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
