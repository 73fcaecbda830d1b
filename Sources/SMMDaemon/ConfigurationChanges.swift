import SMMConfig

/// Says what a reload made different, and what takes a restart.
enum ConfigurationChanges {
    /// What the daemon runs on after a reload: what takes a restart stays as it was.
    static func live(_ new: Configuration, over old: Configuration) -> Configuration {
        var live = new
        live.stateDirectory = old.stateDirectory
        live.siteDirectory = old.siteDirectory
        live.socket = old.socket
        live.notify = old.notify
        live.limits = old.limits
        live.backup = old.backup
        live.door = old.door
        live.logLevel = old.logLevel
        return live
    }

    /// One line for each section that differs.
    static func of(_ old: Configuration, _ new: Configuration) -> [String] {
        var lines: [String] = []
        if old.publishing != new.publishing { lines.append("publishing: applied") }
        if old.fuse != new.fuse { lines.append("fuse: applied") }
        if old.breaker != new.breaker { lines.append("breaker: applied") }
        if old.rate != new.rate { lines.append("rate: applied") }
        if old.notify != new.notify { lines.append("notify: takes effect at the next restart") }
        if old.network != new.network { lines.append("network: applied") }
        if old.limits != new.limits { lines.append("limits: takes effect at the next restart") }
        if old.backup != new.backup { lines.append("backup: takes effect at the next restart") }
        if old.door != new.door { lines.append("door: takes effect at the next restart") }
        if old.clock != new.clock { lines.append("clock: applied") }
        if old.platforms != new.platforms { lines.append("platforms.d: applied") }
        if old.logLevel != new.logLevel { lines.append("log-level: takes effect at the next restart") }
        if old.stateDirectory != new.stateDirectory || old.siteDirectory != new.siteDirectory
            || old.socket != new.socket
        {
            lines.append("folders and socket: take effect at the next restart")
        }
        return lines
    }
}
