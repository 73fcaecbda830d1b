/// How far a request got before it failed. From `headWritten` on, the platform may have acted.
package enum TransferProgress: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// No connection was made.
    case notConnected
    /// Connected, nothing written.
    case connected
    /// The request head was handed over and leaves within the turn of its event loop, or has left.
    case headWritten
    /// Some of the body left.
    case bodyPartly
    /// All of the body left.
    case bodyWritten
    /// The response head arrived.
    case headReceived

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Orders from least to furthest.
    package static func < (left: TransferProgress, right: TransferProgress) -> Bool { left.rank < right.rank }

    /// Whether it is certain that the platform saw nothing of the request.
    package var nothingSent: Bool { self <= .connected }
}
