import { expect, test } from "vitest";
import type { Provider } from "@/server/gateway/contract/provider";
import { headersIn, inputOf, valuesOf } from "./provider-values";

const PROVIDER: Provider = {
  ...{ id: "1", kind: "openai-compatible", name: "OpenAI", baseUrl: "https://api.openai.com/v1" },
  ...{ hasCredential: true, headerNames: ["X-Team"], totalMs: 600_000, idleMs: 60_000, isEnabled: true },
  ...{ organizations: ["lab", "shop"], models: [], createdAt: new Date(0), updatedAt: new Date(0) },
};

test("a form that nobody touched changes nothing, and leaves what is secret out", () => {
  expect(inputOf(valuesOf(PROVIDER))).toEqual({
    ...{ name: "OpenAI", baseUrl: "https://api.openai.com/v1", organizations: ["lab", "shop"] },
    ...{ totalMs: 600_000, idleMs: 60_000 },
  });
});

test("what is secret is replaced when it is typed, and forgotten when that is wanted", () => {
  const values = valuesOf(PROVIDER);
  expect(inputOf({ ...values, credential: "new", forgetsCredential: true })).toMatchObject({ credential: "new" });
  expect(inputOf({ ...values, forgetsCredential: true, forgetsHeaders: true })).toMatchObject({
    ...{ credential: null, headers: {} },
  });
});

test("headers stand on lines of their own; a value may have colons", () => {
  expect(headersIn("X-Team: blue\n\n X-At : 10:30 \nnonsense")).toEqual({
    "X-Team": "blue",
    "X-At": "10:30",
    nonsense: "",
  });
});
