package import SMMAPI

/// The daemon itself, as the control API needs it. The server has already asked for the role admin in every brand
/// where the table of routes says so.
package protocol DaemonControl: Sendable {
    /// How the daemon and the brands in sight (or only `brand`) stand. Read often: keep it cheap.
    func status(_ call: Call, brand: String?) async throws -> StatusView
    /// What is wrong with the installation; what only an admin may know is left out for others.
    func doctor(_ call: Call) async throws -> DoctorView
    /// Makes a backup now.
    func backup(_ call: Call) async throws -> BackupView
    /// Lets a restored database send again.
    func releaseRestore(_ call: Call) async throws -> RestoreView
    /// Checks the configuration files.
    func checkConfig(_ call: Call) async throws -> ConfigView
    /// Checks the configuration files and runs on them; a bad set changes nothing and is told in the answer.
    func reloadConfig(_ call: Call) async throws -> ConfigView
    /// Takes back what the asker did last, while that can still be done.
    func undo(_ call: Call, _ body: Undo) async throws -> UndoView
    /// Sends a test to the notifier's channels.
    func testNotice(_ call: Call, _ body: TestNotice) async throws -> NoticeTestView
    /// How the door stands, and how far one comes from outside.
    func door(_ call: Call) async throws -> DoorView
    /// Makes a public address of an asset, to try the door; takes the role admin in its brand.
    func linkMedia(_ call: Call, _ asset: String, _ body: LinkMedia) async throws -> MediaLinkView
}
