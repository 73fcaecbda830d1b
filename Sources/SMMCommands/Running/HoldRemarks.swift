import SMMAPI
import SMMModel

/// Tells whoever wrote or changed a post what holds it back, or would after a dry run, and the command that ends it.
enum HoldRemarks {
    /// One remark a hold; none in JSON, which carries them.
    static func tell(_ holds: [HoldView], _ session: Session) {
        guard session.format == .table else { return }
        let verb = session.isDryRun ? "Would be held" : "Held"
        for hold in holds { session.remark("\(verb) (\(hold.reason.rawValue)): \(hold.detail)", next: hold.next) }
    }
}
