"""The command line of huggingface_hub: signing in by a code that somebody approves, and work on repositories.

Environment: HF_ENDPOINT, HF_TOKEN, YARD_ADMIN_USERNAME, YARD_ADMIN_PASSWORD. One line for each command.
"""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path

from huggingface_hub import HfApi, __version__

endpoint = os.environ["HF_ENDPOINT"]
bin = Path(sys.executable).parent
major, minor = (int(part) for part in __version__.split(".")[:2])
program = str(bin / ("hf" if (bin / "hf").exists() else "huggingface-cli"))
home = Path(tempfile.mkdtemp())
env = {**os.environ, "HF_HOME": str(home), "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_UPDATE_CHECK": "1", "NO_COLOR": "1"}
del env["HF_TOKEN"]
user = HfApi().whoami()["name"]
repo = f"{user}/cli-{__version__.replace('.', '-')}"
failures = []


def hf(*args, expect="", fails=False, given=None):
    done = subprocess.run([program, *args], env=env, capture_output=True, text=True, timeout=180, input=given)
    text = done.stdout + done.stderr
    good = (done.returncode != 0) == fails and expect in text
    print(f"{Path(program).name} {' '.join(args)[:80]}: {'ok' if good else f'FAILED {done.returncode} {text[-600:]}'}")
    if not good:
        failures.append(" ".join(args))
    return text


def approve(code):
    """As the page /device does for somebody who has just typed the password."""
    secret = f"{os.environ['YARD_ADMIN_USERNAME']}:{os.environ['YARD_ADMIN_PASSWORD']}"
    request = urllib.request.Request(
        f"{endpoint}/api/v1/device-logins/{code}/approve",
        data=json.dumps({"role": "write"}).encode(),
        headers={"content-type": "application/json", "authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["client"]


def sign_in_by_code():
    child = subprocess.Popen([program, "auth", "login"], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    late = threading.Timer(120, child.kill)
    late.start()
    seen, approved = "", False
    for piece in iter(lambda: child.stdout.read(1), ""):
        seen += piece
        found = None if approved else re.search(r"user_code=([A-Z]{4}-[A-Z]{4})", seen)
        if found:
            assert approve(found[1]) == "huggingface_hub"
            approved = True
    child.wait()
    late.cancel()
    good = child.returncode == 0 and "Login successful" in seen
    print(f"hf auth login by a code: {'ok' if good else 'FAILED ' + seen[-600:]}")
    if not good:
        failures.append("auth login by a code")


def renew():
    """The refresh token that was kept beside the token gives a new pair; the next question is answered with it."""
    script = (
        "from huggingface_hub.utils._auth import _read_stored_tokens_full as read\n"
        "from huggingface_hub.utils._oauth_device import refresh_access_token as renew\n"
        "from huggingface_hub import HfApi\n"
        "fields = next(iter(read().values()))\n"
        "new = renew(fields['refresh_token'])\n"
        "print(HfApi(token=new['access_token']).whoami()['auth']['type'], HfApi().whoami()['name'], new['expires_in'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, timeout=60)
    good = done.stdout.startswith(f"oauth {user} ")
    print(f"refresh_access_token: {'ok ' + done.stdout.strip() if good else 'FAILED ' + done.stderr[-600:]}")
    if not good:
        failures.append("refresh_access_token")


has_codes = (Path(sys.modules["huggingface_hub"].__file__).parent / "utils" / "_oauth_device.py").exists()
if not has_codes and os.environ.get("YARD_NIGHTLY") != "1":
    print("the command lines of older clients run nightly")
    sys.exit(77)
if has_codes:
    sign_in_by_code()
    renew()
    hf("auth", "whoami", expect=user)
    hf("auth", "list", expect="huggingface_hub")
elif minor >= 34:
    print("hf auth login by a code: not in this version")
    hf("auth", "login", "--token", os.environ["HF_TOKEN"])
    hf("auth", "whoami", expect=user)
else:
    print("hf auth login by a code: not in this version")
    hf("login", "--token", os.environ["HF_TOKEN"])
    hf("whoami", expect=user)

folder = home / "folder"
(folder / "sub").mkdir(parents=True)
(folder / "README.md").write_text("---\nlicense: mit\n---\n# From the command line\n")
(folder / "weights.bin").write_bytes(os.urandom(300_000))
(folder / "sub" / "a.txt").write_text("a\n")
if major >= 1:
    hf("repos", "create", repo)
elif minor >= 34:
    hf("repo", "create", repo)
else:
    HfApi().create_repo(repo)
    print("huggingface-cli repo create: asks on a terminal, made by the library")
hf("upload", repo, str(folder), ".", "--commit-message", "From the command line", expect=repo.split("/")[1])
if (0, 26) <= (major, minor) < (2, 0):
    hf("upload-large-folder", repo, str(folder), "--repo-type", "model")
else:
    print("hf upload-large-folder: not in this version")
hf("download", repo, "weights.bin", "--local-dir", str(home / "down"))
if (home / "down" / "weights.bin").read_bytes() != (folder / "weights.bin").read_bytes():
    failures.append("download: other bytes")
hf("download", repo, "--revision", "main", expect="snapshots" if major < 1 else "")
hf("download", repo, "none.txt", fails=True)

if major >= 1:
    hf("repos", "tag", "create", repo, "v1", "-m", "First")
    hf("repos", "tag", "list", repo, expect="v1")
    hf("repos", "tag", "delete", repo, "v1", "--yes")
    hf("repos", "branch", "create", repo, "feature")
    hf("repos", "branch", "delete", repo, "feature")
    hf("repos", "settings", repo, "--private")
    hf("repos", "delete-files", repo, "sub/a.txt")
    hf("repos", "list", expect=repo.split("/")[1])
    hf("models", "info", repo, expect=repo)
    hf("models", "list", "--author", user)
    hf("datasets", "list", "--limit", "2")
    hf("spaces", "list", "--limit", "2")
    hf("repos", "move", repo, f"{repo}-moved")
    hf("repos", "delete", f"{repo}-moved", "--yes")
elif minor >= 34:
    hf("repo", "tag", "create", repo, "v1", "-m", "First")
    hf("repo", "tag", "list", repo, expect="v1")
    hf("repo", "tag", "delete", repo, "v1", "-y")
    hf("repo-files", "delete", repo, "sub/a.txt")
    HfApi().delete_repo(repo)
else:
    hf("tag", repo, "v1", "-m", "First")
    hf("tag", repo, "--list", expect="v1")
    hf("tag", repo, "v1", "-d", "-y")
    hf("repo-files", repo, "delete", "sub/a.txt")
    HfApi().delete_repo(repo)

print(f"command line of huggingface_hub {__version__}: {len(failures)} failed {failures}")
sys.exit(1 if failures else 0)
