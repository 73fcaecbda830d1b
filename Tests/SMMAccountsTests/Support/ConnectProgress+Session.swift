import SMMAccounts

extension ConnectProgress {
    /// The session to go on with; nil where there is nothing left to do.
    var session: String? {
        switch self {
        case .visit(let session, _, _), .ask(let session, _, _): session
        case .connected, .rehearsed: nil
        }
    }
}
