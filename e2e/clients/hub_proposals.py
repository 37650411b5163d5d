"""What somebody who may only read proposes: with the library, and with git and git-lfs under `refs/pr/N`.

Environment: HF_ENDPOINT, HF_TOKEN (who owns), YARD_TEST_URL.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

if not shutil.which("git-lfs"):
    print("git-lfs is not installed")
    sys.exit(77)


from _calls import call, end, refused
from huggingface_hub import CommitOperationAdd, HfApi, __version__

URL = os.environ["YARD_TEST_URL"]
owner = HfApi()
repo = f"{owner.whoami()['name']}/proposals-{__version__.replace('.', '-')}"
work = Path(tempfile.mkdtemp())
name = f"proposer-{secrets.token_hex(3)}"


def rest(path, body):
    request = urllib.request.Request(f"{URL}/api/v1{path}", json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null")


def git(*args, fails=False):
    identity = ["-c", "user.name=Proposer", "-c", "user.email=proposer@example.com"]
    address = URL.replace("://", f"://{name}:{token}@")
    command = ["git", *identity, *(argument.replace(URL, address) for argument in args)]
    env = {**os.environ, "HOME": str(work), "GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(command, cwd=work / "clone" if (work / "clone").exists() else work, env=env, capture_output=True, text=True, timeout=120)
    assert (done.returncode != 0) == fails, done.stderr[-900:]
    return (done.stdout + done.stderr).replace(token, "…")


token = rest("/users", {"username": name, "email": f"{name}@example.com", "password": secrets.token_hex(12)})["token"]
reader = HfApi(token=token)
owner.create_repo(repo)
owner.upload_file(path_or_fileobj=b"one\n", path_in_repo="a.txt", repo_id=repo)
text = lambda path, revision: Path(owner.hf_hub_download(repo, path, revision=revision, cache_dir=tempfile.mkdtemp(dir=work))).read_bytes()
large = os.urandom(300_000)

refused("upload_file to main", lambda: reader.upload_file(path_or_fileobj=b"x", path_in_repo="a.txt", repo_id=repo), "HfHubHTTPError")
call("create_commit create_pr", lambda: reader.create_commit(repo, [CommitOperationAdd("a.txt", b"two\n")], commit_message="Two", create_pr=True).pr_revision, lambda ref: ref == "refs/pr/1")
call("create_commit create_pr of a large file", lambda: reader.create_commit(repo, [CommitOperationAdd("w.bin", large)], commit_message="Weights", create_pr=True).pr_num, lambda number: number == 2)
call("upload_file to the pull request", lambda: reader.upload_file(path_or_fileobj=b"more\n", path_in_repo="b.txt", repo_id=repo, revision="refs/pr/1"))
call("upload_file of a large file to it", lambda: reader.upload_file(path_or_fileobj=large[::-1], path_in_repo="v.bin", repo_id=repo, revision="refs/pr/1"))
call("git clone", lambda: git("clone", "--quiet", f"{URL}/{repo}", "clone"))
call("git fetch refs/pr/1", lambda: git("fetch", "--quiet", "origin", "refs/pr/1:proposal"))
call("git checkout", lambda: git("checkout", "--quiet", "proposal"))
(work / "clone" / "a.txt").write_text("three\n")
call("git commit", lambda: git("commit", "--quiet", "-a", "-m", "Three"))
call("git push to refs/pr/1", lambda: git("push", "origin", "HEAD:refs/pr/1"))
call("what git pushed", lambda: text("a.txt", "refs/pr/1"), lambda found: found == b"three\n")
call("git push to main is refused", lambda: git("push", "origin", "HEAD:main", fails=True))
call("git lfs track", lambda: git("lfs", "track", "*.bin") + git("lfs", "install", "--local"))
(work / "clone" / "u.bin").write_bytes(large[::2])
call("git commit of a large file", lambda: git("add", "--all") + git("commit", "--quiet", "-m", "Large"))
call("git push of a large file to refs/pr/1", lambda: git("push", "origin", "HEAD:refs/pr/1"))
call("what git-lfs pushed", lambda: text("u.bin", "refs/pr/1"), lambda found: found == large[::2])
call("merge_pull_request", lambda: owner.merge_pull_request(repo, 1))
call("what was merged", lambda: text("u.bin", "main") + text("a.txt", "main"), lambda found: found == large[::2] + b"three\n")
call("git push to what is merged is refused", lambda: git("push", "origin", "HEAD:refs/pr/1", "--force", fails=True) if git("commit", "--allow-empty", "-m", "Late") else None)

owner.delete_repo(repo)
shutil.rmtree(work)
end(f"proposals with huggingface_hub {__version__}")
