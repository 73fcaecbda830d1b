package import SMMModel

/// What the door asked since the start. Pure.
package struct DoorTally: Sendable, Hashable {
    /// Whether the daemon listens for its door.
    package var isListening = false
    /// When it asked last.
    package var lastAsked: Instant?
    /// How many media it was given.
    package var media = 0
    /// How many addresses of media were not good.
    package var refused = 0
    /// How often somebody else than the door's user came.
    package var strangers = 0

    /// Nothing yet.
    package init() {}
}
