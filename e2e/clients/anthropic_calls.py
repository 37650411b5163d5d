"""Calls a deployed model with Anthropic's official client: whole, streamed, with a tool, counted; finds each on the bill."""

import sys

try:
    import anthropic
except ImportError:
    print("this environment is for the Hub client; the other one has anthropic")
    sys.exit(77)

from _calls import call, end, refused
from _deployed import MODEL, URL, api_key, deployed, usage_of

MESSAGES = [{"role": "user", "content": "What is LoRA?"}]
CITY = {"type": "object", "properties": {"city": {"type": "string", "enum": ["Bern", "Ulm"]}}, "required": ["city"]}
TOOLS = [{"name": "weather", "description": "Tells the weather", "input_schema": CITY}]


def streamed(client, ask):
    with client.messages.stream(**ask) as stream:
        texts = list(stream.text_stream)
        message = stream.get_final_message()
    assert "".join(texts) == message.content[0].text, (texts, message)
    return message


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

end("anthropic for Python")
