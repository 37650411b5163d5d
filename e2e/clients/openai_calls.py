"""Calls a deployed model with the official client: whole, streamed, cut, as a completion and as an embedding; finds each on the bill."""

import json
import os
import sys
import time
import urllib.request

try:
    import openai
except ImportError:
    print("this environment is for the Hub client; the other one has openai")
    sys.exit(77)

URL, TOKEN = os.environ["YARD_TEST_URL"], os.environ["YARD_ADMIN_TOKEN"]
MODEL = "modelyard/guide-2m-gguf"
MESSAGES = [{"role": "user", "content": "What is LoRA?"}]


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


until("the installation of llama-cpp", installed)
deployment = api("POST", "/deployments", {"model": MODEL})["id"]
until("the start of the deployment", lambda: api("GET", f"/deployments/{deployment}")["status"] == "running")
key = api("POST", "/api-keys", {"name": "python", "budget": {"limit": "1", "period": "month"}})
client = openai.OpenAI(api_key=key["secret"], base_url=f"{URL}/v1", max_retries=0)
exact = f"{MODEL}@{deployment}"

assert MODEL in [model.id for model in client.models.list()]
used = []

whole = client.chat.completions.create(model=exact, messages=MESSAGES, temperature=0)
assert "LoRA" in whole.choices[0].message.content, whole
used.append(whole.usage)

chunks = list(client.chat.completions.create(model=exact, messages=MESSAGES, stream=True, stream_options={"include_usage": True}))
assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices), chunks
used.append(chunks[-1].usage)

used.append(client.completions.create(model=exact, prompt="LoRA is", max_tokens=8).usage)

vectors = client.embeddings.create(model=exact, input=["one", "two"])
assert len(vectors.data) == 2 and all(isinstance(number, float) for number in vectors.data[0].embedding)
tokens_in = sum(usage.prompt_tokens for usage in used) + vectors.usage.prompt_tokens
tokens_out = sum(usage.completion_tokens for usage in used)

# What is asked right after the answer already holds it.
(mine,) = [item for item in api("GET", "/usage?groupBy=key")["items"] if item["key"] == key["id"]]
assert (mine["requests"], mine["inputTokens"], mine["outputTokens"]) == (4, tokens_in, tokens_out), (mine, tokens_in, tokens_out)
assert next(one for one in api("GET", "/api-keys")["items"] if one["id"] == key["id"])["budget"]["spent"] == mine["cost"]

try:
    client.chat.completions.create(model="modelyard/nothing", messages=MESSAGES)
    raise AssertionError("a model that nobody deployed was called")
except openai.NotFoundError as error:
    assert error.code == "model_not_found", error

api("DELETE", f"/api-keys/{key['id']}")
api("DELETE", f"/deployments/{deployment}")
print(f"{tokens_in} + {tokens_out} tokens, {mine['cost']} {mine['currency']}")
