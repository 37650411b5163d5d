"""The Hugging Face client on a platform with an S3 store. Environment: HF_ENDPOINT, HF_TOKEN, HF_HUB_DISABLE_XET."""

import hashlib
import os
import tempfile
from pathlib import Path

from huggingface_hub import HfApi, __version__, hf_hub_download, snapshot_download

api = HfApi()
repo = f"{api.whoami()['name']}/s3-{__version__.replace('.', '-')}"
api.create_repo(repo)

work = Path(tempfile.mkdtemp())
large, small = os.urandom(20_000_000), os.urandom(50_000)
(work / "model.safetensors").write_bytes(large)
(work / "adapter.bin").write_bytes(small)
(work / "config.json").write_text('{"model_type": "gpt2"}')
api.upload_folder(repo_id=repo, folder_path=work)

found = Path(hf_hub_download(repo, "model.safetensors"))
assert hashlib.sha256(found.read_bytes()).digest() == hashlib.sha256(large).digest()
folder = Path(snapshot_download(repo))
assert (folder / "adapter.bin").read_bytes() == small
assert (folder / "config.json").read_text() == '{"model_type": "gpt2"}'

# What was there before is not sent again, and a changed file replaces it.
changed = os.urandom(20_000_000)
api.upload_file(repo_id=repo, path_or_fileobj=changed, path_in_repo="model.safetensors")
api.upload_file(repo_id=repo, path_or_fileobj=changed, path_in_repo="copy.safetensors")
found = Path(hf_hub_download(repo, "copy.safetensors"))
assert found.stat().st_size == len(changed) and found.read_bytes() == changed
way = "LFS" if os.environ["HF_HUB_DISABLE_XET"] == "1" else "Xet"
print(f"huggingface_hub {__version__} uploaded and downloaded by {way}")
