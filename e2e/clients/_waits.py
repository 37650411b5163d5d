"""What a client does when a call cannot run: a key that is busy or poor, and the statuses that a client met."""

import json
import urllib.request
from contextlib import contextmanager

import httpx
from _deployed import URL, api, api_key

NODE = {"type": "object", "properties": {"a": {"$ref": "#/$defs/object"}}, "additionalProperties": False}
ENDLESS = {"type": "json_schema", "json_schema": {"name": "endless", "schema": {**NODE, "$defs": {"object": NODE}}}}


def noting(on_status=lambda status: None):
    """The statuses that a client of httpx meets, and the client."""
    statuses = []

    def note(response):
        statuses.append(response.status_code)
        on_status(response.status_code)

    return statuses, httpx.Client(event_hooks={"response": [note]}, timeout=120)


@contextmanager
def busy_key(name, model):
    """A key that may make one call at once, and makes it until it is told to leave."""
    body = {"model": model, "stream": True, "temperature": 0, "response_format": ENDLESS}
    body["messages"] = [{"role": "user", "content": "What is LoRA?"}]
    with api_key(name, parallelCalls=1) as key:
        headers = {"authorization": f"Bearer {key['secret']}", "content-type": "application/json"}
        asked = urllib.request.Request(f"{URL}/v1/chat/completions", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(asked) as answer:
            answer.readline()
            yield key, answer.close


def poor_key(name):
    """A key whose budget is too small for any call."""
    return api("POST", "/api-keys", {"name": name, "budget": {"limit": "0.0000001", "period": "month"}})
