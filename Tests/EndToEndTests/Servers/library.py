"""A server of the library's API (Describing-your-own-API) that owes leadline nothing: Python's HTTP, and SQLite.

Prints its URL when it can be asked, and serves until it is ended.
"""
import http.server
import json
import re
import sqlite3
import urllib.parse
from datetime import datetime, timezone

KEYS = {"mock-desk-key": {"lend", "enrol"}, "mock-kiosk-key": {"lend"}}
MEDIA = ["book", "audio book", "film"]

store = sqlite3.connect(":memory:", check_same_thread=False)
store.row_factory = sqlite3.Row
store.executescript(
    """
    create table loans (id integer primary key, lent_at text, title text, medium text, member integer, due text,
                        renewals integer default 0);
    create table members (id integer primary key, name text);
    """
)


class Refusal(Exception):
    def __init__(self, status, body):
        self.status, self.body = status, body


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=None):
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        if body is not None:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def serve(self):
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        try:
            self.answer(*self.route(raw))
        except Refusal as refusal:
            self.answer(refusal.status, refusal.body)

    do_GET = do_POST = do_PATCH = do_DELETE = serve

    def allow(self, permission=None):
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or token not in KEYS:
            raise Refusal(401, {"message": "who are you?"})
        if permission and permission not in KEYS[token]:
            raise Refusal(403, {"message": "this key may not do that"})

    def route(self, raw):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        parts = url.path.removeprefix("/api/").split("/")
        match (self.command, parts):
            case ("POST", ["loans"]):
                self.allow("lend")
                return 201, self.lend(self.document(raw))
            case ("POST", ["members"]):
                self.allow("enrol")
                name = self.document(raw).get("name")
                if not isinstance(name, str):
                    raise Refusal(422, {"message": "a member has a name"})
                return 201, row("members", insert("members", {"name": name}))
            case ("GET", ["loans"]):
                self.allow()
                return 200, loans(query)
            case ("GET", ["loans", number]):
                self.allow()
                return 200, loan(number)
            case ("PATCH", ["loans", number]):
                self.allow("lend")
                return 200, self.renew(loan(number), self.document(raw))
            case ("DELETE", ["loans", number]):
                self.allow("lend")
                store.execute("delete from loans where id = ?", (loan(number)["id"],))
                return 204, None
            case _:
                raise Refusal(404, {"message": "there is nothing here"})

    def document(self, raw):
        try:
            document = json.loads(raw)
        except ValueError:
            raise Refusal(400, {"message": "this is no JSON"})
        if not isinstance(document, dict):
            raise Refusal(400, {"message": "this is no object"})
        return document

    def lend(self, document):
        for name in ("title", "medium", "member"):
            if document.get(name) in (None, ""):
                raise Refusal(422, {"message": f"{name} is missing"})
        if document["medium"] not in MEDIA:
            raise Refusal(422, {"message": "the library has no such medium"})
        known = {name: document.get(name) for name in ("title", "medium", "member", "due")}
        known["lent_at"] = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return row("loans", insert("loans", known))

    def renew(self, old, document):
        if "due" in document and old["renewals"] >= 2:
            raise Refusal(409, {"message": "This loan was renewed twice already"})
        if document.get("medium", old["medium"]) not in MEDIA:
            raise Refusal(422, {"message": "the library has no such medium"})
        for name in ("title", "medium", "member", "due"):
            if name in document:
                store.execute(f"update loans set {name} = ? where id = ?", (document[name], old["id"]))
        return row("loans", old["id"])


def insert(table, values):
    names = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    return store.execute(f"insert into {table} ({names}) values ({marks})", list(values.values())).lastrowid


def row(table, number):
    found = store.execute(f"select * from {table} where id = ?", (number,)).fetchone()
    return {name: found[name] for name in found.keys() if found[name] is not None}


def loan(number):
    found = re.fullmatch(r"\d+", number) and store.execute("select 1 from loans where id = ?", (number,)).fetchone()
    if not found:
        raise Refusal(404, {"message": "no such loan"})
    return row("loans", number)


def loans(query):
    rows = store.execute("select id from loans where medium = coalesce(?, medium) order by id", (query.get("medium"),))
    found = [row("loans", each["id"]) for each in rows.fetchall()]
    return found[: int(query["limit"])] if "limit" in query else found


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}/api", flush=True)
server.serve_forever()
