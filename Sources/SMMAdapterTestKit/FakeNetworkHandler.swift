import NIOCore
import NIOHTTP1
import SMMAdapterKit
import SMMModel
import SMMTime

/// Collects a request, asks the platform, and writes or withholds the answer.
final class FakeNetworkHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let host: any FakeHost
    private let delay: Milliseconds
    private let control: (@Sendable (SMMAdapterKit.HTTPRequest) -> SMMAdapterKit.HTTPResponse?)?
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(
        _ host: any FakeHost, delay: Milliseconds = .zero,
        control: (@Sendable (SMMAdapterKit.HTTPRequest) -> SMMAdapterKit.HTTPResponse?)? = nil
    ) {
        self.host = host
        self.delay = delay
        self.control = control
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            isTooLarge = false
        case .body(let part):
            isTooLarge = isTooLarge || body.count + part.readableBytes > host.maximumBody
            if !isTooLarge { body.append(contentsOf: part.readableBytesView) }
        case .end:
            guard let head else { return }
            answer(head, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard !isTooLarge else {
            write(FakeReply.error(413, "too-large", "At most \(host.maximumBody) bytes."), keepsAlive: false, context)
            return
        }
        let request = SMMAdapterKit.HTTPRequest(
            method: head.method.rawValue, url: head.uri,
            headers: head.headers.map { HTTPField($0.name, $0.value) }, body: body)
        if let response = control?(request) {
            write(response, keepsAlive: head.isKeepAlive, context)
            return
        }
        let answer = host.handle(request)
        guard delay > .zero else {
            give(answer, keepsAlive: head.isKeepAlive, context)
            return
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let keepsAlive = head.isKeepAlive
        context.eventLoop.scheduleTask(in: .milliseconds(delay.count)) {
            let (handler, context) = bound.value
            handler.give(answer, keepsAlive: keepsAlive, context)
        }
    }

    private func give(_ answer: FakeAnswer, keepsAlive: Bool, _ context: ChannelHandlerContext) {
        switch answer {
        case .whole(let response): write(response, keepsAlive: keepsAlive, context)
        case .cut(let response, let count): write(response, cutAfter: count, keepsAlive: false, context)
        case .closed, .failed: context.close(promise: nil)
        case .silence: break
        }
    }

    private func write(
        _ response: SMMAdapterKit.HTTPResponse, cutAfter count: Int? = nil, keepsAlive: Bool,
        _ context: ChannelHandlerContext
    ) {
        var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        headers.replaceOrAdd(name: "Content-Length", value: "\(response.body.count)")
        if !keepsAlive { headers.replaceOrAdd(name: "Connection", value: "close") }
        if let now = host.now, !headers.contains(name: "Date") {
            headers.add(name: "Date", value: HTTPDate.format(now))
        }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
        let body = context.channel.allocator.buffer(bytes: response.body.prefix(count ?? response.body.count))
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        if count != nil {
            // Without an end: the client must notice that something is missing.
            let channel = context.channel
            context.flush()
            channel.close(promise: nil)
            return
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if !keepsAlive { context.close(promise: nil) }
    }
}
