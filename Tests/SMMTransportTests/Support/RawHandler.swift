import Glibc
import NIOCore
import NIOSSL

/// Follows the steps of a `RawServer` on one connection.
final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let all: [RawStep]
    private let server: RawServer
    private var position = 0
    private var seen: [UInt8] = []
    private var isOver = false

    init(_ steps: [RawStep], _ server: RawServer) {
        all = steps
        self.server = server
    }

    func channelActive(context: ChannelHandlerContext) {
        server.noteOpened()
        run(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOver = true
        server.noteClosed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        seen.append(contentsOf: unwrapInboundIn(data).readableBytesView)
        run(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func run(_ context: ChannelHandlerContext) {
        while !isOver, position < all.count {
            switch all[position] {
            case .head:
                guard let end = endOfHead() else { return }
                server.noteHead(String(decoding: seen[..<end], as: UTF8.self))
                seen.removeFirst(end)
            case .body(let count):
                guard seen.count >= count else { return }
                server.noteBody(Array(seen[..<count]))
                seen.removeFirst(count)
            case .write(let text):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            case .endless(let text): return pour(ByteBuffer(string: text), context)
            case .close: return context.close(promise: nil)
            case .reset: return reset(context)
            case .again:
                position = 0
                continue
            }
            position += 1
        }
    }

    private func endOfHead() -> Int? {
        let mark = Array("\r\n\r\n".utf8)
        guard seen.count >= 4 else { return nil }
        return (0...(seen.count - 4)).first { Array(seen[$0..<$0 + 4]) == mark }.map { $0 + 4 }
    }

    private func pour(_ text: ByteBuffer, _ context: ChannelHandlerContext) {
        let written = context.eventLoop.makePromise(of: Void.self)
        let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        written.futureResult.whenSuccess {
            let (handler, context) = loop.value
            // Through the loop: a write that completes at once must not call itself.
            context.eventLoop.execute {
                let (handler, context) = loop.value
                if !handler.isOver { handler.pour(text, context) }
            }
            _ = handler
        }
        context.writeAndFlush(wrapOutboundOut(text), promise: written)
    }

    private func reset(_ context: ChannelHandlerContext) {
        // From the TLS handler on, where there is one: a reset says no goodbye.
        let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
        let channel = NIOLoopBound(tls ?? context, eventLoop: context.eventLoop)
        guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.value.close(promise: nil) }
    }
}
