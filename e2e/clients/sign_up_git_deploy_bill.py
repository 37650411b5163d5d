"""From sign-up to the bill, with the programs that people use. Environment: YARD_TEST_URL, HF_ENDPOINT."""

import filecmp
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import huggingface_hub
import openai

URL = os.environ["YARD_TEST_URL"]
MODEL = "modelyard/guide-2m-gguf"
WEIGHTS_MB = 300
MESSAGES = [{"role": "user", "content": "What is LoRA?"}]
NAME = f"story-{secrets.token_hex(4)}"
started = time.monotonic()
work = Path(tempfile.mkdtemp(prefix="story-"))


def step(text):
    print(f"{time.monotonic() - started:6.1f} s  {text}", flush=True)


def rest(method, path, body=None, token=None):
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/api/v1{path}", data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error


def run(*command, cwd=work):
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def until(what, look, seconds=240):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"{what} did not happen within {seconds} seconds")


user = rest("POST", "/users", {"username": NAME, "email": f"{NAME}@example.com", "password": secrets.token_urlsafe(16)})
token = user["token"]
environment = {
    **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
    **{"HOME": str(work), "HF_HOME": str(work / "hf"), "HF_TOKEN": token, "HF_ENDPOINT": URL},
    **{"HF_HUB_DISABLE_XET": "1", "GIT_TERMINAL_PROMPT": "0", "HF_HUB_DISABLE_TELEMETRY": "1"},
}
step(f"{NAME} signed up over REST and has a token")

repo = f"{NAME}/weights"
nouns = "repo" if huggingface_hub.__version__.startswith("0.") else "repos"
run("hf", nouns, "create", repo)
assert rest("GET", f"/models/{repo}", token=token)["visibility"] == "public"
step(f"hf {nouns} create {repo} (huggingface_hub {huggingface_hub.__version__})")

run("git", "lfs", "install", "--skip-repo")
clone = work / "clone"
run("git", "clone", "--quiet", URL.replace("://", f"://{NAME}:{token}@") + f"/{repo}", str(clone))
with (clone / "model.safetensors").open("wb") as file:
    for _ in range(WEIGHTS_MB):
        file.write(os.urandom(1_000_000))
(clone / "config.json").write_text('{"model_type": "story"}\n')
(clone / "README.md").write_text("---\nlicense: mit\ntags: [story]\n---\n# Weights\n")
run("git", "add", "--all", cwd=clone)
run("git", "-c", f"user.name={NAME}", "-c", f"user.email={NAME}@example.com", "commit", "--quiet", "-m", "Weights", cwd=clone)
run("git", "push", "--quiet", cwd=clone)
head = run("git", "rev-parse", "HEAD", cwd=clone).strip()
assert rest("GET", f"/models/{repo}", token=token)["sha"] == head
step(f"git and git-lfs pushed three files, one of {WEIGHTS_MB} MB")

copy = work / "copy"
run("hf", "download", repo, "--local-dir", str(copy))
for name in ("model.safetensors", "config.json", "README.md"):
    assert filecmp.cmp(clone / name, copy / name, shallow=False), name
step("hf download brought the same bytes back")

(work / "notes.txt").write_text("uploaded\n")
run("hf", "upload", repo, str(work / "notes.txt"), "notes.txt")
run("git", "pull", "--quiet", cwd=clone)
assert (clone / "notes.txt").read_text() == "uploaded\n"
step("hf upload added a file, git pulled it")

deployment = rest("POST", "/deployments", {"model": MODEL}, token)


def settled():
    found = rest("GET", f"/deployments/{deployment['id']}", token=token)
    return found if found["status"] in ("running", "failed") else None


state = until("the start of the deployment", settled)
assert state["status"] == "running", state
step(f"{MODEL} is deployed and runs")

key = rest("POST", "/api-keys", {"name": "story"}, token)
client = openai.OpenAI(api_key=key["secret"], base_url=f"{URL}/v1", max_retries=0)
assert MODEL in [model.id for model in client.models.list()]
used = []
words = ""
for chunk in client.chat.completions.create(
    model=MODEL, messages=MESSAGES, stream=True, stream_options={"include_usage": True}
):
    words += "".join(choice.delta.content or "" for choice in chunk.choices)
    used += [chunk.usage] if chunk.usage else []
assert "LoRA" in words, words
used.append(client.chat.completions.create(model=MODEL, messages=MESSAGES).usage)
step(f"the OpenAI client streamed: {words[:60].strip()!r}")

expected = (2, sum(usage.prompt_tokens for usage in used), sum(usage.completion_tokens for usage in used))


def usage_of(key_id):
    items = rest("GET", "/usage?groupBy=key", token=token)["items"]
    rows = [(item["requests"], item["inputTokens"], item["outputTokens"]) for item in items if item["key"] == key_id]
    return rows[0] if rows else (0, 0, 0)


until("the usage", lambda: usage_of(key["id"])[0] >= expected[0], 30)
assert usage_of(key["id"]) == expected, (usage_of(key["id"]), expected)
step(f"usage shows exactly {expected[1]} + {expected[2]} tokens")

poor = rest("POST", "/api-keys", {"name": "poor", "budget": {"limit": "0.000001", "period": "month"}}, token)
limited = openai.OpenAI(api_key=poor["secret"], base_url=f"{URL}/v1", max_retries=0)


def refused():
    try:
        limited.chat.completions.create(model=MODEL, messages=MESSAGES)
    except openai.RateLimitError as error:
        return error
    return None


assert until("the refusal", refused, 30).code == "insufficient_quota"
step("the key's limit is reached: 429 insufficient_quota")

rest("DELETE", f"/deployments/{deployment['id']}", token=token)
rest("DELETE", f"/models/{repo}", token=token)
shutil.rmtree(work)
step("the story is over")
sys.exit(0)
