"""What stands before a portal that people reach from elsewhere: nginx as Debian has it, its defaults as they are.

So it asks as HTTP/1.0 does, keeps back an answer whose end only shows when it is there, unless it is told not to (what comes in
chunks it hands on), and ends what has been silent for `SILENCE` seconds (its default is a minute).
"""

import os
import pathlib
import shutil
import socket
import subprocess
import sys

SILENCE = 5

CONFIGURATION = """
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log info;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass {behind};
            proxy_read_timeout {silence}s;
        }}
    }}
}}
"""


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Proxy:
    """nginx in front of an address."""

    def __init__(self, hub, behind):
        self.folder = pathlib.Path(hub.town["folder"]) / "nginx"
        self.folder.mkdir(exist_ok=True)
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.file = self.folder / "nginx.conf"
        self.file.write_text(
            CONFIGURATION.format(folder=self.folder, port=port, behind=behind, silence=SILENCE), encoding="utf-8")
        # Where ./ops/setup puts it, beside the tests' Python.
        places = [str(pathlib.Path(sys.prefix).parent / "bin"), os.environ["PATH"], "/usr/sbin"]
        self.program = shutil.which("nginx", path=os.pathsep.join(places))
        assert self.program, "there is no nginx: ./ops/setup --tests"

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "-p", str(self.folder), "-e", str(self.folder / "error.log"), "-c", str(self.file)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        """At once, with what goes through it."""
        self.process.terminate()
        self.process.wait()

    def errors(self):
        """What it complains of."""
        lines = (self.folder / "error.log").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if "[error]" in line]
