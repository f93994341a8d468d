#!/usr/bin/env python3
"""Sets Puente up on a fresh machine and runs its demo, tests, gates and tools; standard library only."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("PUENTE_VAR", ROOT / "var"))
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
RUN_LOCK, TEST_LOCK = "requirements.txt", "requirements-dev.txt"
RUN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
TEST_PACKAGES = (*RUN_PACKAGES, "chromium")
GATES = [PYTHON, "-m", "tests.architecture.gates"]
FAST = "not browser and not slow"
CATALOGS = ("*/locale/*/LC_MESSAGES/*.po", "cms/borrowed/locale/*/LC_MESSAGES/*.po")
DEMO_SOURCES = ("requirements.txt", "*/migrations/*.py", "cms/demo/**/*.py", "curriculum/starter/**/*.toml")


def say(text: str) -> None:
    """One line of progress."""
    print(f"==> {text}", flush=True)


def run(command: list, *, naming: str = "", **options) -> int:
    """Run a command in the repository; while it is silent, say every 20 seconds that it still works."""
    if naming:
        say(naming)
    started = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], cwd=ROOT, **options)
    while True:
        try:
            return child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            if naming:
                say(f"still at it: {naming} ({time.monotonic() - started:.0f} s)")


def must(command: list, *, naming: str = "", **options) -> None:
    """Run a command and stop with its exit code when it fails."""
    code = run(command, naming=naming, **options)
    if code:
        sys.exit(f"Stopped: {' '.join(map(str, command))} ended with code {code}.")


def quiet(*command: str) -> bool:
    """Whether a command exists and succeeds, without a word."""
    if not shutil.which(command[0]):
        return False
    outcome = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return outcome.returncode == 0


def use_new_enough_python(arguments: list[str]) -> None:
    """Start again under the first Python >= 3.11 of the machine when this one is older."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found and quiet(found, "-c", "import venv"):
            os.execv(found, [found, str(ROOT / "dev.py"), *arguments])
    sys.exit("Puente needs Python 3.11 or newer. On Debian: sudo apt-get install -y python3 python3-venv")


def missing_packages(names: tuple[str, ...]) -> list[str]:
    """Which Debian packages are not installed; all of them where there is no dpkg to ask."""
    if not shutil.which("dpkg-query"):
        return list(names)
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names], capture_output=True, text=True
    )
    present = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in present]


def system_packages(names: tuple[str, ...]) -> None:
    """Install what the system lacks as root or by password-less sudo, else name it in one line."""
    missing = missing_packages(names)
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    prefix = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() != 0:
        prefix = ["sudo", "-n", *prefix]
    if not shutil.which("apt-get") or (os.geteuid() != 0 and not quiet("sudo", "-n", "true")):
        say(f"Missing on this system; going on without: sudo {line}")
        return
    run([*prefix, "apt-get", "update", "-q"], naming="Reading the list of system packages")
    if run([*prefix, *line.split()], naming=f"Installing {', '.join(missing)}"):
        say(f"That failed; going on without. By hand: sudo {line}")


