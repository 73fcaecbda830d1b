import SMMAdapterKit
import SMMModel

/// Where an account that was connected is by now, as its document says: another server or another name may be in force,
/// while the old server still answers.
struct Whereabouts: Sendable {
    let seat: Seat
    let discovery: Discovery

    /// The failure when the document names another server than the one the account was connected on; nil when it does
    /// not, or cannot be read now.
    func moved() async -> Failure? {
        guard let (pds, _) = try? await discovery.present(seat.did), let pds, pds.origin != seat.pds else { return nil }
        return Failure("account-moved", Self.movedWords(pds))
    }

    /// What a person should look at, each with the next step; empty when everything is as it was.
    func remarks() async -> [String] {
        let document: (pds: ServerAddress?, handle: String?)
        do throws(ConnectStop) {
            document = try await discovery.present(seat.did)
        } catch {
            guard case .refused(let problem) = error else {
                return ["Whether the account has moved is not known: its document cannot be read now. Check it later."]
            }
            return [problem.message + " Posts may not be seen; ask the account's server, then connect it again."]
        }
        var remarks: [String] = []
        if let pds = document.pds {
            if pds.origin != seat.pds { remarks.append(Self.movedWords(pds)) }
        } else {
            remarks.append("The account's document names no server that can be used; ask the account's server.")
        }
        guard let handle = document.handle else {
            return remarks + ["The account's document claims no handle; set it again on the account's server."]
        }
        if "@" + handle != seat.handle, handle != seat.handle {
            remarks.append("The account is now called @\(handle). Connect it again by that name.")
        }
        switch await discovery.leads(handle, to: seat.did) {
        case .account, .unknown: break
        case .disputed(let failure): remarks.append(failure.message)
        case .elsewhere:
            remarks.append(
                "The handle @\(handle) no longer leads to the account. Set it again on the account's server, and connect "
                    + "the account again.")
        }
        return remarks
    }

    private static func movedWords(_ pds: ServerAddress) -> String {
        "The account has moved to another server, \(pds.origin). Connect it again."
    }
}
