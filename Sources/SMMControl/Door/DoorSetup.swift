package import SMMDoorWire

/// How the door is configured.
package struct DoorSetup: Sendable, Hashable {
    /// The public address, without a slash at its end.
    package var url: String
    /// Where the daemon answers its door.
    package var socket: String
    /// What the door must know.
    package var facts: DoorFacts

    /// A setup.
    package init(url: String, socket: String, facts: DoorFacts) {
        self.url = url
        self.socket = socket
        self.facts = facts
    }
}
