import NIOCore
import NIOHTTP1

/// Hands the parts of an answer out one at a time, and reads from the socket only when one is asked for: a slow
/// reader slows the daemon down instead of filling memory.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private var context: ChannelHandlerContext?
    private var buffered = CircularBuffer<HTTPClientResponsePart>()
    private var waiting: EventLoopPromise<HTTPClientResponsePart>?
    private var failure: (any Error)?
    private var hasEnded = false

    /// Completes `promise` with the next part; on the event loop only.
    func pull(_ promise: EventLoopPromise<HTTPClientResponsePart>) {
        if let part = buffered.popFirst() {
            promise.succeed(part)
        } else if hasEnded {
            promise.fail(failure ?? ChannelError.eof)
        } else {
            waiting = promise
            context?.read()
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        end(nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if let promise = waiting {
            waiting = nil
            promise.succeed(part)
        } else {
            buffered.append(part)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if waiting != nil { context.read() }
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(error)
        context.close(promise: nil)
    }

    private func end(_ error: (any Error)?) {
        if failure == nil { failure = error }
        hasEnded = true
        guard let promise = waiting else { return }
        waiting = nil
        promise.fail(failure ?? ChannelError.eof)
    }
}
