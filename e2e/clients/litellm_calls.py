"""Calls a deployed model with LiteLLM, as OpenAI's and as Anthropic's interface; finds each call on the bill."""

import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # it fetches prices from elsewhere otherwise

import json

import litellm
from _calls import call, end, refused
from _deployed import URL, api, api_key, requests_of, starting, until, usage_of
from _provider import provider
from _waits import ENDLESS, busy_key, noting, poor_key

MESSAGES = [{"role": "user", "content": "What is LoRA?"}]
CITY = {"type": "object", "properties": {"city": {"type": "string", "enum": ["Bern", "Ulm"]}}, "required": ["city"]}
TOOLS = [{"type": "function", "function": {"name": "weather", "description": "Tells the weather", "parameters": CITY}}]
YES = {"type": "object", "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}}, "required": ["answer"]}
FORMAT = {"type": "json_schema", "json_schema": {"name": "answer", "schema": {**YES, "additionalProperties": False}}}


def whole(chunks):
    chunks = list(chunks)
    return litellm.stream_chunk_builder(chunks, messages=MESSAGES)


def cities(answer):
    return [json.loads(one.function.arguments)["city"] for one in answer.choices[0].message.tool_calls]


def text(answer):
    return answer.choices[0].message.content


def leave_in_the_middle(stream, key):
    seen = 0
    for chunk in stream:
        seen += 1 if chunk.choices[0].delta.content else 0
        if seen == 5:
            break
    stream.completion_stream.response.close()
    until("the end of the call", lambda: requests_of(key))
    (request,) = requests_of(key)
    return seen, request["outcome"], request["outputTokens"]


def talk(interface, model, key):
    """The same calls in one of both languages; the usages of the answers."""
    used = []
    base = f"{URL}/v1" if interface == "openai" else URL
    given = {"model": f"{interface}/{model}", "messages": MESSAGES, "max_tokens": 60, "temperature": 0, "num_retries": 0}
    ask = {**given, "api_key": key["secret"], "api_base": base}

    def charged(name, check, **more):
        def run():
            answer = litellm.completion(**{**ask, **more})
            return whole(answer) if more.get("stream") else answer

        answer = call(f"{interface}: {name}", run, check)
        if answer is not None:
            used.append(answer.usage)

    streamed = {"stream": True, "stream_options": {"include_usage": True}}
    charged("completion", lambda answer: "LoRA" in text(answer))
    charged("completion, streamed", lambda answer: "LoRA" in text(answer), **streamed)
    forced = {"tools": TOOLS, "tool_choice": "required"}
    charged("completion with a tool", lambda answer: cities(answer)[0] in ("Bern", "Ulm"), **forced)
    charged("the same, streamed", lambda answer: cities(answer)[0] in ("Bern", "Ulm"), **forced, **streamed)
    charged("a structure", lambda answer: json.loads(text(answer))["answer"] in ("yes", "no"), response_format=FORMAT)
    refused(f"{interface}: an unknown key", lambda: litellm.completion(**{**ask, "api_key": "none"}), "AuthenticationError")
    nothing = {**ask, "model": f"{interface}/modelyard/nothing"}
    refused(f"{interface}: a model that nobody deployed", lambda: litellm.completion(**nothing), "NotFoundError")
    refused(f"{interface}: a temperature that is none", lambda: litellm.completion(**{**ask, "temperature": 9}), "BadRequestError")
    return ask, used


with starting() as exact, api_key("LiteLLM") as key:
    base = {"api_key": key["secret"], "api_base": f"{URL}/v1"}
    statuses, litellm.client_session = noting()
    early = {**base, "model": f"openai/{exact}", "messages": MESSAGES, "max_tokens": 60, "max_retries": 60}
    first = call("completion while the model starts", lambda: litellm.completion(**early), lambda answer: "LoRA" in text(answer))
    call("503 was tried again until it ran", lambda: statuses, lambda met: met[0] == 503 and met[-1] == 200)
    litellm.client_session = None
    until("the start of the deployment", lambda: api("GET", f"/deployments/{exact.split('@')[1]}")["status"] == "running")

    ask, used = talk("openai", exact, key)
    if first is not None:
        used.append(first.usage)
    vectors = call(
        "embedding",
        lambda: litellm.embedding(model=f"openai/{exact}", input=["one", "two"], **base),
        lambda found: len(found.data) == 2 and isinstance(found.data[0]["embedding"][0], float),
    )
    response = call(
        "responses",
        lambda: litellm.responses(model=f"openai/{exact}", input="What is LoRA?", max_output_tokens=60, **base),
        lambda found: "LoRA" in found.output[0].content[0].text,
    )
    mine = usage_of(key)
    tokens_in = sum(usage.prompt_tokens for usage in used) + vectors.usage.prompt_tokens + response.usage.input_tokens
    tokens_out = sum(usage.completion_tokens for usage in used) + response.usage.output_tokens
    billed = (mine["requests"], mine["inputTokens"], mine["outputTokens"])
    call("the bill", lambda: billed, lambda billed: billed == (len(used) + 2, tokens_in, tokens_out))

    with api_key("LiteLLM speaks Anthropic") as other:
        _, used = talk("anthropic", exact, other)
        mine = usage_of(other)
        tokens = (sum(usage.prompt_tokens for usage in used), sum(usage.completion_tokens for usage in used))
        billed = (mine["requests"], mine["inputTokens"], mine["outputTokens"])
        call("anthropic: the bill", lambda: billed, lambda billed: billed == (len(used), *tokens))

    with api_key("LiteLLM leaves") as left:
        endless = {**ask, "api_key": left["secret"], "max_tokens": 8_000, "response_format": ENDLESS, "stream": True}
        call(
            "a stream that is left in the middle: billed as far as it was seen",
            lambda: leave_in_the_middle(litellm.completion(**endless), left),
            lambda found: found[1] == "cancelled" and found[2] >= found[0],
        )
    with busy_key("LiteLLM waits", exact) as (busy, leave):
        met, litellm.client_session = noting(lambda status: leave() if status == 429 else None)
        waiting = {**ask, "api_key": busy["secret"], "max_retries": 60}
        del waiting["num_retries"]
        call("completion while its key is busy", lambda: litellm.completion(**waiting))
        call("429 was tried again until it was free", lambda: met, lambda met: met[0] == 429 and met[-1] == 200)
        litellm.client_session = None
    with provider() as model:
        twice = {**ask, "model": f"openai/{model('two-calls')}", "tools": TOOLS}
        call("parallel calls", lambda: cities(litellm.completion(**twice)), lambda found: found == ["Bern", "Ulm"])
        call(
            "parallel calls, streamed with mixed pieces",
            lambda: cities(whole(litellm.completion(**twice, stream=True))),
            lambda found: found == ["Bern", "Ulm"],
        )
        broken = {**ask, "model": f"openai/{model('breaks-off')}", "stream": True}
        refused("a stream that breaks off", lambda: list(litellm.completion(**broken)), "APIError")
    poor = poor_key("LiteLLM is poor")
    refused("an empty budget", lambda: litellm.completion(**{**ask, "api_key": poor["secret"]}), "RateLimitError")

end("LiteLLM")
