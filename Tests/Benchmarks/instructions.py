"""User instructions, as callgrind counts them: other work on the machine does not disturb them."""
import re
import shutil
import subprocess

import suites
from harness import Broken, Table, needs


def instructions(bench):
    needs("valgrind", "valgrind")
    needs("strip", "binutils")
    table = Table(bench, "User instructions on the mock, 1 job: the difference of 300 and 100 files")
    counts = {}
    for assertions in [0, 20]:
        few, many = (counted(bench, suites.files(bench, size, assertions=assertions), size) for size in [100, 300])
        counts[assertions] = (many - few) / 200
    table.figure("a file, the mock's part included (aim over HTTP: <= 60 k beyond libcurl's)", "k", [counts[0]])
    table.figure("an assertion: parsed, checked, judged", "k", [(counts[20] - counts[0]) / 20], aim=6)
    table.figure("start and end, without a file", "k", [counted(bench, suites.files(bench, 100), 100) - 100 * counts[0]])


def counted(bench, folder, size):
    """The instructions of a run. Without debug information valgrind starts faster and counts the same."""
    copy = bench.folder / "leadline"
    shutil.copy(bench.binary, copy)
    subprocess.run(["strip", "-g", copy], check=True)
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", copy, *suites.run(bench, folder)[1:]]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found or suites.passed(size) not in done.stdout:
        raise Broken(f"valgrind ended with {done.returncode}:\n{done.stdout[-300:]}{done.stderr[-300:]}")
    return int(found[1])
