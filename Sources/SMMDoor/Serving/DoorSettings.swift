package import NIOCore

/// The limits of the door.
package struct DoorSettings: Sendable {
    /// The most connections at a time; of those that do nothing, the longest gives way to a new one.
    package var maximumConnections = 512
    /// The most bytes of a request's line and headers.
    package var maximumHead = 8 << 10
    /// How long a head may take from the connection's beginning, or from the last answer.
    package var headTime: TimeAmount = .seconds(10)
    /// How long a body may take to arrive.
    package var bodyTime: TimeAmount = .seconds(20)
    /// How long an answer may take to begin.
    package var answerTime: TimeAmount = .seconds(25)
    /// How long a client may take for an answer, and the rate it must keep beyond that, in bytes a second.
    package var readTime: TimeAmount = .seconds(30)
    /// The slowest client of a large medium.
    package var leastRate: Int64 = 16 << 10
    /// How long after the stop began an answer may still take.
    package var stopTime: TimeAmount = .seconds(3)
    /// How many questions are put to smmd at a time.
    package var questions = 8
    /// How many of them may be such that smmd asks a network before it answers.
    package var slowQuestions = 3
    /// How many wait for their question to be put.
    package var waitingQuestions = 64
    /// How many media are on their way at a time.
    package var transfers = 64
    /// What a client may ask at once, and each second after that.
    package var burst = 120
    /// What comes back to a client each second.
    package var perSecond = 4
    /// What a request that came to nothing takes beyond its one.
    package var failureCost = 9
    /// How many clients are remembered.
    package var clients = 4096
    /// How long what smmd said of its configuration counts, in milliseconds.
    package var factsLife: Int64 = 30_000

    /// The limits as shipped.
    package init() {}
}
