"""Runs on the mock in this process."""
import suites
from harness import Table, of, per

SIZES = [100, 1000, 5000]
REPORTS = ["junit", "jsonl"]


def files(bench):
    yaml = bench.compiled("yaml", "-lyaml")
    table = Table(bench, "Files on the mock: 2 requests, 5 assertions, 1 capture each; CPU time")
    commands = {}
    for size in [500, *SIZES]:
        folder = suites.files(bench, size)
        commands[f"files-{size}"] = (suites.run(bench, folder), 0, suites.passed(size))
        commands[f"yaml-{size}"] = ([yaml, *sorted(folder.iterdir())],)
    commands["two-jobs"] = (suites.run(bench, suites.files(bench, 1000), jobs=2), 0, suites.passed(1000))
    samples = bench.alternate(commands)
    for size in SIZES:
        table.ratio(f"{size:,} files", "ms", of(samples[f"files-{size}"]), "libyaml's events of them", of(samples[f"yaml-{size}"]))
    for time in ["wall", "cpu"]:
        what = f"1,000 files, 2 jobs, {time} time"
        table.ratio(what, "ms", of(samples["two-jobs"], time), "1 job", of(samples["files-1000"], time))
    table.ratio("5,000 files", "ms", of(samples["files-5000"]), "500 files", of(samples["files-500"]), aim=10.5)
    table.figure("memory of a file more", "KiB", per(samples["files-5000"], samples["files-500"], 4500, "peak"), aim=1)


def rows(bench):
    table = Table(bench, "Rows of one file, the same steps; CPU time")
    samples = bench.alternate(
        {size: (suites.run(bench, suites.rows(bench, size)), 0, suites.passed(size)) for size in [500, 5000]})
    table.ratio("5,000 rows", "ms", of(samples[5000]), "500 rows", of(samples[500]), aim=10.5)
    table.figure("memory of a row more", "KiB", per(samples[5000], samples[500], 4500, "peak"))


def outputs(bench):
    table = Table(bench, "What a run tells, 1,000 files; CPU time")
    passing, failing = suites.files(bench, 1000), suites.files(bench, 1000, suites.WRONG, name="wrong")
    reports = [word for kind in REPORTS for word in ["--report", f"{kind}={bench.folder}/report.{kind}"]]
    samples = bench.alternate({
        "passing": (suites.run(bench, passing), 0, suites.passed(1000)),
        "failing": (suites.run(bench, failing), 1, "1000 failed   2000 requests"),
        "reports": (suites.run(bench, passing, *reports), 0, suites.passed(1000)),
    })
    table.ratio("3 checks of each file fail", "ms", of(samples["failing"]), "all pass", of(samples["passing"]), aim=1.1)
    table.ratio(f"reports: {', '.join(REPORTS)}", "ms", of(samples["reports"]), "none", of(samples["passing"]), aim=1.15)
