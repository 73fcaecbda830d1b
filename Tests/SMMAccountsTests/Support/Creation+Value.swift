import SMMAccounts

extension Creation {
    /// What was made; only for creates without a key.
    var value: Value {
        get throws {
            guard case .made(let value) = self else { throw UnexpectedAnswer() }
            return value
        }
    }
}
