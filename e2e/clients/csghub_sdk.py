"""The SDK of CSGHub and its command line, one line for each call. Environment: YARD_TEST_URL, HF_TOKEN."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

URL, TOKEN = os.environ["YARD_TEST_URL"], os.environ["HF_TOKEN"]
ENDPOINT = f"{URL}/csghub"
work = Path(tempfile.mkdtemp())
home = work / "home"
home.mkdir()
(home / ".gitconfig").write_text("[user]\n\tname = Client\n\temail = client@example.com\n")
os.environ.update(HOME=str(home), CSGHUB_DOMAIN=ENDPOINT, CSGHUB_TOKEN=TOKEN, CSGHUB_CACHE=str(work / "cache"), NO_COLOR="1")
for name in ("HF_ENDPOINT", "HF_TOKEN"):  # the SDK has to find its own way
    del os.environ[name]

from _calls import call, end, refused
from pycsghub.api_client import get_csghub_api
from pycsghub.cmd.repo_types import RepoType
from pycsghub.errors import InvalidParameter
from pycsghub.file_download import file_download
from pycsghub.file_upload import http_upload_file
from pycsghub.repository import Repository
from pycsghub.snapshot_download import snapshot_download
from pycsghub.utils import code_info, dataset_info, get_repo_info, model_info, space_info

program = str(Path(sys.executable).parent / "csghub-cli")
def cli(*args, expect="", fails=False, more=None):
    """A command as people type it; its output."""

    def attempt():
        env = {**os.environ, **(more or {})}
        done = subprocess.run([program, *args], env=env, cwd=work, capture_output=True, text=True, timeout=60)
        text = done.stdout + done.stderr
        assert (done.returncode != 0) == fails and re.search(expect, text), f"{done.returncode} {text[-800:]}"
        return text

    return call(f"csghub-cli {' '.join(args).replace(str(work), '…')}", attempt)


def rest(method, path, body=None):
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/api/v1{path}", data, headers, method=method), timeout=60) as answer:
        return json.loads(answer.read() or b"null")


user = get_csghub_api(RepoType.MODEL).whoami()["name"]
small, large = b"hello \xc3\xa4\n", os.urandom(3_000_000)
digest = hashlib.sha256(large).hexdigest()
up = work / "up"
(up / "sub").mkdir(parents=True)
(up / "README.md").write_text("---\nlicense: mit\n---\n# From CSGHub\n")
(up / "sub" / "a b.txt").write_bytes(small)
(up / "weights.bin").write_bytes(large)
EVERYTHING = {".gitattributes", "README.md", "sub/a b.txt", "weights.bin"}
paths = lambda info: {file.rfilename for file in info.siblings}
is_all = lambda folder: (Path(folder) / "sub" / "a b.txt").read_bytes() == small and (Path(folder) / "weights.bin").read_bytes() == large

cli("--version", expect="0.9.2")
cli("env", expect=re.escape(ENDPOINT))

# Models, datasets and Spaces: as a Hugging Face client below /csghub/hf
for kind in ("model", "dataset"):
    repo = f"{user}/csg-{kind}"
    cli("upload", repo, str(up), "-t", kind, "--commit-message", "All")
    call(f"{kind}_info", lambda: get_repo_info(repo, repo_type=kind, token=TOKEN, endpoint=ENDPOINT), lambda info: paths(info) == EVERYTHING and len(info.sha) == 40)
    cli("upload", repo, str(up / "README.md"), "docs/README.md", "-t", kind, "-r", "other/branch")
    cli("upload", repo, str(up / "README.md"), "docs/proposed.md", "-t", kind, "--create-pr")
    cli("download", repo, "-t", kind, "-ld", str(work / f"down-{kind}"))
    call(f"{kind}: what came down", lambda: work / f"down-{kind}", is_all)
    cli("download", repo, "weights.bin", "-t", kind, "-cd", str(work / "one"))
    cli("download", repo, "README.md", "sub/a b.txt", "-t", kind, "-ld", str(work / f"some-{kind}"))
    call(f"{kind}: what came down of two", lambda: sorted(file.name for file in (work / f"some-{kind}").rglob("*.*") if ".cache" not in file.parts), lambda names: names == ["README.md", "a b.txt"])
    cli("download", repo, "docs/README.md", "-t", kind, "-r", "other/branch", "-ld", str(work / "branch"))
    cli("download", repo, "none.txt", "-t", kind, fails=True)
cli("upload", f"{user}/csg-model", str(up), "new", "--include", "*.md", "--exclude", "sub/*", "--delete", "*.txt")
cli("download", f"{user}/csg-none", fails=True)
repo, data = f"{user}/csg-model", f"{user}/csg-dataset"

# The SDK's own client, which also is what CSGHUB_DISABLE_XNET asks for
for source in (None, "csg", "hf", "ms"):
    call(f"snapshot_download of {source}", lambda: snapshot_download(repo, token=TOKEN, source=source, local_dir=work / f"from-{source}", revision="master" if source == "ms" else "main", max_workers=2, quiet=True), is_all)
call("snapshot_download dataset", lambda: snapshot_download(data, repo_type="dataset", token=TOKEN, local_dir=work / "data", quiet=True), is_all)
call("snapshot_download patterns", lambda: snapshot_download(repo, token=TOKEN, allow_patterns=["*.md"], local_dir=work / "md", quiet=True), lambda folder: not (Path(folder) / "weights.bin").exists())
call("snapshot_download of a branch", lambda: snapshot_download(repo, token=TOKEN, revision="other/branch", local_dir=work / "slash", quiet=True), lambda folder: (Path(folder) / "docs" / "README.md").is_file())
call("snapshot_download local_files_only", lambda: snapshot_download(repo, local_files_only=True, local_dir=work / "from-csg"), is_all)
refused("snapshot_download of nothing", lambda: snapshot_download(f"{user}/csg-none", token=TOKEN), "HTTPError")
call("file_download", lambda: file_download(repo, repo_type="model", file_name="weights.bin", token=TOKEN, local_dir=work / "file", quiet=True), lambda path: hashlib.sha256(Path(path).read_bytes()).hexdigest() == digest)
refused("file_download of nothing", lambda: file_download(repo, repo_type="model", file_name="none", token=TOKEN), "InvalidParameter")
call("model_info", lambda: model_info(repo, token=TOKEN, endpoint=ENDPOINT, files_metadata=True), lambda info: any(file.lfs and file.size == len(large) for file in info.siblings))
call("dataset_info", lambda: dataset_info(data, token=TOKEN, endpoint=ENDPOINT), lambda info: info.id == data)
call("http_upload_file", lambda: http_upload_file(repo, "model", str(up / "README.md"), path_in_repo="form", token=TOKEN, commit_message="By form"))
call("http_upload_file of a large kind", lambda: http_upload_file(repo, "model", str(up / "weights.bin"), path_in_repo="form", token=TOKEN))
refused("http_upload_file outside", lambda: http_upload_file(repo, "model", str(up / "README.md"), path_in_repo="../..", token=TOKEN), "RuntimeError")
call("what the forms left", lambda: model_info(repo, token=TOKEN, endpoint=ENDPOINT, files_metadata=True), lambda info: {"form/README.md", "form/weights.bin"} <= paths(info))
cli("download", repo, "-ld", str(work / "plain"), more={"CSGHUB_DISABLE_XNET": "true"})
cli("download", repo, "weights.bin", "-ld", str(work / "plain-one"), more={"CSGHUB_DISABLE_XNET": "true"})
cli("download", repo, "weights.bin", "--dry-run", "-ld", str(work / "dry"), more={"CSGHUB_DISABLE_XNET": "true"})

# Many files at once, through LFS parts
for kind in ("model", "dataset", "space", "code"):
    many = work / f"many-{kind}"
    shutil.copytree(up, many)
    target = f"{user}/csg-many-{kind}"
    cli("upload-large-folder", target, str(many), "-t", kind, "-n", "2")
    call(f"{kind}: what upload-large-folder left", lambda: get_repo_info(target, repo_type=kind, token=TOKEN, endpoint=ENDPOINT), lambda info: paths(info) >= {"README.md", "sub/a b.txt", "weights.bin"})
    cli("download", target, "-t", kind, "-ld", str(work / f"many-down-{kind}"))
    call(f"{kind}: what came down again", lambda: work / f"many-down-{kind}", is_all)
cli("upload-large-folder", f"{user}/csg-many-model", str(work / "many-model"), "-r", "second", "-n", "2")
call("space_info", lambda: space_info(f"{user}/csg-many-space", token=TOKEN, endpoint=ENDPOINT), lambda info: info.id == f"{user}/csg-many-space")
call("code_info", lambda: code_info(f"{user}/csg-many-code", token=TOKEN, endpoint=ENDPOINT), lambda info: info.id == f"{user}/csg-many-code")

# Code through git, as the command line does it
if shutil.which("git-lfs"):
    code = f"{user}/csg-code"
    cli("upload", code, str(up), "-t", "code", "-u", user)
    cli("upload", code, str(up / "README.md"), "one/README.md", "-t", "code", "-u", user)
    cli("download", code, "-t", "code", "-ld", str(work / "code"))
    call("code: what came down", lambda: work / "code", is_all)
    folder = work / "git" / "csg-model"
    call("Repository.upload", lambda: Repository(repo, str(up), path_in_repo="by-git", work_dir=str(work / "git"), user_name=user, token=TOKEN, repo_type="model").upload())
    call("what git left", lambda: model_info(repo, token=TOKEN, endpoint=ENDPOINT, files_metadata=True), lambda info: "by-git/weights.bin" in paths(info))
    cli("lfs-enable-largefiles", str(folder))

# Deployments
deployment = rest("POST", "/deployments", {"model": "modelyard/guide-2m-gguf", "replicas": 1})["id"]
listed = cli("inference", "list", "-u", user, expect="modelyard/guide-2m-gguf") or ""
number = next((line.split()[0] for line in listed.splitlines() if "modelyard/guide-2m-gguf" in line), "0")
cli("inference", "stop", "modelyard/guide-2m-gguf", number, expect="'msg': 'OK'")
cli("inference", "list", "-u", user, "--limit", "1", expect="stopped")
cli("inference", "start", "modelyard/guide-2m-gguf", number, expect="'msg': 'OK'")
cli("inference", "start", "modelyard/guide-2m-gguf", "12", fails=True)

rest("DELETE", f"/deployments/{deployment}")
for kind in ("model", "dataset", "space", "code"):
    for name in (f"csg-{kind}", f"csg-many-{kind}"):
        if name != "csg-space":
            rest("DELETE", f"/{kind}s/{user}/{name}")
shutil.rmtree(work)
end("csghub-sdk 0.9.2")
