"""Runs over HTTP on loopback, beside a bare loop on libcurl, and beside Hurl where it is installed (`HURL`, or on PATH)."""
import os
import shutil
import subprocess
from contextlib import contextmanager

import suites
from harness import Broken, Table, needs, of

COUNT = 1000


def http(bench):
    needs("taskset", "util-linux")
    loop = bench.compiled("curlloop", "-lcurl", "-lpthread")
    server = bench.compiled("upstream")
    hurl = os.environ.get("HURL") or shutil.which("hurl")
    ours = suites.files(bench, COUNT)
    table = Table(bench, f"{COUNT:,} files over HTTP on loopback: 2 requests, 5 assertions, 1 capture each; wall time")
    for jobs in [1, 2]:
        # One job shares its processor with the server: wall time is the work done, wherever the kernel would put whom.
        pin = [shutil.which("taskset"), "-c", "0"] if jobs == 1 else []
        with upstream(server, pin) as base:
            commands = {
                "ours": (pin + live(bench, ours, base, jobs), 0, suites.passed(COUNT)),
                "loop": (pin + [loop, base, jobs, *sorted(ours.iterdir())], 0, f"{COUNT} of {COUNT} files"),
                "mock": (pin + suites.run(bench, ours, jobs=jobs), 0, suites.passed(COUNT)),
            }
            if hurl:
                files = sorted(suites.hurl_files(bench, COUNT).iterdir())
                commands["hurl"] = (
                    pin + [hurl, "--test", "--no-output", "--jobs", jobs, "--variable", f"base={base}", *files], 0, "")
            samples = bench.alternate(commands)
        name = f"{jobs} job{'s' if jobs > 1 else ''}"
        table.ratio(name, "ms", of(samples["ours"], "wall"), "libcurl alone", of(samples["loop"], "wall"), 1.4 if jobs == 1 else None)
        table.ratio(f"{name}, in-process mock", "ms", of(samples["mock"], "wall"), "over HTTP", of(samples["ours"], "wall"), 0.35)
        if hurl:
            table.ratio(name, "ms", of(samples["ours"], "wall"), "Hurl", of(samples["hurl"], "wall"), 0.2 if jobs == 1 else 0.28)
    one_file(bench, table, loop, server)


def one_file(bench, table, loop, server):
    folder = suites.files(bench, 1)
    with upstream(server, []) as base:
        samples = bench.alternate({
            "ours": (live(bench, folder, base, 1), 0, suites.passed(1)),
            "loop": ([loop, base, 1, *folder.iterdir()], 0, "1 of 1 files"),
        })
    table.ratio("one file", "ms", of(samples["ours"], "wall"), "libcurl alone", of(samples["loop"], "wall"), 1.4)
    table.ratio("one file, memory", "MiB", of(samples["ours"], "peak"), "libcurl alone", of(samples["loop"], "peak"), 1.7)


def live(bench, path, base, jobs):
    return suites.run(bench, path, "--target", base, jobs=jobs)


@contextmanager
def upstream(program, pin):
    """The server for one table; what it counted must be what was sent."""
    process = subprocess.Popen(pin + [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.wait(10)
    if int(process.stdout.readline()) == 0:
        raise Broken("no request reached the server")
