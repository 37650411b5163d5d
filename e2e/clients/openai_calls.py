"""Calls a deployed model with the official client: whole, streamed, cut, as a completion and as an embedding; finds each on the bill."""

import sys
from decimal import Decimal

try:
    import openai
except ImportError:
    print("this environment is for the Hub client; the other one has openai")
    sys.exit(77)

from _deployed import MODEL, URL, api, api_key, deployed, usage_of

MESSAGES = [{"role": "user", "content": "What is LoRA?"}]

with deployed() as exact, api_key("openai for Python") as key:
    client = openai.OpenAI(api_key=key["secret"], base_url=f"{URL}/v1", max_retries=0)
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
    response = client.responses.create(model=exact, input="What is LoRA?", temperature=0)
    assert "LoRA" in response.output_text and client.responses.retrieve(response.id).output_text == response.output_text
    events = list(client.responses.create(model=exact, input="And QLoRA?", previous_response_id=response.id, stream=True))
    assert events[0].type == "response.created" and events[-1].type == "response.completed", [event.type for event in events]
    answered = [response.usage, events[-1].response.usage]
    assert answered[1].input_tokens > answered[0].input_tokens, answered
    client.responses.delete(response.id)
    tool = {"type": "function", "name": "look", "strict": True, "parameters": {"type": "object", "properties": {}, "required": [], "additionalProperties": False}}
    called = client.responses.create(model=exact, input="Look!", tools=[tool], tool_choice="required")
    assert called.output[0].type == "function_call" and called.output[0].name == "look", called
    answered.append(called.usage)

    tokens_in = sum(usage.prompt_tokens for usage in used) + vectors.usage.prompt_tokens + sum(usage.input_tokens for usage in answered)
    tokens_out = sum(usage.completion_tokens for usage in used) + sum(usage.output_tokens for usage in answered)
    cost = sum(Decimal(usage.cost) for usage in [*used, vectors.usage, *answered])

    mine = usage_of(key)
    assert (mine["requests"], mine["inputTokens"], mine["outputTokens"]) == (7, tokens_in, tokens_out), (mine, tokens_in, tokens_out)
    assert next(one for one in api("GET", "/api-keys")["items"] if one["id"] == key["id"])["budget"]["spent"] == mine["cost"]

    assert cost == Decimal(mine["cost"]), (cost, mine)

    try:
        client.chat.completions.create(model="modelyard/nothing", messages=MESSAGES)
        raise AssertionError("a model that nobody deployed was called")
    except openai.NotFoundError as error:
        assert error.code == "model_not_found", error

print(f"{tokens_in} + {tokens_out} tokens, {mine['cost']} {mine['currency']}")
