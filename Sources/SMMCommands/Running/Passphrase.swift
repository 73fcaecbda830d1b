import SMMModel

/// Asks for a passphrase.
enum Passphrase {
    /// The passphrase from a file, or as a person types it; a new one is typed twice.
    static func read(_ session: Session, file: String?, isNew: Bool) throws -> Secret {
        if let file { return try Connecting.read(file, session.terminal) }
        guard session.terminal.isInputInteractive else {
            throw CommandFailure.usage(
                "nobody-to-ask", "A passphrase is needed, and nobody is there to be asked.",
                next: "Run it in a terminal, or give --passphrase-file FILE.")
        }
        let first = try typed(session, "Passphrase (nothing is shown while you type): ")
        guard isNew else { return first }
        guard try typed(session, "The same again: ") == first else {
            throw CommandFailure.local("passphrase-differs", "The two are not the same; nothing was done.")
        }
        return first
    }

    private static func typed(_ session: Session, _ prompt: String) throws -> Secret {
        session.terminal.error(prompt)
        guard let text = try session.terminal.readSecret(), !text.isEmpty else {
            throw CommandFailure.local("answer-missing", "Nothing was typed; nothing was done.")
        }
        return Secret(text)
    }
}
