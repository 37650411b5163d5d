"""Asks a platform for the id of another hub, which it fetches: info, one file, all files."""

import hashlib
import os
import sys

import huggingface_hub
from huggingface_hub import HfApi, hf_hub_download, snapshot_download

repo, sha256 = sys.argv[1:]

info = HfApi().model_info(repo)
assert info.sha, info
assert {file.path for file in HfApi().list_repo_tree(repo)} >= {"README.md", "model.bin"}
with open(hf_hub_download(repo, "model.bin"), "rb") as file:
    assert hashlib.sha256(file.read()).hexdigest() == sha256
assert "model.bin" in os.listdir(snapshot_download(repo))
print(f"huggingface_hub {huggingface_hub.__version__} ok")
