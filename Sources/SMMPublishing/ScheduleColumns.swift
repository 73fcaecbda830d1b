import SMMDatabase
import SMMModel

/// How a schedule stands in the columns of a delivery: its kind says which of them hold.
struct ScheduleColumns {
    /// schedule_kind
    let kind: SQLValue
    /// schedule_wall
    private(set) var wall = SQLValue.null
    /// schedule_zone
    private(set) var zone = SQLValue.null
    /// schedule_fold
    private(set) var fold = SQLValue.null
    /// schedule_queue
    private(set) var queue = SQLValue.null
    /// schedule_position
    private(set) var position = SQLValue.null
    /// The release of the zone data by which the instant was found.
    private(set) var tzdata = SQLValue.null
    /// due_at
    let due: SQLValue

    /// The columns of `schedule`, whose instant was found by this release of the zone data.
    init(_ schedule: Schedule, tzdata: String?) {
        kind = .text(schedule.kind)
        due = schedule.due.sqlValue
        if schedule.due != nil { self.tzdata = tzdata.sqlValue }
        switch schedule {
        case .none:
            break
        case .at(_, let wall, let zone, let fold):
            self.wall = .text(wall)
            self.zone = .text(zone)
            self.fold = .integer(Int64(fold))
        case .slot(let queue, let position, _):
            self.queue = .integer(queue.rawValue)
            self.position = .integer(position)
        case .occurrence(let rule, let n, _):
            self.queue = .integer(rule)
            self.position = .integer(n)
        }
    }
}
