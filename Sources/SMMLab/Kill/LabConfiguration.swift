/// The configuration of a daemon in a harness: every guard on, every wait short.
package enum LabConfiguration {
    /// The lines by which a daemon asks the fake networks of this machine.
    package static let thisMachine = """
        network:
          allow: [127.0.0.1]

        """

    /// The text of `smmd.yaml`.
    ///
    /// - Parameter more: lines that follow, such as another section.
    package static func text(
        settle: String = "600ms", listingGap: String = "300ms", onAbsent: String = "resend",
        catchUpGap: String = "100ms", undoWindow: String = "0s", more: String = ""
    ) -> String {
        """
        publishing:
          settle:
            record-key: \(settle)
            idempotency-key: \(settle)
            server-object: \(settle)
            listing: \(settle)
            none: \(settle)
          listing-gap: \(listingGap)
          on-absent: \(onAbsent)
          undo-window: \(undoWindow)
          catch-up-gap: \(catchUpGap)
          poison-crashes: 100
          retry:
            first: 100ms
            cap: 1s
        fuse:
          per-hour: 0
          per-day: 0
          burst: 0
          minimum-gap: 0s
        breaker:
          failures: 1000
        rate:
          minimum: 20ms
          default-retry-after: 100ms
        \(thisMachine)
        \(more)

        """
    }
}
