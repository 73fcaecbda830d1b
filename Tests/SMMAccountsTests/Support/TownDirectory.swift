import SMMAccounts
import Synchronization

/// Users and groups of an imaginary town; counts how often it is asked.
final class TownDirectory: UserDirectory {
    private let asked = Mutex(0)

    var questions: Int { asked.withLock { $0 } }

    func userName(_ uid: UInt32) -> String? {
        asked.withLock { $0 += 1 }
        return [0: "root", 1000: "anna", 1001: "bert", 1002: "carla"][uid]
    }

    func groupName(_ gid: UInt32) -> String? { [50: "smm-admin", 60: "writers", 70: "readers"][gid] }
    func hasUser(_ name: String) -> Bool { ["root", "anna", "bert", "carla"].contains(name) }
    func hasGroup(_ name: String) -> Bool { ["smm-admin", "writers", "readers"].contains(name) }
}
