"""Large files in parts, with huggingface_hub and with its agent for git-lfs. Environment: YARD_TEST_URL, YARD_ADMIN_TOKEN."""

import filecmp
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

os.environ["HF_HUB_DISABLE_XET"] = "1"  # read when the library is imported: with Xet nothing goes in parts

import huggingface_hub  # noqa: E402
from huggingface_hub import HfApi, lfs  # noqa: E402

if not hasattr(lfs, "_upload_multi_part"):
    print(f"huggingface_hub {huggingface_hub.__version__} sends large files in chunks (Xet), not in parts")
    sys.exit(77)

URL = os.environ["YARD_TEST_URL"]
TOKEN = os.environ["YARD_ADMIN_TOKEN"]
MIB = 1024 * 1024
work = Path(tempfile.mkdtemp(prefix="multipart-"))
environment = {
    **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
    **{"HOME": str(work), "HF_ENDPOINT": URL, "HF_TOKEN": TOKEN, "GIT_TERMINAL_PROMPT": "0"},
}


def rest(method, path, body=None):
    headers = {"content-type": "application/json", "authorization": f"Bearer {TOKEN}"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/api/v1{path}", data, headers, method=method)) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def run(*command, cwd=work, **more):
    env = {**environment, **more}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
    return done.stdout + done.stderr


def set_threshold(size):
    settings = rest("GET", "/settings")
    rest("PATCH", "/settings", {"version": settings["version"], "multipartBytes": size})
    return settings["multipartBytes"]


before = set_threshold(MIB)
try:
    api = HfApi(endpoint=URL, token=TOKEN)
    me = api.whoami()["name"]
    repo = f"{me}/parts-{secrets.token_hex(4)}"
    api.create_repo(repo)

    sent = []
    original = lfs._upload_multi_part

    def counted(*args, **kwargs):
        sent.append(kwargs)
        return original(*args, **kwargs)

    lfs._upload_multi_part = counted
    large, small = work / "large.bin", work / "small.bin"
    large.write_bytes(os.urandom(3 * MIB + 17))
    small.write_bytes(os.urandom(1000))
    api.upload_folder(repo_id=repo, folder_path=work, allow_patterns=["*.bin"])
    assert sent, "huggingface_hub did not send parts"
    for file in (large, small):
        copy = api.hf_hub_download(repo, file.name, cache_dir=work / "cache")
        assert filecmp.cmp(file, copy, shallow=False), file
    print(f"huggingface_hub {huggingface_hub.__version__} sent {len(sent)} file(s) in parts", flush=True)

    clone = work / "clone"
    run("git", "lfs", "install", "--skip-repo")
    address = URL.replace("://", f"://{me}:{TOKEN}@") + f"/{repo}"
    run("git", "clone", "--quiet", address, str(clone), GIT_LFS_SKIP_SMUDGE="1")
    program = "hf" if shutil.which("hf") else "huggingface-cli"
    run(program, "lfs-enable-largefiles", str(clone))
    model = clone / "model.safetensors"
    model.write_bytes(os.urandom(2 * MIB + 5))
    run("git", "add", "--all", cwd=clone)
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    run("git", *identity, "commit", "--quiet", "-m", "Weights", cwd=clone)
    told = run("git", "push", cwd=clone, GIT_TRACE="1", GIT_TRANSFER_TRACE="1")
    assert "multipart" in told, told[-3000:]
    copy = api.hf_hub_download(repo, model.name, cache_dir=work / "cache")
    assert filecmp.cmp(model, copy, shallow=False)
    print(f"{program} lfs-multipart-upload sent a file of git-lfs in parts", flush=True)
    api.delete_repo(repo)
finally:
    set_threshold(before)
    shutil.rmtree(work)
