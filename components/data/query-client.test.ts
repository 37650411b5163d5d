import { onlineManager } from "@tanstack/react-query";
import { afterEach, describe, expect, test } from "vitest";
import { createQueryClient } from "./query-client";

describe("the client of queries and mutations", () => {
  afterEach(() => onlineManager.setOnline(true));

  test("tells that the platform cannot be reached while the browser is offline, and does not wait", async () => {
    onlineManager.setOnline(false);
    const client = createQueryClient();
    const mutation = client.getMutationCache().build(client, {
      mutationFn: () => Promise.reject(new Error("There is no answer")),
    });
    await expect(mutation.execute(undefined)).rejects.toThrow("There is no answer");
    expect(mutation.state.isPaused).toBe(false);
  });
});
