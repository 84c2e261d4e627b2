"""Reads a HAR file with other eyes than ours: the schema of HAR 1.2, haralyzer, mitmproxy. Prints the number of entries."""
import json
import pathlib
import sys

import haralyzer
import jsonschema
from mitmproxy.io import har

path = pathlib.Path(sys.argv[1])
log = json.loads(path.read_text(encoding="utf-8"))
schema = json.loads(pathlib.Path(__file__).with_name("har-1.2.schema.json").read_text(encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
problems = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(log)]

entries = log["log"]["entries"]
for number, entry in enumerate(entries, 1):
    timings = entry["timings"]
    total = sum(max(timings[name], 0) for name in ("blocked", "dns", "connect", "send", "wait", "receive"))
    if abs(total - entry["time"]) > 1e-6:
        problems.append(f"entry {number}: the phases take {total}, the whole {entry['time']}")
    if timings["ssl"] > max(timings["connect"], 0):
        problems.append(f"entry {number}: TLS takes longer than connecting, of which it is a part")
    flow = har.request_to_flow(entry)
    if (flow.request.method, flow.response.status_code) != (entry["request"]["method"], entry["response"]["status"]):
        problems.append(f"entry {number}: mitmproxy reads another method or status")

read = haralyzer.HarParser(log).har_data["entries"]
for number, (entry, seen) in enumerate(zip(entries, read, strict=True), 1):
    seen = haralyzer.HarEntry(seen) if isinstance(seen, dict) else seen
    if (seen.request.method, seen.status) != (entry["request"]["method"], entry["response"]["status"]):
        problems.append(f"entry {number}: haralyzer reads another method or status")
    if seen.startTime is None:
        problems.append(f"entry {number}: haralyzer reads no moment")

print("\n".join(problems[:20]) or len(entries))
sys.exit(1 if problems else 0)
