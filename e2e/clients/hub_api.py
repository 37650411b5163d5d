"""Every method of `HfApi` that has a server side here, one line for each. Environment: HF_ENDPOINT, HF_TOKEN."""

import os
import sys
import tempfile
from pathlib import Path

from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete, HfApi, HfFileSystem, __version__
from huggingface_hub import hf_hub_download, hf_hub_url, snapshot_download

api = HfApi()
version = __version__.replace(".", "-")
user = api.whoami()["name"]
model = f"{user}/api-{version}"
data = f"{user}/api-data-{version}"
space = f"{user}/api-space-{version}"
work = Path(tempfile.mkdtemp())
failures = []


def call(name, run, check=lambda result: True, method=None):
    """Calls, and prints what came of it. A method that this version does not have is said to be missing."""
    method = method or name.split(" ")[0].split("(")[0]
    if not hasattr(api, method) and method not in FUNCTIONS:
        print(f"{name}: not in this version")
        return None
    try:
        result = run()
        if hasattr(result, "__next__"):
            result = list(result)
        assert check(result), result
    except Exception as error:
        failures.append(name)
        print(f"{name}: FAILED {type(error).__name__}: {str(error)[:300]}")
        return None
    shown = str(result).replace("\n", " ")
    print(f"{name}: ok {shown[:90]}")
    return result


def refused(name, run, kind, method=None):
    """Calls what has to be refused with this exception."""

    def attempt():
        try:
            run()
        except Exception as error:
            if any(known.__name__ == kind for known in type(error).__mro__):
                return f"refused with {kind}"
            raise
        raise AssertionError(f"{kind} was expected")

    return call(name, attempt, method=method)


FUNCTIONS = {"HfFileSystem", "hf_hub_url", "hf_hub_download", "snapshot_download"}
names = lambda found: {getattr(item, "id", None) or getattr(item, "name", None) for item in found}

# Identity
call("whoami", api.whoami, lambda me: me["auth"]["accessToken"]["role"] == "write")
call("get_token_permission", lambda: api.get_token_permission(), lambda role: role == "write")
call("get_user_overview", lambda: api.get_user_overview(user), lambda found: found.username == user)
call("list_user_followers", lambda: list(api.list_user_followers(user)), lambda found: found == [])
call("list_user_following", lambda: list(api.list_user_following(user)), lambda found: found == [])
call("get_organization_overview", lambda: api.get_organization_overview("modelyard"), lambda found: found.name == "modelyard")
call("list_organization_members", lambda: list(api.list_organization_members("modelyard")))
call("list_organization_followers", lambda: list(api.list_organization_followers("modelyard")))
refused("get_user_overview of nobody", lambda: api.get_user_overview("nobody-at-all"), "HTTPError" if version.startswith("0-") else "HfHubHTTPError")

# Lifecycle
call("create_repo", lambda: api.create_repo(model), lambda url: url.repo_id == model)
call("create_repo exist_ok", lambda: api.create_repo(model, exist_ok=True), lambda url: url.repo_id == model)
call("create_repo dataset", lambda: api.create_repo(data, repo_type="dataset"), lambda url: url.repo_type == "dataset")
call("create_repo space", lambda: api.create_repo(space, repo_type="space", space_sdk="static"))
call("repo_exists", lambda: api.repo_exists(model))
call("auth_check", lambda: api.auth_check(model))
call("get_full_repo_name", lambda: api.get_full_repo_name("it"), lambda name: name == f"{user}/it")

