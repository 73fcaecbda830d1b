import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SMMAdapterKit

/// Names what went wrong on the way, from the error's type and number, never from its text.
enum TransportFailure {
    /// The error as adapters see it.
    ///
    /// - Parameter host: who was asked, where that is known; named where its name is what is wrong.
    static func error(
        _ error: any Error, progress: TransferProgress, status: Int?, host: String? = nil
    ) -> HTTPTransportError {
        let code = code(error, progress: progress)
        // A TLS failure before the head means that a connection stood and nothing of the request was written.
        let reached = code == "tls" && progress == .notConnected ? TransferProgress.connected : progress
        return HTTPTransportError(
            progress: reached, failure: Failure(code, message(code, host.flatMap(shown)), status: status),
            status: status)
    }

    /// A request that is not sent at all.
    static func refusal(_ code: String, host: String? = nil) -> HTTPTransportError {
        HTTPTransportError(progress: .notConnected, failure: Failure(code, message(code, host.flatMap(shown))))
    }

    private static func code(_ error: any Error, progress: TransferProgress) -> String {
        switch error {
        case is ResponseCollector.TooLarge: return "too-large"
        case let error as HTTPClientError: return code(error, progress)
        case let error as NIOConnectionError: return code(error)
        case let error as IOError: return code(errno: error.errnoCode, progress)
        case let error as HTTPParserError: return code(error)
        case let error as ChannelError:
            if case .connectTimeout = error { return "connect-time-out" }
            return closed(progress)
        case is BodySource.Unreadable: return "body-unreadable"
        case is PeerCheck.Refused: return DestinationRefusal.notPublic.rawValue
        case is CancellationError: return "cancelled"
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            return progress.nothingSent ? "tls" : closed(progress)
        default: return progress.nothingSent ? "not-connected" : closed(progress)
        }
    }

    private static func code(_ error: HTTPClientError, _ progress: TransferProgress) -> String {
        if error == .connectTimeout { return "connect-time-out" }
        if error == .tlsHandshakeTimeout { return "tls" }
        if error == .deadlineExceeded || error == .readTimeout || error == .writeTimeout { return "time-out" }
        if error == .getConnectionFromPoolTimeout { return "time-out" }
        if error == .cancelled { return "cancelled" }
        if error == .alreadyShutdown { return "shut-down" }
        if error == .invalidURL || error == .emptyHost || error == .emptyScheme { return "invalid-url" }
        if error == .remoteConnectionClosed || error == .uncleanShutdown { return closed(progress) }
        // What is left while nothing was sent are refusals of the request itself: header names, values, lengths.
        return progress.nothingSent ? "invalid-request" : closed(progress)
    }

    private static func code(_ error: NIOConnectionError) -> String {
        let numbers = error.connectionErrors.compactMap { ($0.error as? IOError)?.errnoCode }
        if numbers.contains(ECONNREFUSED) { return "connection-refused" }
        if let number = numbers.first { return code(errno: number, .notConnected) }
        if error.connectionErrors.contains(where: { ($0.error as? ChannelError).map(isTimeOut) ?? false }) {
            return "connect-time-out"
        }
        return error.dnsAError != nil || error.dnsAAAAError != nil ? "name-not-found" : "unreachable"
    }

    private static func isTimeOut(_ error: ChannelError) -> Bool {
        if case .connectTimeout = error { return true }
        return false
    }

    private static func code(errno number: CInt, _ progress: TransferProgress) -> String {
        switch number {
        case ECONNREFUSED: "connection-refused"
        case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, ENETDOWN, EHOSTDOWN: "unreachable"
        case ETIMEDOUT: progress.nothingSent ? "connect-time-out" : "time-out"
        default: closed(progress)
        }
    }

    private static func code(_ error: HTTPParserError) -> String {
        switch error {
        case .headerOverflow: "too-large"
        case .invalidEOFState, .closedConnection: "truncated"
        default: "garbled"
        }
    }

    private static func closed(_ progress: TransferProgress) -> String {
        progress == .headReceived ? "truncated" : "closed"
    }

    /// A host as it may stand in a sentence; nil for what no name of a host looks like: it may come from a server.
    private static func shown(_ host: String) -> String? {
        let isName = host.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        return isName && (1...253).contains(host.utf8.count) ? host : nil
    }

    private static func message(_ code: String, _ host: String? = nil) -> String {
        switch code {
        case "connection-refused": "The connection was refused."
        case "name-not-found": "The name of the host \(host.map { "\($0) " } ?? "")is not known."
        case "not-public":
            "The host \(host.map { "\($0) " } ?? "")is not on the public internet; network.allow in smmd.yaml names what may "
                + "be asked nevertheless."
        case "port-closed":
            "The host \(host.map { "\($0) " } ?? "")is not asked at this port; network.ports in smmd.yaml names those that "
                + "are, beside 443."
        case "unreachable": "The host cannot be reached."
        case "connect-time-out": "The connection was not made in time."
        case "tls": "The secure connection could not be made."
        case "time-out": "There was no whole answer in time."
        case "truncated": "The answer broke off."
        case "too-large": "The answer is larger than allowed."
        case "garbled": "The answer is not HTTP."
        case "invalid-url": "The address is not one that may be asked."
        case "invalid-request": "The request cannot be written as HTTP."
        case "cancelled": "The request was given up."
        case "body-unreadable": "What was to be sent could not be read."
        case "shut-down": "The network is being shut down."
        case "not-connected": "No connection was made."
        default: "The connection was closed before an answer."
        }
    }
}
