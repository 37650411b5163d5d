"""Works through issues and pull requests as a Hugging Face client does. Environment: HF_ENDPOINT, HF_TOKEN."""

import os
import tempfile
from pathlib import Path

os.environ["HF_HUB_DISABLE_XET"] = "1"  # read when the library is imported: files go as LFS objects here

from huggingface_hub import CommitOperationAdd, HfApi, __version__, hf_hub_download

api = HfApi()
user = api.whoami()["name"]
repo = f"{user}/discussions-{__version__.replace('.', '-')}"
api.create_repo(repo)
api.upload_file(path_or_fileobj=b"one\n", path_in_repo="a.txt", repo_id=repo)

issue = api.create_discussion(repo, title="Broken", description="It does not work")
assert issue.num == 1 and issue.status == "open" and not issue.is_pull_request, issue
comment = api.comment_discussion(repo, 1, comment="Look")
assert comment.content == "Look" and comment.author == user, comment
edited = api.edit_discussion_comment(repo, 1, comment.id, new_content="Look again")
assert edited.edited and edited.content == "Look again", edited
hidden = api.hide_discussion_comment(repo, 1, comment.id)
assert hidden.hidden, hidden
assert api.rename_discussion(repo, 1, new_title="Still broken").new_title == "Still broken"
assert api.change_discussion_status(repo, 1, new_status="closed", comment="Done").new_status == "closed"

proposal = api.create_pull_request(repo, title="Better", description="Why")
assert proposal.num == 2 and proposal.status == "draft" and proposal.git_reference == "refs/pr/2", proposal
api.upload_file(path_or_fileobj=b"two\n", path_in_repo="a.txt", repo_id=repo, revision="refs/pr/2")
details = api.get_discussion_details(repo, 2)
assert details.status == "open" and details.target_branch == "refs/heads/main" and "+two" in details.diff, details
assert details.conflicting_files == [] and [event.type for event in details.events][:2] == ["comment", "commit"], details
api.merge_pull_request(repo, 2, comment="Thanks")
merged = api.get_discussion_details(repo, 2)
assert merged.status == "merged" and merged.merge_commit_oid == api.repo_info(repo).sha, merged
assert Path(hf_hub_download(repo, "a.txt", cache_dir=tempfile.mkdtemp())).read_text() == "two\n"

commit = api.create_commit(repo, [CommitOperationAdd("b.txt", b"b")], commit_message="Add b", create_pr=True)
assert commit.pr_num == 3 and commit.pr_url.endswith("/discussions/3"), commit
folder = Path(tempfile.mkdtemp())
(folder / "c.txt").write_text("c")
uploaded = api.upload_folder(repo_id=repo, folder_path=folder, commit_message="Add c", create_pr=True)
assert uploaded.pr_num == 4, uploaded

found = {discussion.num: discussion.status for discussion in api.get_repo_discussions(repo)}
assert found == {1: "closed", 2: "merged", 3: "open", 4: "open"}, found
assert [each.num for each in api.get_repo_discussions(repo, discussion_type="discussion")] == [1]
assert [each.num for each in api.get_repo_discussions(repo, discussion_status="open")] == [4, 3]
assert list(api.get_repo_discussions(repo, author="nobody-at-all")) == []
print("discussions", __version__, "ok")
