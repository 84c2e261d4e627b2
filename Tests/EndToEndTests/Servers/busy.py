"""A server that is busy: busy.py, which answers each new path as the path says, and from then on with a document.

`/api/leads/429-1` is answered with status 429 and `Retry-After: 1` first, `/api/leads/503-` with 503 and no such header;
`/api/leads/slow` is never answered. It prints its URL when it can be asked, and each request on standard error.
"""
import http.server
import json
import sys
import threading

seen = set()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, headers=()):
        sys.stderr.write(f"{self.command} {self.path} {status}\n")
        sys.stderr.flush()
        data = json.dumps({"message": "", "doc": {"id": "1"}} if self.command == "PATCH" else {"id": "1"}).encode()
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(data))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def serve(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name = self.path.split("/")[-1]
        if name == "slow":
            sys.stderr.write(f"{self.command} {self.path}\n")
            sys.stderr.flush()
            threading.Event().wait()
        status, _, seconds = name.partition("-")
        if status in ("429", "503") and self.path not in seen:
            seen.add(self.path)
            return self.answer(int(status), [("Retry-After", seconds)] if seconds else [])
        self.answer(200)

    do_GET = do_POST = do_PATCH = do_DELETE = serve


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
