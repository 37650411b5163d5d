"""Calls a deployed model with Anthropic's official client: whole, streamed, with a tool, counted; finds each on the bill."""

import sys
from datetime import datetime
from decimal import Decimal

try:
    import anthropic
except ImportError:
    print("this environment is for the Hub client; the other one has anthropic")
    sys.exit(77)

from _calls import call, end, refused
from _deployed import MODEL, URL, api_key, deployed, requests_of, usage_of

MESSAGES = [{"role": "user", "content": "What is LoRA?"}]
CITY = {"type": "object", "properties": {"city": {"type": "string", "enum": ["Bern", "Ulm"]}}, "required": ["city"]}
TOOLS = [{"name": "weather", "description": "Tells the weather", "input_schema": CITY}]


def streamed(client, ask):
    with client.messages.stream(**ask) as stream:
        texts = list(stream.text_stream)
        message = stream.get_final_message()
    assert "".join(texts) == message.content[0].text, (texts, message)
    return message


LIMITS = [f"anthropic-ratelimit-{metric}-{what}" for metric in ("requests", "tokens") for what in ("limit", "remaining", "reset")]


def limits_of(headers):
    limits = {name.removeprefix("anthropic-ratelimit-"): headers[name] for name in LIMITS if name in headers}
    for name, value in limits.items():
        assert datetime.fromisoformat(value) if name.endswith("reset") else int(value) >= 0, (name, value)
    return limits


def refused_at_last(client, ask):
    """A new minute may begin between two calls, but not between any two of five."""
    for _ in range(5):
        try:
            client.messages.create(**ask)
        except anthropic.RateLimitError as error:
            return {**limits_of(error.response.headers), "retry-after": error.response.headers["retry-after"]}
    raise AssertionError("one call a minute was not refused")


with deployed() as exact, api_key("anthropic for Python") as key:
    client = anthropic.Anthropic(api_key=key["secret"], base_url=URL, max_retries=0)
    ask = {"model": exact, "max_tokens": 60, "messages": MESSAGES}
    call("models.list", lambda: [model.id for model in client.models.list()], lambda ids: MODEL in ids)
    told = [
        call("messages.create", lambda: client.messages.create(**ask), lambda message: "LoRA" in message.content[0].text),
        call("messages.stream", lambda: streamed(client, ask)),
        call(
            "messages.create with a tool",
            lambda: client.messages.create(**ask, tools=TOOLS, tool_choice={"type": "any"}),
            lambda message: message.content[0].input["city"] in ("Bern", "Ulm") and message.stop_reason == "tool_use",
        ),
    ]
    call("messages.count_tokens", lambda: client.messages.count_tokens(model=exact, messages=MESSAGES), lambda count: count.input_tokens == 13)
    refused("a model that nobody deployed", lambda: client.messages.create(**{**ask, "model": "modelyard/nothing"}), "NotFoundError")
    refused("an unknown key", lambda: anthropic.Anthropic(api_key="none", base_url=URL, max_retries=0).messages.create(**ask), "AuthenticationError")
    refused("no tokens at all", lambda: client.messages.create(**{**ask, "max_tokens": 0}), "BadRequestError")

    usages = [message.usage for message in told if message]
    tokens_in = sum(usage.input_tokens + usage.cache_read_input_tokens for usage in usages)
    tokens_out = sum(usage.output_tokens for usage in usages)
    mine = usage_of(key)
    billed = (mine["requests"], mine["inputTokens"], mine["outputTokens"])
    call("the bill", lambda: billed, lambda billed: billed == (3, tokens_in, tokens_out))
    costs = {Decimal(request["cost"]) for request in requests_of(key)}
    call("usage.cost", lambda: told[0].usage.cost, lambda cost: Decimal(cost) in costs and told[0].usage.currency == mine["currency"])

    with api_key("anthropic within limits", requestsPerMinute=100, tokensPerMinute=1_000_000) as limited:
        counted = anthropic.Anthropic(api_key=limited["secret"], base_url=URL, max_retries=0)
        call(
            "anthropic-ratelimit headers",
            lambda: limits_of(counted.messages.with_raw_response.create(**ask).headers),
            lambda limits: len(limits) == 6 and limits["requests-limit"] == "100" and int(limits["requests-remaining"]) < 100,
        )
    with api_key("anthropic beyond limits", requestsPerMinute=1) as limited:
        counted = anthropic.Anthropic(api_key=limited["secret"], base_url=URL, max_retries=0)
        call(
            "the same of a call that is refused",
            lambda: refused_at_last(counted, ask),
            lambda limits: limits["requests-remaining"] == "0" and 0 < int(limits["retry-after"]) <= 60,
        )

end("anthropic for Python")
