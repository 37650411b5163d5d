"""The platform's own API, and the sample model deployed for as long as a client calls it."""

import json
import os
import time
import urllib.request
from contextlib import contextmanager

URL, TOKEN = os.environ["YARD_TEST_URL"], os.environ["YARD_ADMIN_TOKEN"]
MODEL = "modelyard/guide-2m-gguf"


def api(method, path, body=None):
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/api/v1{path}", data, headers, method=method)) as answer:
        return json.loads(answer.read() or b"null")


def until(what, look):
    for _ in range(180):
        found = look()
        if found:
            return found
        time.sleep(1)
    raise AssertionError(f"{what} did not happen within three minutes")


def installed():
    return next((one for one in api("GET", "/runtimes")["items"] if one["id"] == "llama-cpp" and one["installedVersion"]), None)


@contextmanager
def starting():
    """The name under which exactly this deployment is called; it may not run yet."""
    until("the installation of llama-cpp", installed)
    deployment = api("POST", "/deployments", {"model": MODEL})["id"]
    yield f"{MODEL}@{deployment}"
    api("DELETE", f"/deployments/{deployment}")


@contextmanager
def deployed():
    with starting() as exact:
        path = f"/deployments/{exact.split('@')[1]}"
        until("the start of the deployment", lambda: api("GET", path)["status"] == "running")
        yield exact


@contextmanager
def api_key(name, **limits):
    key = api("POST", "/api-keys", {"name": name, "budget": {"limit": "1", "period": "month"}, "limits": limits})
    yield key
    api("DELETE", f"/api-keys/{key['id']}")


def usage_of(key):
    """What is asked right after an answer already holds it."""
    (mine,) = [item for item in api("GET", "/usage?groupBy=key&limit=100")["items"] if item["key"] == key["id"]]
    return mine


def requests_of(key):
    """The calls of a key, the last one first."""
    return api("GET", f"/requests?keyId={key['id']}&limit=100")["items"]