# Uploads
card = f"---\nlicense: mit\npipeline_tag: text-generation\ntags: [mark-{version}]\nlibrary_name: transformers\n---\n# Model\n"
(work / "up" / "sub").mkdir(parents=True)
(work / "up" / "README.md").write_text(card)
(work / "up" / "config.json").write_text('{"model_type": "llama", "architectures": ["LlamaForCausalLM"]}')
(work / "up" / "sub" / "a b.txt").write_text("text\n")
header = b'{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}'
(work / "up" / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + bytes(16))
call("upload_folder", lambda: api.upload_folder(repo_id=model, folder_path=work / "up"))
call("upload_file", lambda: api.upload_file(path_or_fileobj=b"x" * 2_000, path_in_repo="blob.bin", repo_id=model))
call("upload_file dataset", lambda: api.upload_file(path_or_fileobj=b"a\n1\n", path_in_repo="data/train.csv", repo_id=data, repo_type="dataset"))
call(
    "create_commit",
    lambda: api.create_commit(
        model,
        [CommitOperationAdd("one.txt", b"1"), CommitOperationCopy("blob.bin", "copy.bin"), CommitOperationDelete("sub/a b.txt")],
        commit_message="Several",
    ),
    lambda commit: len(commit.oid) == 40,
)
addition = CommitOperationAdd("later.bin", b"y" * 3_000)
call("preupload_lfs_files", lambda: api.preupload_lfs_files(model, [addition]))
call("create_commit of what was uploaded", lambda: api.create_commit(model, [addition], commit_message="Later"), method="create_commit")
call("delete_file", lambda: api.delete_file("one.txt", model))
call("upload_large_folder", lambda: api.upload_large_folder(repo_id=model, folder_path=work / "up", repo_type="model", print_report=False))
call("delete_files", lambda: api.delete_files(model, ["copy.bin"]))
api.upload_file(path_or_fileobj=b"1", path_in_repo="folder/one.txt", repo_id=model)
call("delete_folder", lambda: api.delete_folder("folder", model))

# Reading
info = call("model_info", lambda: api.model_info(model), lambda found: found.pipeline_tag == "text-generation" and found.safetensors.total == 4)
call("model_info files_metadata", lambda: api.model_info(model, files_metadata=True), lambda found: any(file.lfs and file.size == 2_000 for file in found.siblings))
call("model_info securityStatus", lambda: api.model_info(model, securityStatus=True), lambda found: (getattr(found, "security_repo_status", None) or {}).get("filesWithIssues", []) == [])
everything = ["author", "baseModels", "cardData", "childrenModelCount", "config", "createdAt", "downloads", "downloadsAllTime", "gated", "lastModified", "library_name", "likes", "pipeline_tag", "private", "safetensors", "sha", "siblings", "tags", "transformersInfo", "trendingScore", "usedStorage"]
call("model_info expand", lambda: api.model_info(model, expand=everything), lambda found: found.transformers_info.auto_model == "AutoModelForCausalLM")
call("dataset_info", lambda: api.dataset_info(data), lambda found: found.id == data)
call("space_info", lambda: api.space_info(space), lambda found: found.runtime.stage == "PAUSED")
call("repo_info", lambda: api.repo_info(data, repo_type="dataset"), lambda found: len(found.sha) == 40)
call("resolve_revision", lambda: api.resolve_revision(model, cache_dir=work / "cache"))
call("revision_exists", lambda: api.revision_exists(model, "main"))
call("file_exists", lambda: api.file_exists(model, "config.json") and not api.file_exists(model, "none"))
call("list_repo_files", lambda: api.list_repo_files(model), lambda found: "model.safetensors" in found)
call("list_repo_tree", lambda: list(api.list_repo_tree(model, recursive=True, expand=True)), lambda found: {"blob.bin", "config.json"} <= {entry.path for entry in found})
call("get_paths_info", lambda: api.get_paths_info(model, ["blob.bin", "none"]), lambda found: [entry.path for entry in found] == ["blob.bin"])
call("list_repo_refs", lambda: api.list_repo_refs(model, include_pull_requests=True), lambda refs: refs.branches[0].name == "main")
call("list_repo_commits", lambda: api.list_repo_commits(model, formatted=True), lambda found: found[-1].title == "initial commit")
call("get_safetensors_metadata", lambda: api.get_safetensors_metadata(model), lambda found: found.parameter_count == {"F32": 4})
call("parse_safetensors_file_metadata", lambda: api.parse_safetensors_file_metadata(model, "model.safetensors"))
call("verify_repo_checksums", lambda: api.verify_repo_checksums(model, local_dir=snapshot_download(model, local_dir=work / "verify")))
call("hf_hub_url", lambda: hf_hub_url(model, "config.json"), lambda url: url.startswith(os.environ["HF_ENDPOINT"]))
call("get_hf_file_metadata", lambda: api.get_hf_file_metadata(url=hf_hub_url(model, "blob.bin")), lambda found: found.size == 2_000)
call("hf_hub_download", lambda: hf_hub_download(model, "blob.bin", cache_dir=work / "cache"), lambda path: Path(path).read_bytes() == b"x" * 2_000)
call("hf_hub_download force", lambda: hf_hub_download(model, "config.json", cache_dir=work / "cache", force_download=True))
call("snapshot_download", lambda: snapshot_download(model, cache_dir=work / "cache", allow_patterns=["*.json"]), lambda path: (Path(path) / "config.json").is_file())
refused("hf_hub_download of nothing", lambda: hf_hub_download(model, "none", cache_dir=work / "cache"), "EntryNotFoundError")
refused("model_info of nothing", lambda: api.model_info(f"{user}/none"), "RepositoryNotFoundError")
refused("model_info at no revision", lambda: api.model_info(model, revision="none"), "RevisionNotFoundError")

