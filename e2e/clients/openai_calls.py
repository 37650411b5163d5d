"""Calls a deployed model with the official client: whole, streamed, cut, as a completion and as an embedding; finds each on the bill."""

import sys

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
    tokens_in = sum(usage.prompt_tokens for usage in used) + vectors.usage.prompt_tokens
    tokens_out = sum(usage.completion_tokens for usage in used)

    mine = usage_of(key)
    assert (mine["requests"], mine["inputTokens"], mine["outputTokens"]) == (4, tokens_in, tokens_out), (mine, tokens_in, tokens_out)
    assert next(one for one in api("GET", "/api-keys")["items"] if one["id"] == key["id"])["budget"]["spent"] == mine["cost"]

    try:
        client.chat.completions.create(model="modelyard/nothing", messages=MESSAGES)
        raise AssertionError("a model that nobody deployed was called")
    except openai.NotFoundError as error:
        assert error.code == "model_not_found", error

print(f"{tokens_in} + {tokens_out} tokens, {mine['cost']} {mine['currency']}")
