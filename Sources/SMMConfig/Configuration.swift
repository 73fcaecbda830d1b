/// Everything a person can set: the defaults, and what the files say otherwise.
package struct Configuration: Hashable, Sendable {
    /// The folder of the database and everything else the daemon keeps.
    package var stateDirectory = "/var/lib/smmd"
    /// The folder below which sites are written, unless an account names its own.
    package var siteDirectory = "/var/lib/smmd-site"
    /// The path of the control socket when systemd does not hand one over.
    package var socket = "/run/smmd/smmd.sock"
    /// What is logged.
    package var logLevel = LogLevel.info
    /// How operations are carried out.
    package var publishing = PublishingConfiguration()
    /// The last cap on what an account may send.
    package var fuse = FuseConfiguration()
    /// When a destination counts as down.
    package var breaker = BreakerConfiguration()
    /// What is obeyed when a platform asks to slow down.
    package var rate = RateConfiguration()
    /// Where connections may be made to.
    package var network = NetworkConfiguration()
    /// What the control interface takes.
    package var limits = LimitsConfiguration()
    /// How a person is told what they must know.
    package var notify = NotifyConfiguration()
    /// Where backups go and how many are kept.
    package var backup = BackupConfiguration()
    /// The process that faces the internet.
    package var door = DoorConfiguration()
    /// What counts as a jump of the clock.
    package var clock = ClockConfiguration()
    /// The brands described in `brands.d/`, by name.
    package var brands: [String: BrandConfiguration] = [:]
    /// The facts of the platforms that came with this version, by platform.
    package var shippedPlatforms: [String: PlatformConfiguration] = [:]
    /// What `platforms.d/` corrects in the manifests, by platform.
    package var platforms: [String: PlatformConfiguration] = [:]

    /// The defaults.
    package init() {}

    /// The full path of a file or folder that may be given relative to the state folder.
    package func resolved(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(stateDirectory)/\(path)"
    }

    /// The full path of the folder for outgoing mail.
    package var mailSpool: String { resolved(notify.mail.spool) }
    /// The full path of the folder for backups.
    package var backupDirectory: String { resolved(backup.directory) }
}
