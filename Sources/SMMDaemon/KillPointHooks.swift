import SMMAPI
import SMMAPIServer
import SMMModel
import SMMPublishing

/// Carries what the server hands over to the observer of kill points.
enum KillPointHooks {
    /// The server's hooks for `observer`.
    static func server(_ observer: any KillPointObserver) -> ServerHooks {
        ServerHooks(
            answered: { observer.reached(.acknowledged, operation: 0) },
            delivered: { events in
                for event in events where event.subject.kind == "operation" {
                    guard let id = OperationID(event.subject.id) else { continue }
                    observer.reached(.eventDelivered, operation: id.rawValue)
                }
            })
    }
}
