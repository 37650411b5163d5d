"""Uploads harmless and harmful model files, and waits for what the scan of a built platform says of them."""

import os
import pickle
import sys
import time

from huggingface_hub import HfApi

WAIT_SECONDS = 120


class Harmful:
    def __reduce__(self):
        return os.system, ("true",)


def verdicts(api: HfApi, repo: str, paths: list[str]) -> dict[str, str]:
    files = api.get_paths_info(repo, paths, expand=True)
    return {file.path: file.security["status"] if file.security else "none" for file in files}


def main() -> None:
    api = HfApi()
    repo = api.create_repo(f"{api.whoami()['name']}/scanned-{os.getpid()}").repo_id
    try:
        contents = {"good.pkl": pickle.dumps({"a": [1, 2.5, "b"]}), "bad.pkl": pickle.dumps(Harmful())}
        for path, content in contents.items():
            api.upload_file(path_or_fileobj=content, path_in_repo=path, repo_id=repo)
        until = time.monotonic() + WAIT_SECONDS
        found: dict[str, str] = {}
        while time.monotonic() < until:
            found = verdicts(api, repo, list(contents))
            if found == {"good.pkl": "safe", "bad.pkl": "unsafe"}:
                print(f"scan of {len(found)} files: {found}")
                return
            time.sleep(0.5)
        sys.exit(f"the scan says {found}")
    finally:
        api.delete_repo(repo)


if __name__ == "__main__":
    main()
