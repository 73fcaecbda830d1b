import Logging
import SMMConfig
import SMMDatabase
import SMMDatabaseSQLite
import SMMModel
import SMMNotices
import SMMPublishing
import SMMStore

extension DaemonCore {
    private static let noRoomNotice = "disk-full"
    private static let noReserveNotice = "no-reserve"

    /// The reserve could be set aside again.
    func roomIsBack() async {
        logger.notice("The reserve is set aside again: sending goes on.")
        await closeRoomNotices()
        tellStatus(statusLine)
        await engine.dispatcher.due()
    }

    /// Nobody needs to hear any more that there is no room: the next time, a person is told anew.
    func closeRoomNotices() async {
        let now = options.clock.now
        do {
            try await database.write { tx in
                try Notices.close(Self.noRoomNotice, now: now, in: tx)
                try Notices.close(Self.noReserveNotice, now: now, in: tx)
            }
        } catch {
            logger.error("A notice could not be closed.", metadata: ["error.code": "\(error)"])
        }
    }

    /// Where there is no room, there may be none for the notice either; the log has it in any case.
    func tellOfNoRoom() async {
        guard !headroom.hasRoom else { return }
        tellStatus(statusLine)
        let (now, id) = (options.clock.now, ids.next(NoticeKind.self))
        let folder = configuration.stateDirectory
        do {
            try await database.write { [headroom] tx in
                // Else it could come after the word that there is room again.
                guard let shortage = headroom.shortage else { return }
                let draft = Self.notice(of: shortage, folder)
                // What kept the reserve away may have become something else.
                for old in [Self.noRoomNotice, Self.noReserveNotice] where old != draft.dedupe {
                    try Notices.close(old, now: now, in: tx)
                }
                try Notices.raise(draft, id: id, now: now, in: tx)
            }
            noticeRaised()
        } catch {
            logger.warning(
                "The notice that nothing is sent could not be stored.", metadata: ["error.code": "\(error)"])
        }
    }

    private static func notice(of shortage: DatabaseFailure, _ folder: String) -> NoticeDraft {
        if shortage.code == .full {
            return NoticeDraft(
                brand: nil, kind: "disk-full", dedupe: noRoomNotice, severity: "critical",
                subject: "The disk is full: smmd sends nothing",
                body: "What is queued keeps its state and goes out once there is room below \(folder).",
                command: "df -h \(folder)")
        }
        return NoticeDraft(
            brand: nil, kind: "no-reserve", dedupe: noReserveNotice, severity: "critical",
            subject: "smmd cannot set its reserve aside and sends nothing",
            body: "Without the reserve a full disk could lose results. What is queued goes out once it can be made: "
                + "\(shortage.message).",
            command: "ls -ld \(folder) \(folder)/reserve")
    }
}
