"""`hf discussions` and `hf collections` of the command line of huggingface_hub 1 and 2. Environment: HF_ENDPOINT, HF_TOKEN."""

import os
import re
import subprocess
import sys
from pathlib import Path

os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"  # read when the library is imported

from huggingface_hub import HfApi, __version__

if int(__version__.split(".")[0]) < 1:
    print("the command line before 1 knows neither discussions nor collections")
    sys.exit(77)

from _calls import call, end, failures, refused

api = HfApi()
user = api.whoami()["name"]
program = str(Path(sys.executable).parent / "hf")
env = {**os.environ, "HF_HUB_DISABLE_UPDATE_CHECK": "1", "NO_COLOR": "1"}
mark = os.urandom(4).hex()
repo = f"{user}/talks-{mark}"
api.create_repo(repo)
api.upload_file(path_or_fileobj=b"one\n", path_in_repo="a.txt", repo_id=repo)


def hf(*args, expect="", fails=False):
    done = subprocess.run([program, *args], env=env, capture_output=True, text=True, timeout=120)
    text = done.stdout + done.stderr
    good = (done.returncode != 0) == fails and expect in text
    print(f"hf {' '.join(args)[:80]}: {'ok' if good else f'FAILED {done.returncode} {text[-600:]}'}", flush=True)
    if not good:
        failures.append(" ".join(args))
    return text


def talk(number):
    return api.get_discussion_details(repo, number)


hf("discussions", "create", repo, "--title", "Broken", "--body", "It does not work")
hf("discussions", "list", repo, expect="Broken")
hf("discussions", "info", repo, "1", expect="Broken")
hf("discussions", "comment", repo, "1", "--body", "Look")
comment = call("the comment", lambda: talk(1).events[-1], lambda event: event.content == "Look")
hf("discussions", "edit", repo, "1", comment.id, "--body", "Look again")
call("the edited comment", lambda: talk(1).events[-1], lambda event: event.content == "Look again")
hf("discussions", "rename", repo, "1", "Still broken")
hf("discussions", "close", repo, "1", "--yes", "--comment", "Done")
call("closed", lambda: talk(1), lambda found: found.status == "closed" and found.title == "Still broken")
hf("discussions", "list", repo, "--status", "closed", expect="Still broken")
hf("discussions", "reopen", repo, "1", "--yes")
call("open again", lambda: talk(1).status, lambda status: status == "open")
hf("discussions", "create", repo, "--title", "Better", "--body", "Why", "--pull-request")
api.upload_file(path_or_fileobj=b"two\n", path_in_repo="a.txt", repo_id=repo, revision="refs/pr/2")
hf("discussions", "list", repo, "--kind", "pull_request", expect="Better")
hf("discussions", "diff", repo, "2", expect="+two")
hf("discussions", "merge", repo, "2", "--yes")
call("merged", lambda: talk(2).status, lambda status: status == "merged")
hf("discussions", "info", repo, "99", fails=True)

title = f"Talks {mark}"
made = hf("collections", "create", title, "--description", "What is talked of", expect=f"talks-{mark}")
slug = re.search(rf"{user}/talks-{mark}-[0-9a-f]{{24}}", made)
slug = slug[0] if slug else next(iter(api.list_collections(owner=user))).slug
hf("collections", "ls", "--owner", user, "--format", "json", expect=title)
hf("collections", "info", slug, expect=title)
hf("collections", "add-item", slug, repo, "model", "--note", "The first")
hf("collections", "ls", "--item", f"models/{repo}", "--format", "json", expect=title)
item = call("the item", lambda: api.get_collection(slug).items[0], lambda one: one.note == "The first")
hf("collections", "update-item", slug, item.item_object_id, "--note", "The only one", "--position", "0")
call("the changed item", lambda: api.get_collection(slug).items[0].note, lambda note: note == "The only one")
hf("collections", "update", slug, "--title", f"{title} more", "--private", "--theme", "green")
call("the changed collection", lambda: api.get_collection(slug), lambda one: one.private and one.theme == "green")
hf("collections", "delete-item", slug, item.item_object_id)
call("nothing in it", lambda: api.get_collection(slug).items, lambda items: items == [])
hf("collections", "delete", slug)
hf("collections", "delete", slug, "--missing-ok")
refused("the collection is gone", lambda: api.get_collection(slug), "HfHubHTTPError")
api.delete_repo(repo)
end(f"hf discussions and hf collections of huggingface_hub {__version__}")
