"""Walks a Hugging Face client through the life of a repository. Environment: HF_ENDPOINT, HF_TOKEN, HF_HOME."""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi, __version__, hf_hub_download, snapshot_download
from huggingface_hub.utils import EntryNotFoundError, RepositoryNotFoundError, RevisionNotFoundError

api = HfApi()
user = api.whoami()["name"]
assert api.whoami()["auth"]["accessToken"]["role"] == "write"
repo = f"{user}/roundtrip-{__version__.replace('.', '-')}"


def raises(error, work):
    try:
        work()
    except error as caught:
        return caught
    raise AssertionError(f"{error} was expected")


for kind in ("model", "dataset", "space"):
    extra = {"space_sdk": "static"} if kind == "space" else {}
    url = api.create_repo(repo, repo_type=kind, **extra)
    assert url.repo_id == repo and url.repo_type == kind, url
    assert api.create_repo(repo, repo_type=kind, exist_ok=True, **extra).repo_id == repo
    assert api.repo_exists(repo, repo_type=kind)

work = Path(tempfile.mkdtemp())
weights = os.urandom(12_000_000)
(work / "sub dir").mkdir()
(work / "model.safetensors").write_bytes(weights)
(work / "sub dir" / "größe.txt").write_text("hello ä\n")
(work / "empty.txt").write_text("")
(work / "blob.dat").write_bytes(bytes(range(256)) * 10)
(work / "README.md").write_text("---\nlicense: mit\ntags: [roundtrip]\npipeline_tag: text-generation\nlanguage: [en]\n---\n# Hello\n")
api.upload_folder(repo_id=repo, folder_path=work, commit_message="Everything")

info = api.model_info(repo, files_metadata=True)
files = {file.rfilename: file for file in info.siblings}
assert set(files) >= {"model.safetensors", "sub dir/größe.txt", "empty.txt", "blob.dat", "README.md", ".gitattributes"}, files
assert files["model.safetensors"].lfs["sha256"] == hashlib.sha256(weights).hexdigest()
assert files["blob.dat"].lfs is not None and files["empty.txt"].lfs is None
assert info.pipeline_tag == "text-generation" and {"license:mit", "roundtrip", "en"} <= set(info.tags), info.tags
assert info.card_data["license"] == "mit"

path = hf_hub_download(repo, "model.safetensors", cache_dir=work / "cache")
assert Path(path).read_bytes() == weights
folder = snapshot_download(repo, cache_dir=work / "cache")
assert (Path(folder) / "sub dir" / "größe.txt").read_text() == "hello ä\n"
assert (Path(folder) / "empty.txt").read_bytes() == b""

paths = [entry.path for entry in api.list_repo_tree(repo, recursive=True, expand=True)]
assert "sub dir" in paths and "sub dir/größe.txt" in paths
assert [entry.path for entry in api.get_paths_info(repo, ["README.md", "nothing"])] == ["README.md"]

head = api.repo_info(repo).sha
commit = api.create_commit(
    repo,
    [CommitOperationAdd("a/b.txt", b"one"), CommitOperationDelete("empty.txt")],
    commit_message="Change",
    parent_commit=head,
)
assert commit.oid == api.repo_info(repo).sha != head
stale = raises(Exception, lambda: api.create_commit(repo, [CommitOperationAdd("x", b"1")], commit_message="x", parent_commit=head))
assert stale.response.status_code == 412, stale
proposed = api.create_commit(repo, [CommitOperationAdd("x", b"1")], commit_message="x", create_pr=True)
assert proposed.pr_num == 1 and proposed.pr_revision == "refs/pr/1", proposed
assert not api.file_exists(repo, "x") and api.file_exists(repo, "x", revision="refs/pr/1")
bad = raises(Exception, lambda: api.upload_file(path_or_fileobj=b"---\na: [\n---\n", path_in_repo="README.md", repo_id=repo))
assert "YAML" in str(bad) or "yaml" in str(bad), bad

api.create_branch(repo, branch="feature/x")
raises(Exception, lambda: api.create_branch(repo, branch="feature/x"))
api.create_branch(repo, branch="feature/x", exist_ok=True)
api.upload_file(path_or_fileobj=b"on a branch", path_in_repo="branch.txt", repo_id=repo, revision="feature/x")
assert api.file_exists(repo, "branch.txt", revision="feature/x") and not api.file_exists(repo, "branch.txt")
api.create_tag(repo, tag="v1", tag_message="first")
refs = api.list_repo_refs(repo)
assert {branch.name for branch in refs.branches} == {"main", "feature/x"} and refs.tags[0].target_commit == commit.oid
api.delete_tag(repo, tag="v1")
api.delete_branch(repo, branch="feature/x")
assert [entry.title for entry in api.list_repo_commits(repo)] == ["Change", "Everything", "initial commit"]

raises(EntryNotFoundError, lambda: hf_hub_download(repo, "nothing.txt", cache_dir=work / "cache"))
raises(RevisionNotFoundError, lambda: hf_hub_download(repo, "a/b.txt", revision="nope", cache_dir=work / "cache"))
raises(RepositoryNotFoundError, lambda: api.model_info(f"{user}/nothing"))

assert repo in [model.id for model in api.list_models(author=user)]
assert repo in [model.id for model in api.list_models(search="roundtrip", filter="license:mit")]
assert [model.id for model in api.list_models(search="%")] == []

if hasattr(api, "update_repo_settings"):
    api.update_repo_settings(repo, private=True)
else:  # 0.24
    api.update_repo_visibility(repo, private=True)
raises(RepositoryNotFoundError, lambda: HfApi(token=False).model_info(repo))
api.move_repo(from_id=repo, to_id=f"{repo}-moved")
assert api.model_info(repo).id == f"{repo}-moved"
assert Path(hf_hub_download(repo, "a/b.txt", cache_dir=work / "cache2")).read_text() == "one"
for kind in ("dataset", "space"):
    api.delete_repo(repo, repo_type=kind)
api.delete_repo(f"{repo}-moved")
assert not api.repo_exists(f"{repo}-moved")
print(f"huggingface_hub {__version__} ok")
sys.exit(0)
