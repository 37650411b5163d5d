import { describe, expect, test } from "vitest";
import { contentPolicy, WORKER_POLICY } from "./content-policy";

const policy = () => contentPolicy({ contentOrigin: "http://content.localhost:3000", isDevelopment: false });

describe("what a page may load", () => {
  test("scripts need a nonce that no two answers share", () => {
    const nonces = [policy(), policy()].map((text) => /'nonce-([^']+)'/.exec(text)?.[1]);
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test("no inline script, no plug-in, no foreign frame around it (C4)", () => {
    const [, scripts = ""] = /script-src ([^;]+)/.exec(policy()) ?? [];
    expect(scripts).not.toMatch(/unsafe/);
    expect(policy()).toContain("object-src 'none'");
    expect(policy()).toContain("base-uri 'none'");
    expect(policy()).toContain("frame-ancestors 'self'");
    expect(policy()).toContain("frame-src http://content.localhost:3000");
  });

  test("a worker may compile WebAssembly, and run nothing from elsewhere", () => {
    expect(WORKER_POLICY).toContain("default-src 'none'");
    expect(WORKER_POLICY).toContain("script-src 'self' 'wasm-unsafe-eval';");
  });
});
