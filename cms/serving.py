"""Runs web, worker and a tick each minute as children of one command: the demo on one's own machine."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK_SECONDS = 60
PATIENCE_SECONDS = 10


def manage(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a management command in a session of its own, so that a Ctrl-C reaches it through us alone."""
    return subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, start_new_session=True)


def answers(port: int) -> bool:
    """Whether something listens at the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask every child to stop, wait, and kill what does not."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
    for child in children:
        try:
            child.wait(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def serve(port: int, accounts: str) -> int:
    """Keep the three running until one ends by itself or somebody stops us."""
    stop = threading.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda *_: stop.set())
    children = {
        "web": manage("runserver", "--noreload", f"127.0.0.1:{port}"),
        "worker": manage("db_worker", "--no-reload", "--verbosity", "0"),
        "tick": manage("tick"),
    }
    announced, next_tick = False, time.monotonic() + TICK_SECONDS
    while not stop.wait(0.5):
        ended = [name for name in ("web", "worker") if children[name].poll() is not None]
        if ended:
            say(f"Stopping: {' and '.join(ended)} ended by itself; see the lines above.")
            break
        if not announced and answers(port):
            announced = True
            say(f"Puente is at http://127.0.0.1:{port}/  (Ctrl-C stops it)\n\n{accounts.strip()}\n")
        if time.monotonic() >= next_tick and children["tick"].poll() is not None:
            children["tick"], next_tick = manage("tick"), time.monotonic() + TICK_SECONDS
    say("Stopping web, worker and tick")
    end(list(children.values()))
    return 0 if stop.is_set() else 1


def say(text: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"==> {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(serve(int(sys.argv[1]), os.environ.get("PUENTE_ACCOUNTS", "")))
