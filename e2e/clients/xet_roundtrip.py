"""Uploads and downloads with Xet on, and looks at what was sent. Environment: HF_ENDPOINT, HF_TOKEN."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

try:
    import hf_xet  # noqa: F401
except ImportError:
    print("hf_xet is not installed here")
    sys.exit(77)

os.environ.pop("HF_HUB_DISABLE_XET", None)
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
work = Path(tempfile.mkdtemp())
os.environ["HF_HOME"] = str(work / "home")  # clients remember what they sent: everybody has a memory of their own

from huggingface_hub import HfApi, HfFileSystem, __version__, hf_hub_download  # noqa: E402

api = HfApi()
user = api.whoami()["name"]
repo = f"{user}/xet-{__version__.replace('.', '-')}"
endpoint, token = os.environ["HF_ENDPOINT"], os.environ["HF_TOKEN"]


def fresh_machine(name, code):
    """Runs code in a process that remembers nothing."""
    environment = {**os.environ, "HF_HOME": str(work / name)}
    environment.pop("HF_HUB_DISABLE_XET", None)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def fetch(path, **headers):
    request = urllib.request.Request(f"{endpoint}/{path}", headers={"Authorization": f"Bearer {token}", **headers})
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.headers


weights = os.urandom(5_000_000) + b"the same again " * 200_000 + os.urandom(3_000_000)
folder = work / "folder"
folder.mkdir()
(folder / "model.safetensors").write_bytes(weights)
(folder / "text.bin").write_bytes(b"some words that pack well\n" * 100_000)
(folder / "README.md").write_text("---\nlicense: mit\n---\n# Xet\n")
api.create_repo(repo, exist_ok=True)
api.upload_folder(repo_id=repo, folder_path=folder)

info = {file.rfilename: file for file in api.model_info(repo, files_metadata=True).siblings}
sha256 = hashlib.sha256(weights).hexdigest()
assert info["model.safetensors"].lfs["sha256"] == sha256, info
tree = {entry["path"]: entry for entry in json.loads(fetch(f"api/models/{repo}/tree/main")[0])}
assert tree["model.safetensors"]["xetHash"] and tree["text.bin"]["xetHash"], "the files are not kept as Xet files"

path = hf_hub_download(repo, "model.safetensors", cache_dir=work / "cache")
assert Path(path).read_bytes() == weights
bytes_plain, headers = fetch(f"{repo}/resolve/main/model.safetensors")
assert bytes_plain == weights and headers["X-Xet-Hash"] == tree["model.safetensors"]["xetHash"]
part, headers = fetch(f"{repo}/resolve/main/model.safetensors", Range="bytes=4999990-5300009")
assert part == weights[4999990:5300010] and headers["Content-Range"] == f"bytes 4999990-5300009/{len(weights)}"
with HfFileSystem(skip_instance_cache=True).open(f"{repo}/model.safetensors", "rb") as file:
    file.seek(len(weights) - 1_000)
    assert file.read() == weights[-1_000:]

changed = bytearray(weights)
changed[6_000_000:6_000_010] = b"0123456789"
(work / "changed.safetensors").write_bytes(changed)
fresh_machine(
    "second",
    "import os\nfrom huggingface_hub import HfApi\n"
    f"HfApi().upload_file(path_or_fileobj={str(work / 'changed.safetensors')!r}, path_in_repo='model.safetensors', repo_id={repo!r})",
)
fresh_machine(
    "third",
    "from pathlib import Path\nfrom huggingface_hub import hf_hub_download\n"
    f"path = hf_hub_download({repo!r}, 'model.safetensors')\n"
    f"assert Path(path).read_bytes() == Path({str(work / 'changed.safetensors')!r}).read_bytes()",
)
api.delete_repo(repo)
shutil.rmtree(work, ignore_errors=True)
print(f"huggingface_hub {__version__} with Xet ok")