def make_environment() -> None:
    """Create ``.venv`` (with uv where there is one) unless a working one stands there."""
    if PYTHON.exists() and quiet(str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if quiet("uv", "--version"):
        must(["uv", "venv", "--quiet", "--python", sys.executable, VENV], naming="Making .venv")
        return
    if not quiet(sys.executable, "-c", "import ensurepip, venv"):
        system_packages((f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",))
    must([sys.executable, "-m", "venv", VENV], naming="Making .venv")


def fingerprint(paths: list[Path]) -> str:
    """One hash over the names and contents of some files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def install(lock: str) -> None:
    """Install the hashed lock into ``.venv`` unless exactly this lock already stands there."""
    make_environment()
    stamp = VENV / "installed.json"
    installed = json.loads(stamp.read_text()) if stamp.exists() else {}
    wanted = fingerprint([ROOT / lock])
    if installed.get(lock) == wanted:
        return
    if quiet("uv", "--version"):
        command = ["uv", "pip", "install", "--python", PYTHON]
    else:
        if not quiet(str(PYTHON), "-m", "pip", "--version"):
            must([PYTHON, "-m", "ensurepip", "--upgrade"], naming="Putting pip into .venv")
        command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    must(
        [*command, "--require-hashes", "-r", lock], naming=f"Installing {lock} (some minutes the first time)"
    )
    stamp.write_text(json.dumps({**installed, lock: wanted}))


def compile_catalogs() -> None:
    """Compile the translations whose ``.po`` is newer than its ``.mo``."""
    sources = [path for pattern in CATALOGS for path in ROOT.glob(pattern)]
    pairs = [(path, path.with_suffix(".mo")) for path in sources]
    stale = [po for po, mo in pairs if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime]
    if stale:
        must([PYTHON, "manage.py", "compile_catalogs"], naming=f"Compiling {len(stale)} translations")


def prepare(lock: str, packages: tuple[str, ...]) -> None:
    """Everything a command needs before its own work."""
    system_packages(packages)
    install(lock)
    compile_catalogs()


def load_demo() -> str:
    """Migrate and load the demo unless exactly this demo is there; answer what it says about its accounts."""
    note, stamp = VAR / "demo.txt", VAR / "demo.stamp"
    wanted = fingerprint([path for pattern in DEMO_SOURCES for path in ROOT.glob(pattern)])
    own_database = "DATABASE_URL" not in os.environ and (VAR / "puente.sqlite3").exists()
    if own_database and note.exists() and stamp.exists() and stamp.read_text() == wanted:
        return note.read_text()
    VAR.mkdir(parents=True, exist_ok=True)
    must([PYTHON, "manage.py", "migrate", "--noinput", "-v", "1"], naming="Building the database")
    with note.open("w") as told:
        must([PYTHON, "manage.py", "load_demo"], naming="Loading the invented demo", stdout=told)
    stamp.write_text(wanted)
    return note.read_text()


def free_port() -> str:
    """The port to serve at, or a word on what to do when it is no port or taken."""
    port = os.environ.get("PORT", "8000")
    if not port.isdigit():
        sys.exit(f"PORT must be a number, not {port!r}.")
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", int(port))) == 0:
            sys.exit(f"Port {port} is taken. Choose another: PORT={int(port) + 1} python3 dev.py demo")
    return port


def demo(options: argparse.Namespace) -> int:
    """Set everything up, load the demo and serve it."""
    port = "" if options.no_serve else free_port()
    prepare(RUN_LOCK, RUN_PACKAGES)
    accounts = load_demo()
    if options.no_serve:
        print(accounts, flush=True)
        return 0
    os.chdir(ROOT)
    environment = {**os.environ, "PUENTE_ACCOUNTS": accounts}
    return os.execve(PYTHON, [str(PYTHON), "-m", "cms.serving", port], environment)


def test(options: argparse.Namespace) -> int:
    """Set everything up and run the whole suite, or what the pytest arguments choose."""
    prepare(TEST_LOCK, TEST_PACKAGES)
    if not options.rest and shutil.which("node") and run([*GATES, "node"]):
        return 1
    return run([PYTHON, "-m", "pytest", *options.rest])


def gates(options: argparse.Namespace) -> int:
    """Set everything up and run the gates of tests/architecture/gates.py, all or those named."""
    prepare(TEST_LOCK, RUN_PACKAGES)
    return run([*GATES, *options.rest])


def check(options: argparse.Namespace) -> int:
    """Run the gates, then the tests that need neither a browser nor patience."""
    prepare(TEST_LOCK, RUN_PACKAGES)
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "quick"}
    return run(GATES) or run([PYTHON, "-m", "pytest", "-q", "-m", FAST, *options.rest], env=environment)


def bench(options: argparse.Namespace) -> int:
    """Print the figures of benchmarks/."""
    prepare(TEST_LOCK, RUN_PACKAGES)
    return run([PYTHON, "-m", "benchmarks", *options.rest])


def screens(options: argparse.Namespace) -> int:
    """Write each screen as a picture into var/screens/."""
    prepare(TEST_LOCK, TEST_PACKAGES)
    return run([PYTHON, "-m", "tests.screens", *options.rest])


def lock(options: argparse.Namespace) -> int:
    """Write requirements.txt and requirements-dev.txt anew from pyproject.toml."""
    if not quiet("uv", "--version"):
        sys.exit("Locking needs uv: pip install uv")
    base = "uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml"
    extras = [*options.rest, "-c", "lock-constraints.txt", "--extra", "host", "--extra", "postgresql"]
    must([*base.split(), *extras, "-o", RUN_LOCK], naming=f"Locking {RUN_LOCK}")
    tests = [*base.split(), *extras, "--extra", "test", "-c", RUN_LOCK, "-o", TEST_LOCK]
    must(tests, naming=f"Locking {TEST_LOCK}")
    return 0


def messages(options: argparse.Namespace) -> int:
    """Collect the texts to translate into the locale folders and compile them."""
    prepare(TEST_LOCK, (*RUN_PACKAGES, "gettext"))
    for app in ("assessments", "curriculum", "cms"):
        (ROOT / app / "locale").mkdir(exist_ok=True)
    ignored = [
        part for name in (".venv", "var", "tests", "benchmarks", "docs") for part in ("--ignore", name)
    ]
    command = [
        "manage.py",
        "makemessages",
        "-l",
        "es",
        "-l",
        "en",
        "--no-wrap",
        "--add-location",
        "file",
        *ignored,
    ]
    must([PYTHON, *command, *options.rest], naming="Collecting the texts")
    compile_catalogs()
    return 0


COMMANDS = {one.__name__: one for one in (demo, test, check, gates, bench, screens, lock, messages)}


def main(arguments: list[str]) -> int:
    """Read the command line and carry the command out."""
    use_new_enough_python(arguments)
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.__doc__, add_help=name == "demo")
    commands.choices["demo"].add_argument("--no-serve", action="store_true", help="set up and stop")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command == "demo":
        parser.error(f"demo does not know {' '.join(rest)}")
    options.rest = rest
    return COMMANDS[options.command](options)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
