import { describe, expect, test } from "vitest";
import { createRateLimiter, POLICIES } from "./rate-limit";

const address = "203.0.113.7";

describe("limits on requests", () => {
  test("are each caller's own", () => {
    const limit = createRateLimiter(() => 0);
    for (let call = 0; call < POLICIES.api.limit; call++) limit("api", { address, authorization: "Bearer one" });
    expect(limit("api", { address, authorization: "Bearer one" }).isAllowed).toBe(false);
    expect(limit("api", { address, authorization: "Bearer two" }).isAllowed).toBe(true);
    expect(limit("api", { address, authorization: undefined }).isAllowed).toBe(true);
  });

  test("hold for somebody who makes up another token for each request", () => {
    const limit = createRateLimiter(() => 0);
    let allowed = 0;
    for (let call = 0; call < 11 * POLICIES.pages.limit; call++) {
      if (limit("pages", { address, authorization: `Bearer ${call}` }).isAllowed) allowed += 1;
    }
    expect(allowed).toBe(10 * POLICIES.pages.limit);
    expect(limit("pages", { address: "203.0.113.8", authorization: "Bearer 1" }).isAllowed).toBe(true);
  });

  test("on signing in know no token", () => {
    const limit = createRateLimiter(() => 0);
    const tries = Array.from({ length: 40 }, (_, at) => limit("signIn", { address, authorization: `Bearer ${at}` }));
    expect(tries.filter(({ isAllowed }) => isAllowed)).toHaveLength(POLICIES.signIn.limit);
  });
});