# Lists
call("list_models", lambda: list(api.list_models(author=user, search="api-", limit=100)), lambda found: model in names(found))
call("list_models filter", lambda: list(api.list_models(filter=["license:mit", f"mark-{version}"])), lambda found: names(found) == {model})
call("list_models full", lambda: list(api.list_models(author=user, full=True, cardData=True, fetch_config=True)), lambda found: all(item.sha for item in found))
call("list_models sort", lambda: [list(api.list_models(sort=key, limit=2)) for key in ("downloads", "likes", "createdAt", "lastModified")])
call("list_models pipeline_tag", lambda: list(api.list_models(author=user, pipeline_tag="text-generation")), lambda found: model in names(found))
call("list_models pages", lambda: list(api.list_models(author=user, expand=["likes"])) if not version.startswith("0-24") else True)
call("list_datasets", lambda: list(api.list_datasets(author=user, search="api-data", full=True)), lambda found: data in names(found))
call("list_spaces", lambda: list(api.list_spaces(author=user, full=True, linked=True)), lambda found: space in names(found))
call("get_model_tags", lambda: api.get_model_tags(), lambda tags: any(tag["id"] == "license:mit" for tag in tags["license"]) if isinstance(tags, dict) else True)
call("get_dataset_tags", lambda: api.get_dataset_tags())
call("list_user_repos", lambda: list(api.list_user_repos()), lambda found: model in names(found))

# Branches, tags, history
call("create_branch", lambda: api.create_branch(model, branch="feature/x"))
call("create_branch exist_ok", lambda: api.create_branch(model, branch="feature/x", exist_ok=True))
call("delete_branch", lambda: api.delete_branch(model, branch="feature/x"))
call("create_tag", lambda: api.create_tag(model, tag="v1", tag_message="First"))
call("create_tag exist_ok", lambda: api.create_tag(model, tag="v1", exist_ok=True))
call("delete_tag", lambda: api.delete_tag(model, tag="v1"))
refused("delete_tag of nothing", lambda: api.delete_tag(model, tag="v1"), "RevisionNotFoundError")
call("super_squash_history", lambda: api.super_squash_history(model, commit_message="Squashed"))
call("list_repo_commits squashed", lambda: api.list_repo_commits(model), lambda found: [entry.title for entry in found] == ["Squashed"])
call("list_lfs_files", lambda: list(api.list_lfs_files(model)), lambda found: "blob.bin" in {file.filename for file in found})
call("permanently_delete_lfs_files", lambda: api.permanently_delete_lfs_files(model, [file for file in api.list_lfs_files(model) if file.filename == "blob.bin"]))
call("list_lfs_files afterwards", lambda: list(api.list_lfs_files(model)), lambda found: "blob.bin" not in {file.filename for file in found})

