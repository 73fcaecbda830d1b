#!/usr/bin/env python3
"""Answers for every zone and every transition of 1970 to 2100 from Python's zoneinfo, for SMMTime's tests.

usage: zone-oracle.py ROOT > answers

For each zone below ROOT, little-endian:
  u16 length, the name
  u32 count of transitions, each i64 second
  u32 count of probes, each i64 second, i32 offset, u8 daylight, 11 bytes abbreviation padded with NUL
  u32 count of walls, each i64 wall second, i64 instant with fold 0, i64 instant with fold 1, i64 the transition near
"""
import datetime
import struct
import sys
import zoneinfo
from zoneinfo import _zoneinfo  # the pure implementation: only it shows its transitions

FIRST = 0
LAST = 4133980800  # 2101-01-01T00:00:00Z
NAIVE = datetime.datetime(1970, 1, 1)


def transitions(key):
    """All transitions Python knows, from the table and from the rule after it."""
    zone = _zoneinfo.ZoneInfo.no_cache(key)
    table = list(zone._trans_utc)
    found = {time for time in table if FIRST <= time < LAST}
    rule = zone._tz_after
    if isinstance(rule, _zoneinfo._TZStr):
        standard = int(rule.std.utcoff.total_seconds())
        daylight = int(rule.dst.utcoff.total_seconds())
        for year in range(1969, 2102):
            begins, ends = rule.transitions(year)
            for time in (int(begins) - standard, int(ends) - daylight):
                if FIRST <= time < LAST and (not table or time > table[-1]):
                    found.add(time)
    return sorted(found)


def offset(zone, second):
    return datetime.datetime.fromtimestamp(second, zone)


def instant(zone, wall, fold):
    moment = (NAIVE + datetime.timedelta(seconds=wall)).replace(tzinfo=zone, fold=fold)
    return wall - round(moment.utcoffset().total_seconds())


def answers(key):
    zone = zoneinfo.ZoneInfo(key)
    times = transitions(key)
    probes, walls = [], []
    seconds = {FIRST, LAST - 1}
    for time in times:
        seconds.update((time - 1, time, time + 1))
    offsets = {}
    for second in sorted(seconds):
        moment = offset(zone, second)
        offsets[second] = east = round(moment.utcoffset().total_seconds())
        probes.append(struct.pack("<qiB11s", second, east, moment.dst() != datetime.timedelta(0),
                                  moment.tzname().encode("ascii")))
    for time in times:
        shown = sorted((time + offsets[time - 1], time + offsets[time]))
        if shown[0] == shown[1]:
            continue
        for wall in (shown[0] - 1, shown[0], (shown[0] + shown[1]) // 2, shown[1] - 1, shown[1]):
            walls.append(struct.pack("<qqqq", wall, instant(zone, wall, 0), instant(zone, wall, 1), time))
    name = key.encode("ascii")
    times = [struct.pack("<q", time) for time in times]
    return b"".join([struct.pack("<H", len(name)), name] +
                    [part for list_ in (times, probes, walls) for part in [struct.pack("<I", len(list_))] + list_])


def main():
    zoneinfo.reset_tzpath(to=[sys.argv[1]])
    for key in sorted(zoneinfo.available_timezones() - {"localtime", "posixrules"}):
        sys.stdout.buffer.write(answers(key))


main()
