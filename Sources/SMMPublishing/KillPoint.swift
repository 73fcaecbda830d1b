/// The named instants of a publish at which a harness may kill the daemon; each follows one durable write or one
/// step of the transfer. The stock daemon observes none of them.
package enum KillPoint: String, Sendable, CaseIterable {
    /// 1. The claim is durable.
    case claimed
    /// 2. A remote media or container id is durable.
    case stepRecorded = "step-recorded"
    /// 3. The intent is durable.
    case intent
    /// 4. The first byte left.
    case firstByte = "first-byte"
    /// 5. The last byte left.
    case lastByte = "last-byte"
    /// 6. The response head arrived.
    case responseHead = "response-head"
    /// 7. The answer was parsed.
    case parsed
    /// 8. Result, receipt and event are durable.
    case result
    /// 9. The event was handed to its readers.
    case eventDelivered = "event-delivered"
    /// 10. Temporary media were removed.
    case mediaRemoved = "media-removed"
    /// 11. The waiting API call was answered.
    case acknowledged
}
