"""A small server that stands in for GitHub's interface: what it would answer, and what it was asked."""

import io
import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SHA, REPOSITORY = "a" * 40, "them/library"


def zipped(content, name="report.md", compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as folder:
        folder.writestr(name, content)
    return packed.getvalue()


def pull(number=5, sha=SHA, repository=REPOSITORY):
    return {"number": number, "head": {"sha": sha}, "base": {"repo": {"full_name": repository}}}


class GitHub(ThreadingHTTPServer):
    """What GitHub would answer, and what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pulls, self.files, self.comments = [pull()], ["casestudies/a.yaml"], []
        self.archive, self.size = zipped("| where | what |\n"), None
        self.asked, self.sent, self.seen_by_store = [], [], []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def answer(self, data, status=200):
        content = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        server, path = self.server, self.path.split("?")[0]
        server.asked.append(self.path)
        if path == "/store":
            server.seen_by_store.append(dict(self.headers))
            self.answer(server.archive)
        elif path.endswith("/pulls"):
            self.answer(server.pulls)
        elif path.endswith("/files"):
            self.answer([{"filename": name} for name in server.files])
        elif path.endswith("/artifacts"):
            size = server.size if server.size is not None else len(server.archive or b"")
            artefact = {"id": 9, "name": "report", "expired": False, "size_in_bytes": size}
            self.answer({"artifacts": [artefact] if server.archive else []})
        elif path.endswith("/zip"):
            self.send_response(302)
            self.send_header("Location", f"{server.address}/store")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path.endswith("/comments"):
            self.answer(server.comments)
        else:
            self.answer({}, 404)

    def change(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.sent.append((self.command, self.path, json.loads(content)["body"]))
        self.answer({})

    do_POST = do_PATCH = change  # noqa: N815 - names that http.server asks for

    def log_message(self, *_):
        """Keep the tests' output to itself."""
