#!/usr/bin/env python3
"""The benchmarks of leadline: `make bench`, or some: `make bench ONLY='startup where'`.

How to read the tables
- A figure stands beside a reference of the same run, and the ratio is what counts. All commands of a table take turns, round
  after round; a ratio is made within a round, the median is quoted. (min-max) far apart: the machine was busy, try again.
- The references are C programs (`c/`), compiled in this run, or leadline itself in another size.
- CPU time is user and system time together and is hardly disturbed by other work; wall time is, and is quoted only where
  it is the question (start-up, 2 jobs). Instructions are counted by callgrind and repeat within a percent.
- `aim` is what the design asks for. A missed aim is marked and is no error: machines differ. The exit status is 1 only when
  something did not run, or gave another result than its reference: counts and exit statuses are compared everywhere.

Each concern is a file: runs.py, http_runs.py, startup.py, instructions.py, where.py, bodies.py, prompt.py; harness.py measures, suites.py writes what
is run. Python 3.9 and its standard library are enough.
"""
import argparse
import os
import sys
from pathlib import Path

from bodies import bodies
from harness import Bench, Broken, Skipped
from http_runs import http
from instructions import instructions
from prompt import prompt
from runs import files, outputs, rows
from startup import startup
from where import where

ROOT = Path(__file__).resolve().parents[2]
ALL = [files, rows, outputs, http, startup, instructions, where, bodies, prompt]
GROUPS = {group.__name__: group for group in ALL}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"some of: {', '.join(GROUPS)}")
    parser.add_argument("--binary", type=Path, default=ROOT / ".build/release/leadline")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    unknown = [name for name in options.groups if name not in GROUPS]
    if unknown:
        parser.error(f"unknown group '{unknown[0]}'; there are {', '.join(GROUPS)}")

    broken = 0
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, {load:.1f} processes busy before; {options.rounds} rounds")
    try:
        bench = Bench(options.binary.resolve(), ROOT / ".build/benchmarks", options.rounds)
    except Skipped as reason:
        sys.exit(f"skipped: all, because {reason}")
    for name in options.groups or GROUPS:
        try:
            GROUPS[name](bench)
        except Skipped as reason:
            print(f"\nskipped: {name}, because {reason}")
        except Broken as reason:
            broken += 1
            print(f"\nbroken: {name}: {reason}")
    print(f"\n{bench.missed} aims missed, {broken} groups broken")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
