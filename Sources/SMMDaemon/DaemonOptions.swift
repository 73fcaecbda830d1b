package import SMMAccounts
package import SMMAdapterKit
package import SMMModel
package import SMMPublishing

/// What the daemon is started with, from its command line.
package struct DaemonOptions: Sendable {
    /// Where that folder is unless the command line says otherwise.
    package static let standardConfiguration = "/etc/smmd"

    /// The folder of `smmd.yaml` and its companions.
    package var configuration: String
    /// Overrides `state-directory`.
    package var state: String?
    /// Overrides `socket`.
    package var socket: String?
    /// Overrides `site-directory`.
    package var site: String?
    /// The folder of the platforms' facts that came with this version; nil where there is none.
    package var shipped: String?
    /// The program that parses pictures, started for each of them; nil without one.
    package var mediaProgram: String?
    /// The Unix socket behind which the service manager starts that program, which then goes before ``mediaProgram``; nil
    /// without a service manager. With neither, no picture is taken in.
    package var mediaSocket: String?
    /// The script that makes the vault's keys, to be named to an administrator; nil where it is not known.
    package var keyScript: String?
    /// The folder of credentials that the service manager handed over; nil without one.
    package var credentials: String?
    /// The adapters.
    package var adapters: [any PlatformAdapter]
    /// Told of each kill point; only harnesses have one.
    package var observer: (any KillPointObserver)?
    /// Told of each point of a renewal of a credential; only harnesses listen.
    package var renewal: @Sendable (RefreshPoint) -> Void = { _ in }
    /// The clock.
    package var clock: any TimeSource
    /// How it lets time pass.
    package var pause: Pause
    /// Hosts that may be spoken to without TLS; only harnesses name any.
    package var plainHosts: Set<String>
    /// How long what is in flight may take to end by itself after the daemon was told to stop; then it is given up and
    /// recorded as far as it got.
    package var stopPatience: Milliseconds

    /// Options with the given adapters and the machine's clocks.
    package init(
        configuration: String, state: String? = nil, socket: String? = nil, site: String? = nil,
        shipped: String? = nil, mediaProgram: String? = nil, mediaSocket: String? = nil,
        keyScript: String? = nil,
        credentials: String? = nil, adapters: [any PlatformAdapter],
        observer: (any KillPointObserver)? = nil,
        clock: any TimeSource = SystemTime(), pause: Pause = .real, plainHosts: Set<String> = [],
        stopPatience: Milliseconds = .seconds(30)
    ) {
        self.configuration = configuration
        self.state = state
        self.socket = socket
        self.site = site
        self.shipped = shipped
        self.mediaProgram = mediaProgram
        self.mediaSocket = mediaSocket
        self.keyScript = keyScript
        self.credentials = credentials
        self.adapters = adapters
        self.observer = observer
        self.clock = clock
        self.pause = pause
        self.plainHosts = plainHosts
        self.stopPatience = stopPatience
    }
}
