import SMMPublishing

/// A publish machine, as far as bringing it to its end goes.
package protocol StoppableMachine: Sendable {
    /// How many calls into adapters are under way.
    var flying: Int { get async }
    /// Claims nothing more.
    func stop() async
    /// Gives up what is in flight.
    func giveUp() async
    /// Ends although something in flight does not come back.
    func leaveBehind() async
}

extension Dispatcher: StoppableMachine {}
