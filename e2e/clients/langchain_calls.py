"""Calls a deployed model with LangChain for Python: chats, tools, structures, responses, vectors; finds each on the bill."""

from typing import Literal

from _calls import call, end, refused
from _deployed import URL, api, api_key, requests_of, starting, until, usage_of
from _provider import provider
from _waits import ENDLESS, busy_key, noting, poor_key
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

QUESTION = [HumanMessage("What is LoRA?")]
CITIES = ("Bern", "Ulm")


@tool
def weather(city: Literal["Bern", "Ulm"]) -> str:
    """Tells the weather"""
    return f"Sunny in {city}"


class Answer(BaseModel):
    answer: Literal["yes", "no"]


def gathered(stream):
    whole = None
    for chunk in stream:
        whole = chunk if whole is None else whole + chunk
    return whole


def leave_in_the_middle(client, key):
    seen = 0
    stream = client.stream(QUESTION, response_format=ENDLESS)
    for chunk in stream:
        seen += 1 if chunk.text else 0
        if seen == 5:
            break
    stream.close()
    until("the end of the call", lambda: requests_of(key))
    (request,) = requests_of(key)
    return seen, request["outcome"], request["outputTokens"]


def calls_twice(client):
    asked = gathered(client.stream("Weather in Bern and Ulm?"))
    results = [weather.invoke({**one, "type": "tool_call"}) for one in asked.tool_calls]
    return asked.tool_calls, client.invoke([HumanMessage("Weather?"), asked, *results]).text


def is_twice(calls):
    return [one["args"]["city"] for one in calls] == ["Bern", "Ulm"]


with starting() as exact, api_key("LangChain for Python") as key:

    def chat(**fields):
        given = {"model": exact, "api_key": key["secret"], "max_retries": 0, "temperature": 0, "max_tokens": 60}
        return ChatOpenAI(base_url=f"{URL}/v1", **{**given, **fields})

    used = []

    def charged(name, run, check=lambda result: True):
        result = call(name, run, check)
        if result is not None:
            used.append((result["raw"] if isinstance(result, dict) else result).usage_metadata)
        return result

    statuses, http = noting()
    charged("invoke while the model starts", lambda: chat(max_retries=60, http_client=http).invoke(QUESTION))
    call("503 was tried again until it ran", lambda: statuses, lambda met: met[0] == 503 and met[-1] == 200)
    until("the start of the deployment", lambda: api("GET", f"/deployments/{exact.split('@')[1]}")["status"] == "running")

    charged("invoke", lambda: chat().invoke(QUESTION), lambda answer: "LoRA" in answer.text)
    charged("stream", lambda: gathered(chat(stream_usage=True).stream(QUESTION)), lambda answer: "LoRA" in answer.text)
    forced = chat().bind_tools([weather], tool_choice="any")
    charged("bind_tools", lambda: forced.invoke("Weather?"), lambda answer: answer.tool_calls[0]["args"]["city"] in CITIES)
    named = chat(stream_usage=True).bind_tools([weather], tool_choice="weather")
    charged(
        "bind_tools, streamed",
        lambda: gathered(named.stream("Weather?")),
        lambda answer: answer.tool_calls[0]["args"]["city"] in CITIES,
    )
    calls = [{"name": "weather", "args": {"city": city}, "id": f"call_{city}", "type": "tool_call"} for city in CITIES]
    results = [ToolMessage(f"Sunny in {one['args']['city']}", tool_call_id=one["id"]) for one in calls]
    talked = [HumanMessage("Weather in Bern and Ulm?"), AIMessage("", tool_calls=calls), *results]
    charged("a conversation with the results of two calls", lambda: chat().invoke(talked), lambda answer: answer.text)
    for method in ("json_schema", "function_calling"):
        structured = chat().with_structured_output(Answer, method=method, include_raw=True)
        charged(
            f"with_structured_output by {method}",
            lambda structured=structured: structured.invoke("Is LoRA small?"),
            lambda found: found["parsed"].answer in ("yes", "no"),
        )
    responses = chat(use_responses_api=True)
    charged("responses", lambda: responses.invoke(QUESTION), lambda answer: "LoRA" in answer.text)
    charged("responses, streamed", lambda: gathered(responses.stream(QUESTION)), lambda answer: "LoRA" in answer.text)
    given = {"model": exact, "api_key": key["secret"], "base_url": f"{URL}/v1", "max_retries": 0}
    vectors = OpenAIEmbeddings(**given, check_embedding_ctx_length=False)
    call("embed_documents", lambda: vectors.embed_documents(["one", "two"]), lambda found: len(found) == 2)
    call("embed_query", lambda: vectors.embed_query("one"), lambda found: isinstance(found[0], float))

    mine = usage_of(key)
    seen = sum(usage["output_tokens"] for usage in used)
    call("the bill", lambda: (mine["requests"], mine["outputTokens"]), lambda bill: bill == (len(used) + 2, seen))

    with api_key("LangChain leaves") as left:
        endless = chat(api_key=left["secret"], max_tokens=None)
        call(
            "stream that is left in the middle: billed as far as it was seen",
            lambda: leave_in_the_middle(endless, left),
            lambda found: found[1] == "cancelled" and found[2] >= found[0],
        )
    with busy_key("LangChain waits", exact) as (busy, leave):
        met, http = noting(lambda status: leave() if status == 429 else None)
        waiting = chat(api_key=busy["secret"], max_retries=60, http_client=http)
        call("invoke while its key is busy", lambda: waiting.invoke(QUESTION))
        call("429 was tried again until it was free", lambda: met, lambda met: met[0] == 429 and met[-1] == 200)
    with provider() as model:
        twice = chat(model=model("two-calls")).bind_tools([weather])
        call("parallel calls", lambda: twice.invoke("Weather?").tool_calls, is_twice)
        call(
            "parallel calls, streamed with mixed pieces, and their results",
            lambda: calls_twice(twice),
            lambda found: is_twice(found[0]) and found[1] == "2 results",
        )
        broken = chat(model=model("breaks-off"))
        refused("a stream that breaks off", lambda: gathered(broken.stream(QUESTION)), "APIError")

    refused("an unknown key", lambda: chat(api_key="none").invoke(QUESTION), "AuthenticationError")
    refused("a model that nobody deployed", lambda: chat(model="modelyard/nothing").invoke(QUESTION), "NotFoundError")
    refused("a temperature that is none", lambda: chat(temperature=9).invoke(QUESTION), "BadRequestError")
    poor = poor_key("LangChain is poor")
    met, http = noting()
    hungry = chat(api_key=poor["secret"], max_retries=2, http_client=http)
    refused("an empty budget", lambda: hungry.invoke(QUESTION), "RateLimitError")
    call("which is not tried again", lambda: met, lambda met: met == [429])

end("LangChain for Python")
