"""Gated repositories, collections and webhooks with the Python client.

Environment: HF_ENDPOINT, HF_TOKEN (who owns), READER_TOKEN (who asks), HF_HUB_DISABLE_XET=1.
"""

import json
import os
import urllib.request

from huggingface_hub import HfApi, __version__
from huggingface_hub.utils import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError

endpoint = os.environ["HF_ENDPOINT"]
owner, reader, visitor = HfApi(), HfApi(token=os.environ["READER_TOKEN"]), HfApi(token=False)
me, them = owner.whoami()["name"], reader.whoami()["name"]
repo = f"{me}/shared-{__version__.replace('.', '-')}"


def raises(error, work):
    try:
        work()
    except error as caught:
        return caught
    raise AssertionError(f"{error} was expected")


def ask():
    url, headers = f"{endpoint}/{repo}/ask-access", {"authorization": f"Bearer {os.environ['READER_TOKEN']}", "content-type": "application/json"}

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    request = urllib.request.Request(url, json.dumps({"Company": "ACME"}).encode(), headers, method="POST")
    try:
        urllib.request.build_opener(Stay).open(request)
    except urllib.error.HTTPError as answer:
        assert answer.code == 303, answer.read()


# A gate: metadata for everybody, files for those who were let in.
owner.create_repo(repo)
card = "---\nextra_gated_fields:\n  Company: text\n---\n# Shared\n"
owner.upload_file(path_or_fileobj=card.encode(), path_in_repo="README.md", repo_id=repo)
owner.upload_file(path_or_fileobj=b"{}", path_in_repo="config.json", repo_id=repo)
owner.update_repo_settings(repo, gated="manual")
assert owner.model_info(repo).gated == "manual" and visitor.model_info(repo).gated == "manual"
assert "config.json" in visitor.list_repo_files(repo)
for api in (visitor, reader):
    raises(GatedRepoError, lambda: api.hf_hub_download(repo, "config.json"))
    raises(GatedRepoError, lambda: api.auth_check(repo))
owner.auth_check(repo)
raises(HfHubHTTPError, lambda: list(reader.list_pending_access_requests(repo)))

ask()
[pending] = owner.list_pending_access_requests(repo)
assert (pending.username, pending.status, pending.fields) == (them, "pending", {"Company": "ACME"}), pending
owner.accept_access_request(repo, them)
raises(HfHubHTTPError, lambda: owner.accept_access_request(repo, them))
assert [one.username for one in owner.list_accepted_access_requests(repo)] == [them]
reader.auth_check(repo)
assert reader.hf_hub_download(repo, "config.json", force_download=True)
owner.reject_access_request(repo, them, rejection_reason="done")
raises(GatedRepoError, lambda: reader.auth_check(repo))
assert [one.username for one in owner.list_rejected_access_requests(repo)] == [them]
owner.cancel_access_request(repo, them)
assert len(list(owner.list_pending_access_requests(repo))) == 1
owner.update_repo_settings(repo, gated=False)
raises(HfHubHTTPError, lambda: list(owner.list_pending_access_requests(repo)))
reader.auth_check(repo)

# Collections
collection = owner.create_collection("Things we share", namespace=me, description="Short")
assert owner.create_collection("Things we share", namespace=me, exists_ok=True).slug == collection.slug
collection = owner.add_collection_item(collection.slug, repo, "model", note="the first")
assert [(item.item_id, item.item_type, item.note) for item in collection.items] == [(repo, "model", "the first")]
owner.add_collection_item(collection.slug, repo, "model", exists_ok=True)
raises(HfHubHTTPError, lambda: owner.add_collection_item(collection.slug, repo, "model"))
owner.update_collection_item(collection.slug, collection.items[0].item_object_id, note="changed", position=0)
assert owner.get_collection(collection.slug).items[0].note == "changed"
renamed = owner.update_collection_metadata(collection.slug, title="Renamed", theme="blue")
assert renamed.title == "Renamed" and reader.get_collection(collection.slug).slug == renamed.slug
assert [one.slug for one in reader.list_collections(owner=me, item=f"models/{repo}")] == [renamed.slug]
raises(HfHubHTTPError, lambda: reader.update_collection_metadata(renamed.slug, title="Mine"))
owner.delete_collection_item(renamed.slug, collection.items[0].item_object_id)
assert owner.get_collection(renamed.slug).items == []
owner.delete_collection(renamed.slug)
owner.delete_collection(renamed.slug, missing_ok=True)

# Webhooks
hook = owner.create_webhook(url="https://example.com/hook", watched=[{"type": "user", "name": me}], domains=["repo"], secret="s3")
assert (hook.url, hook.secret, hook.disabled, hook.domains) == ("https://example.com/hook", "s3", False, ["repo"]), hook
assert [one.id for one in owner.list_webhooks()] == [hook.id] and list(reader.list_webhooks()) == []
assert owner.update_webhook(hook.id, url="https://example.com/other").watched[0].name == me
assert owner.disable_webhook(hook.id).disabled and not owner.enable_webhook(hook.id).disabled
raises(HfHubHTTPError, lambda: reader.get_webhook(hook.id))
owner.delete_webhook(hook.id)
assert list(owner.list_webhooks()) == []

owner.delete_repo(repo)
raises(RepositoryNotFoundError, lambda: reader.auth_check(repo))
print(f"huggingface_hub {__version__} shares ok")