# Likes
call("like", lambda: api.like(model))
call("list_liked_repos", lambda: api.list_liked_repos(user), lambda found: found.user == user)
call("list_repo_likers", lambda: list(api.list_repo_likers(model)))
call("unlike", lambda: api.unlike(model))

# Spaces
call("get_space_runtime", lambda: api.get_space_runtime(space), lambda runtime: runtime.stage == "PAUSED")
call("request_space_hardware", lambda: api.request_space_hardware(space, "t4-small"), lambda runtime: runtime.requested_hardware == "t4-small")
call("set_space_sleep_time", lambda: api.set_space_sleep_time(space, 3_600), lambda runtime: runtime.sleep_time == 3_600)
call("pause_space", lambda: api.pause_space(space), lambda runtime: runtime.stage == "PAUSED")
call("restart_space", lambda: api.restart_space(space, factory_reboot=True))
call("enable_space_dev_mode", lambda: api.enable_space_dev_mode(space), lambda runtime: runtime.dev_mode)
call("disable_space_dev_mode", lambda: api.disable_space_dev_mode(space))
call("request_space_storage", lambda: api.request_space_storage(space, "small"))
call("delete_space_storage", lambda: api.delete_space_storage(space))
call("add_space_secret", lambda: api.add_space_secret(space, "KEY", "hush", description="d"))
call("get_space_secrets", lambda: api.get_space_secrets(space), lambda found: set(found) == {"KEY"})
call("delete_space_secret", lambda: api.delete_space_secret(space, "KEY"))
call("add_space_variable", lambda: api.add_space_variable(space, "LEVEL", "1"), lambda found: found["LEVEL"].value == "1")
call("get_space_variables", lambda: api.get_space_variables(space), lambda found: set(found) == {"LEVEL"})
call("delete_space_variable", lambda: api.delete_space_variable(space, "LEVEL"), lambda found: found == {})
call("list_spaces_hardware", lambda: api.list_spaces_hardware())
call("list_space_templates", lambda: api.list_space_templates())
call("fetch_space_logs", lambda: list(api.fetch_space_logs(space)), lambda lines: lines == [])

# HfFileSystem
def file_system():
    system = HfFileSystem(skip_instance_cache=True)
    assert f"{model}/config.json" in system.ls(model, detail=False)
    with system.open(f"{model}/model.safetensors", "rb") as file:
        assert file.read(8) == len(header).to_bytes(8, "little")
        file.seek(-16, 2)
        assert file.read() == bytes(16)
    with system.open(f"{model}/written.txt", "w") as file:
        file.write("written")
    assert system.cat(f"{model}/written.txt") == b"written"
    assert system.glob(f"datasets/{data}/**/*.csv") == [f"datasets/{data}/data/train.csv"]
    assert system.info(f"{model}@main/config.json")["type"] == "file"
    system.rm(f"{model}/written.txt")
    return system.exists(f"{model}/config.json") and not system.exists(f"{model}/written.txt")


call("HfFileSystem", file_system)

# Settings and the end
call("update_repo_settings", lambda: api.update_repo_settings(model, private=True))
call("update_repo_visibility", lambda: api.update_repo_visibility(model, private=False))
call("duplicate_repo", lambda: api.duplicate_repo(model, f"{model}-copy"), lambda url: url.repo_id == f"{model}-copy")
call("duplicate_space", lambda: api.duplicate_space(space, f"{space}-copy"), lambda url: url.repo_id == f"{space}-copy")
call("move_repo", lambda: api.move_repo(model, f"{model}-moved"))
call("model_info moved", lambda: api.model_info(model), lambda found: found.id == f"{model}-moved", method="model_info")
for name, kind in ((f"{model}-moved", "model"), (data, "dataset"), (space, "space"), (f"{model}-copy", "model"), (f"{space}-copy", "space")):
    call(f"delete_repo {kind}", lambda: api.delete_repo(name, repo_type=kind, missing_ok=True))
call("repo_exists afterwards", lambda: not api.repo_exists(f"{model}-moved"))

print(f"huggingface_hub {__version__}: {len(failures)} failed {failures}")
sys.exit(1 if failures else 0)
