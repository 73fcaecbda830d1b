import Glibc

/// The brand chosen with `brand use`: one line in `$XDG_CONFIG_HOME/smmctl/brand`, or below `~/.config`.
struct SavedBrand {
    /// The folder; nil when there is no home.
    let folder: String?

    init(variables: [String: String]) {
        if let base = variables["XDG_CONFIG_HOME"], base.hasPrefix("/") {
            folder = base + "/smmctl"
        } else if let home = variables["HOME"], home.hasPrefix("/") {
            folder = home + "/.config/smmctl"
        } else {
            folder = nil
        }
    }

    /// The file.
    var path: String? { folder.map { $0 + "/brand" } }

    /// The brand's name; nil when none is chosen or the file does not hold one.
    func read() -> String? {
        guard let path, let bytes = try? LocalFile.read(path, limit: 4096).get(),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let name = text.prefix { $0 != "\n" }
        return name.isEmpty || name.unicodeScalars.contains(where: Printable.isDangerous) ? nil : String(name)
    }

    /// Keeps `name`; nil forgets the choice. Throws a `CommandFailure` that names the file.
    func write(_ name: String?) throws {
        guard let folder, let path else {
            throw CommandFailure.local(
                "home-missing", "There is no home folder to keep the choice in.", next: "export SMM_BRAND=NAME")
        }
        guard let name else {
            unlink(path)
            return
        }
        for end in folder.indices.dropFirst() where folder[end] == "/" { mkdir(String(folder[..<end]), 0o700) }
        mkdir(folder, 0o700)
        let temporary = path + ".new"
        guard let file = fopen(temporary, "w") else { throw Self.failure(temporary) }
        let isWritten = fputs(name + "\n", file) >= 0
        guard fclose(file) == 0, isWritten, rename(temporary, path) == 0 else { throw Self.failure(path) }
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure.local(
            "file-unwritable", "The choice cannot be kept: \(LocalFile.reason(errno)).", given: path,
            next: "export SMM_BRAND=NAME")
    }
}
