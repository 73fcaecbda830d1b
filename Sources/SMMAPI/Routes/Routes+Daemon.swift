import SMMModel

extension Routes {
    static let daemon: [Route] = [
        .get(.ping, "/ping", "daemon", "A sign of life.", role: nil, scope: .anyone, answer: "PingView"),
        .get(.version, "/version", "daemon", "What is running.", role: nil, scope: .anyone, answer: "VersionView"),
        .get(
            .whoami, "/whoami", "daemon", "Who the daemon takes you for.", role: nil, scope: .anyone,
            answer: "WhoAmIView"),
        .get(
            .openapi, "/openapi.json", "daemon", "This document.", role: nil, scope: .anyone, answer: "OpenAPI"),
        .get(
            .status, "/status", "daemon", "How the daemon and the brands in sight stand.", query: [.brand],
            answer: "StatusView"),
        .get(.doctor, "/doctor", "daemon", "What is wrong with the installation.", answer: "DoctorView"),
        .get(
            .showDoor, "/door", "daemon", "How the door stands, and how far one comes from outside.", role: .admin,
            scope: .everywhere, answer: "DoorView"),
    ]

    static let operations: [Route] = [
        .write(
            "POST", .createBackup, "/backups", "daemon", "Makes a backup now.", role: .admin, scope: .everywhere,
            status: 201, answer: "BackupView"),
        .write(
            "POST", .releaseRestore, "/restore/release", "daemon", "Lets a restored database send again.",
            role: .admin, scope: .everywhere, answer: "RestoreView"),
        .write(
            "POST", .checkConfig, "/config/check", "daemon", "Checks the configuration files.", role: .admin,
            scope: .everywhere, answer: "ConfigView"),
        .write(
            "POST", .reloadConfig, "/config/reload", "daemon", "Checks the configuration files and runs on them.",
            role: .admin, scope: .everywhere, answer: "ConfigView"),
        .write(
            "POST", .undo, "/undo", "daemon", "Takes back what you did last, while that can still be done.",
            role: .author, body: .json("Undo"), answer: "UndoView"),
        .write(
            "POST", .testNotice, "/notify/test", "daemon", "Sends a test to the notifier's channels.", role: .admin,
            scope: .everywhere, body: .json("TestNotice"), answer: "NoticeTestView"),
    ]
}
