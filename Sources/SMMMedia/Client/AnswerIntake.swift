/// Puts an answer together from what arrives. Pure; holds no more than an answer can be, whatever is announced.
package struct AnswerIntake: Sendable {
    /// What there is after some bytes.
    package enum State: Sendable, Hashable {
        /// Not all of it yet.
        case more
        /// A piece is announced, or something came, that no answer has.
        case tooMuch
        /// Both pieces.
        case whole(head: [UInt8], body: [UInt8])
    }

    private let longest: Int
    private var bytes: [UInt8] = []

    /// An intake of a second piece of at most `longest` bytes.
    package init(longest: Int) { self.longest = longest }

    /// Takes what arrived.
    package mutating func take(_ new: some Collection<UInt8>) -> State {
        bytes += new
        guard bytes.count >= 4 else { return .more }
        let head = WireFrame.count(bytes[..<4])
        guard head <= MediaAnswer.longestHead else { return .tooMuch }
        guard bytes.count >= 8 + head else { return .more }
        let body = WireFrame.count(bytes[4 + head..<8 + head])
        guard body <= longest, bytes.count <= 8 + head + body else { return .tooMuch }
        guard bytes.count == 8 + head + body else { return .more }
        return .whole(head: Array(bytes[4..<4 + head]), body: Array(bytes[(8 + head)...]))
    }
}
