import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/registry";
import { RESERVED_NAMES } from "@/server/identity/contract";

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" }).split("\n");
const matching = (pattern: RegExp) => files.filter((file) => pattern.test(file) && existsSync(file));
const read = (file: string) => readFileSync(file, "utf8");
const lines = (file: string) => read(file).split("\n").length;

describe("structure", () => {
  test("pages and layouts compose, they do not contain", () => {
    expect(matching(/^app\/.*\/(page|layout)\.tsx$/).filter((file) => lines(file) > 80)).toEqual([]);
  });

  test("nothing under app/ is a client component, except error boundaries that only point to one", () => {
    const clients = matching(/^app\/.*\.tsx$/).filter((file) => /^["']use client["']/.test(read(file)));
    const isPointer = (file: string) =>
      /\/(global-)?error\.tsx$/.test(file) && read(file).trimEnd().split("\n").length <= 3;
    expect(clients.filter((file) => !isPointer(file))).toEqual([]);
  });

  test("every page tells its title, except those that only lead on", () => {
    const untitled = matching(/^app\/.*\/page\.tsx$/).filter((file) => !/etadata\b/.test(read(file)));
    expect(untitled.filter((file) => !/^\s*(?:return )?redirect\(/m.test(read(file)))).toEqual([]);
  });

  test("a form with a password never puts it into an address, also before its script runs", () => {
    const forms = matching(/^(?:app|components)\/.*\.tsx$/)
      .filter((file) => /type="password"|<PasswordInput|type: "password"/.test(read(file)))
      .flatMap((file) => [...read(file).matchAll(/<form\b[^>]*/g)].map(([form]) => ({ file, form })));
    expect(forms.length).toBeGreaterThan(0);
    expect(forms.filter(({ form }) => !form.includes('method="post"'))).toEqual([]);
  });

  test("every operation that is defined is also reachable", () => {
    const defined = matching(/^server\/[^/]+\/.*\.ts$/)
      .filter((file) => !file.endsWith(".test.ts"))
      .flatMap((file) =>
        [...read(file).matchAll(/define(?:Query|Command|Stream)\(\{\s*name: "([^"]+)"/g)].map((match) => match[1]),
      );
    expect(operations.map((operation) => operation.name).sort()).toEqual(defined.sort());
  });

  test("an operation is named after its context and its export", () => {
    for (const { name } of operations) expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
  });

  test("no dumping grounds", () => {
    const banned = /^(utils?|helpers?|common|misc|lib|shared|types|constants)\.tsx?$/;
    expect(files.filter((file) => banned.test(basename(file)))).toEqual([]);
  });

  test("paths cited in the guides exist", () => {
    const cited = matching(/(ARCHITECTURE|CONTRIBUTING)\.md$/).flatMap((guide) =>
      [...read(guide).matchAll(/`((?:app|components|server|db|k8s|e2e|docs)\/[^`*<{ ]+)`/g)].map(
        (match) => match[1] ?? "",
      ),
    );
    expect(cited.filter((path) => !existsSync(path))).toEqual([]);
  });

  test("the tests that the list of attacks names exist", () => {
    const cited = [...read("docs/security-tests.md").matchAll(/`([^`*<{ ]+\/[^`*<{ ]+\.(?:tsx?|mjs|py))`/g)]
      .map((match) => match[1] ?? "")
      .map((path) => (/^(?:e2e|runtimes|components)\//.test(path) ? path : `server/${path}`));
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter((path) => !existsSync(path))).toEqual([]);
  });

  test("a list answers pages, and no answer holds a hash or a password", () => {
    const outputs = operations.flatMap((op) => (op.kind === "stream" ? [] : [{ name: op.name, output: op.output }]));
    const keysOf = (output: unknown): string[] => {
      const shape = output instanceof z.ZodObject ? output.shape : {};
      return Object.entries(shape).flatMap(([key, value]) => [key, ...keysOf(value)]);
    };
    for (const { output } of outputs) {
      const keys = keysOf(output);
      expect(keys.filter((key) => /hash$|password/i.test(key) && !/oid|sha/i.test(key))).toEqual([]);
    }
    const lists = outputs.filter(({ name }) => /\.list[A-Z]/.test(name));
    expect(lists.filter(({ output }) => !keysOf(output).includes("nextCursor")).map(({ name }) => name)).toEqual([]);
  });

  test("no index is descending: nulls last, as drizzle writes it, is no order of a list; ascending is read backwards", () => {
    expect(matching(/^db\/schema\//).filter((file) => /\bdesc\(\)/.test(read(file)))).toEqual([]);
  });

  test("the first words of our addresses cannot be taken as names", () => {
    const segments = matching(/^app\/.*\/(?:page|route)\.tsx?$/)
      .map((file) => file.split("/").filter((part) => !/^(?:app|\(.*\)|\[.*\]|page\.tsx|route\.ts)$/.test(part))[0])
      .filter((segment) => segment !== undefined);
    expect([...new Set(segments)].filter((segment) => !RESERVED_NAMES.includes(segment))).toEqual([]);
  });
});
