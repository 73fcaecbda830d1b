import Glibc
package import SMMModel

/// The door's side: one connection for each question, to nobody but smmd.
package struct DeskCall: Sendable {
    private let path: String
    private let users: Set<UInt32>
    private let patience: Milliseconds
    /// Networks are given fifteen seconds by smmd.
    private static let slowPatience = Milliseconds.seconds(20)

    /// Calls to the socket at `path`, which must be one of these users', each for at most `patience`; for longer where smmd
    /// asks a network first.
    package init(path: String, users: Set<UInt32>, patience: Milliseconds = .seconds(5)) {
        self.path = path
        self.users = users
        self.patience = patience
    }

    /// Asks one question. Blocks its thread for at most the patience.
    package func ask(_ question: DoorQuestion) throws(DeskFault) -> DeskReply {
        let connection = try connect()
        let span = question.isSlow ? max(patience, Self.slowPatience) : patience
        let talk = TimedSocket(connection.number, patience: span.count)
        try talk.send(question.bytes)
        let (message, file) = try talk.receive(longest: DoorAnswer.longest)
        guard let answer = DoorAnswer(message) else { throw .garbled }
        guard case .media(_, let count) = answer else { return DeskReply(answer) }
        // What is announced must be there: a body of another length would end in the middle.
        guard let file, file.fileSize == count else { throw .garbled }
        return DeskReply(answer, file: file)
    }

    /// The same as a value.
    package func result(of question: DoorQuestion) -> Result<DeskReply, DeskFault> {
        do throws(DeskFault) {
            return .success(try ask(question))
        } catch {
            return .failure(error)
        }
    }

    private func connect() throws(DeskFault) -> OpenDescriptor {
        // Without waiting: the other side's queue of those who wait may be full.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let number = socket(AF_UNIX, kind, 0)
        guard number >= 0 else { throw .absent }
        let connection = OpenDescriptor(number)
        do throws(UnixAddressError) {
            try UnixAddress(path).call("connect") { Glibc.connect(number, $0, $1) }
        } catch {
            switch error.number {
            case EACCES, EPERM: throw .stranger
            case EAGAIN: throw .closed
            default: throw .absent
            }
        }
        guard DeskPeer.isOne(of: users, number) else { throw .stranger }
        return connection
    }
}
