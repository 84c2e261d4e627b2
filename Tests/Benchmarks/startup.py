"""What a start costs."""
import suites
from harness import Table, of


def startup(bench):
    table = Table(bench, "Start-up")
    nothing = [bench.compiled("nothing")]
    file = next(iter(suites.files(bench, 1).iterdir()))
    commands = {
        "version": (bench.leadline("version"), 0, "leadline"),
        "one file on the mock": (suites.run(bench, file), 0, suites.passed(1)),
        "lint of one file": (bench.leadline("lint", "--api", suites.ITEMS, file),),
    }
    references = {"a C program": (nothing,), "/bin/true": (["/bin/true"],)}
    samples = bench.alternate(commands | references, rounds=4 * bench.rounds)
    for name in commands:
        for time in ["wall", "cpu"]:
            table.ratio(f"{name}, {time} time", "ms", of(samples[name], time), "a C program", of(samples["a C program"], time))
    table.ratio("a C program, wall time", "ms", of(samples["a C program"], "wall"), "/bin/true", of(samples["/bin/true"], "wall"))
    table.figure("memory of one file on the mock", "MiB", of(samples["one file on the mock"], "peak"), aim=8)
