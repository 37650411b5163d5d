"""Buckets: the library and the command line of huggingface_hub 2 (`hf buckets`, `hf sync`, `hf cp`).

Environment: HF_ENDPOINT, HF_TOKEN. One line for each call.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"  # read when the library is imported

from huggingface_hub import HfApi, HfFileSystem, __version__

if int(__version__.split(".")[0]) < 2:
    print("huggingface_hub before 2 has no bucket whose files the platform could take")
    sys.exit(77)

from _calls import call, end, failures, refused

api = HfApi()
user = api.whoami()["name"]
home = Path(tempfile.mkdtemp())
bucket = f"{user}/bucket-{os.urandom(4).hex()}"
program = str(Path(sys.executable).parent / "hf")
env = {**os.environ, "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_UPDATE_CHECK": "1", "NO_COLOR": "1"}


def hf(*args, expect="", fails=False):
    done = subprocess.run([program, *args], env=env, capture_output=True, text=True, timeout=180)
    text = done.stdout + done.stderr
    good = (done.returncode != 0) == fails and expect in text
    print(f"hf {' '.join(args)[:80]}: {'ok' if good else f'FAILED {done.returncode} {text[-800:]}'}", flush=True)
    if not good:
        failures.append(" ".join(args))
    return text


def paths(recursive=True, prefix=None, of=bucket):
    return [item.path for item in api.list_bucket_tree(of, prefix=prefix, recursive=recursive)]


def fetch(path, of=bucket):
    target = home / "fetched"
    api.download_bucket_files(of, [(path, target)], raise_on_missing_files=True)
    return target.read_bytes()


weights = os.urandom(400_000)
call("create_bucket", lambda: api.create_bucket(bucket, private=True), lambda url: url.bucket_id == bucket)
call("create_bucket again", lambda: api.create_bucket(bucket, exist_ok=True), lambda url: url.bucket_id == bucket)
refused("create_bucket taken", lambda: api.create_bucket(bucket), "HfHubHTTPError")
call("bucket_info", lambda: api.bucket_info(bucket), lambda it: it.private and it.size == 0 and it.total_files == 0)
refused("bucket_info of none", lambda: api.bucket_info(f"{user}/none"), "BucketNotFoundError")
refused("bucket_info of a stranger", lambda: HfApi(token=False).bucket_info(bucket), "BucketNotFoundError")
added = [(weights, "models/w.bin"), (b"{}", "config.json"), (b"a", "models/deep/a b.txt"), (b"x", "models-old.txt")]
call("batch_bucket_files", lambda: api.batch_bucket_files(bucket, add=added))
call("an empty file", lambda: api.batch_bucket_files(bucket, add=[(b"", "models/.keep")]))
call("tree", paths, lambda found: found == ["config.json", "models-old.txt", "models/.keep", "models/deep/a b.txt", "models/w.bin"])
call("tree of the top", lambda: paths(False), lambda found: found == ["config.json", "models-old.txt", "models"])
call("tree of a folder", lambda: paths(False, "models"), lambda found: found == ["models/.keep", "models/deep", "models/w.bin"])
call("info counts", lambda: api.bucket_info(bucket), lambda it: it.total_files == 5 and it.size == 400_004)
call("paths info", lambda: list(api.get_bucket_paths_info(bucket, ["config.json", "none"])), lambda it: [one.size for one in it] == [2])
call("metadata", lambda: api.get_bucket_file_metadata(bucket, "models/w.bin"), lambda it: it.size == 400_000)
call("download", lambda: fetch("models/w.bin"), lambda it: it == weights)
call("download with a space", lambda: fetch("models/deep/a b.txt"), lambda it: it == b"a")
call("download nothing", lambda: fetch("models/.keep"), lambda it: it == b"")
refused("a file of nobody", lambda: api.batch_bucket_files(bucket, copy=[("bucket", bucket, "ab" * 32, "x")]), "BucketBatchError")
refused("a path that leaves", lambda: api.batch_bucket_files(bucket, add=[(b"y", "ok.txt"), (b"x", "../x")]), "BucketBatchError")
call("nothing of it", paths, lambda found: "ok.txt" not in found)
call("replace and delete", lambda: api.batch_bucket_files(bucket, add=[(b"{1}", "config.json")], delete=["models-old.txt"]))
call("replaced", lambda: fetch("config.json"), lambda it: it == b"{1}")
call("delete again", lambda: api.batch_bucket_files(bucket, delete=["models-old.txt"]))

repo = f"{user}/bucket-source-{os.urandom(4).hex()}"
api.create_repo(repo)
api.upload_file(path_or_fileobj=weights, path_in_repo="weights.bin", repo_id=repo)
call("copy from a repository", lambda: api.copy_files(f"hf://{repo}/weights.bin", f"hf://buckets/{bucket}/copied/"))
call("copied", lambda: fetch("copied/weights.bin"), lambda it: it == weights)
call("copy inside", lambda: api.copy_files(f"hf://buckets/{bucket}/models", f"hf://buckets/{bucket}/backup/"))
call("copied inside", lambda: paths(True, "backup"), lambda found: len(found) == 3)

fs = HfFileSystem()
root = f"buckets/{bucket}"
call("fs ls", lambda: sorted(fs.ls(f"{root}/models", detail=False)), lambda it: f"{root}/models/deep" in it)
call("fs cat", lambda: fs.cat_file(f"{root}/models/w.bin", start=10, end=20), lambda it: it == weights[10:20])
call("fs rm", lambda: fs.rm(f"{root}/backup", recursive=True))
call("fs write", lambda: fs.pipe_file(f"{root}/piped.txt", b"piped"))
call("fs wrote", lambda: fetch("piped.txt"), lambda it: it == b"piped")

local = home / "local"
(local / "sub").mkdir(parents=True)
(local / "one.txt").write_text("one")
(local / "sub" / "two.txt").write_text("two")
uri = f"hf://buckets/{bucket}"
hf("buckets", "list", expect=bucket)
hf("buckets", "list", "--search", bucket.split("-")[-1], expect=bucket)
hf("buckets", "info", bucket, expect="total_files")
hf("buckets", "create", f"{bucket}-cli", "--private")
hf("buckets", "create", f"{bucket}-cli", fails=True)
hf("sync", str(local), f"{uri}/synced")
call("synced", lambda: paths(True, "synced"), lambda found: found == ["synced/one.txt", "synced/sub/two.txt"])
hf("sync", str(local), f"{uri}/synced", "--dry-run", expect="skip")
(local / "one.txt").unlink()
(local / "three.txt").write_text("three")
hf("buckets", "sync", str(local), f"{uri}/synced", "--delete")
call("synced again", lambda: paths(True, "synced"), lambda found: found == ["synced/sub/two.txt", "synced/three.txt"])
hf("sync", f"{uri}/synced", str(home / "back"))
call("synced back", lambda: (home / "back" / "sub" / "two.txt").read_text(), lambda it: it == "two")
hf("cp", str(local / "three.txt"), f"{uri}/cp/three.txt")
hf("cp", f"{uri}/cp/three.txt", str(home / "cp.txt"))
call("cp", lambda: (home / "cp.txt").read_text(), lambda it: it == "three")
hf("cp", f"{uri}/cp/three.txt", f"hf://buckets/{bucket}-cli/three.txt")
call("cp between buckets", lambda: fetch("three.txt", f"{bucket}-cli"), lambda it: it == b"three")
hf("buckets", "list", f"{bucket}/synced", "-R", expect="two.txt")
hf("buckets", "list", bucket, "-R", "--tree", "-h", expect="w.bin")
hf("buckets", "rm", f"{bucket}/cp/three.txt", "--yes")
hf("buckets", "rm", f"{bucket}/synced", "--recursive", "--yes")
call("removed", lambda: paths(True, "synced"), lambda found: found == [])
hf("buckets", "settings", f"{bucket}-cli", "--public")
call("public for everybody", lambda: HfApi(token=False).bucket_info(f"{bucket}-cli"), lambda it: not it.private)
refused("written by nobody", lambda: HfApi(token=False).batch_bucket_files(f"{bucket}-cli", delete=["three.txt"]), "HfHubHTTPError")
hf("buckets", "move", f"{bucket}-cli", f"{bucket}-new")
call("the old name leads to the new one", lambda: api.bucket_info(f"{bucket}-cli"), lambda it: it.id == f"{bucket}-new")
hf("buckets", "delete", f"{bucket}-new", "--yes")
refused("gone", lambda: api.bucket_info(f"{bucket}-new"), "BucketNotFoundError")


def write_at_once():
    """Two writers on the same bucket: every file of both is there, and the sums are right."""
    before = api.bucket_info(bucket)
    errors = []

    def write(name):
        try:
            for at in range(4):
                HfApi().batch_bucket_files(bucket, add=[(f"{name} {at}".encode(), f"both/{name}/{at}.txt")])
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == [], errors
    return api.bucket_info(bucket).total_files - before.total_files


call("two writers", write_at_once, lambda count: count == 8)
call("a page and another one", lambda: len(paths(True, "both")), lambda count: count == 8)
call("the day of a file", lambda: next(iter(api.get_bucket_paths_info(bucket, ["config.json"]))).mtime.timestamp() - time.time(), lambda ago: -600 < ago < 60)
call("delete_bucket", lambda: api.delete_bucket(bucket))
call("delete_bucket again", lambda: api.delete_bucket(bucket, missing_ok=True))
end(f"buckets of huggingface_hub {__version__}")
