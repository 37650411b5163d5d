import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import type { AnyOperation } from "@/server/kernel";
import type { Tenant } from "./tenant";

export type Input = Record<string, unknown>;

/** The part of a JSON schema that values are made from. */
export interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

/** What an operation takes, as a JSON schema: the only form that every kind of zod schema can be read in. */
export const shapeOf = ({ input }: AnyOperation): Shape =>
  z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Shape;

export const fieldsOf = (operation: AnyOperation): readonly (readonly [string, Shape])[] =>
  Object.entries(shapeOf(operation).properties ?? {});

const word = () => `w${randomBytes(5).toString("hex")}`;

/** A value that fits, without any meaning. */
export function sampleOf(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const [first] = shape.anyOf ?? shape.oneOf ?? [];
  if (first) return sampleOf(first);
  switch (shape.type) {
    case "string":
      return sampleText(shape);
    case "integer":
    case "number":
      return Math.max(1, shape.minimum ?? 1);
    case "boolean":
      return false;
    case "array":
      return Array.from({ length: shape.minItems ?? 0 }, () => sampleOf(shape.items ?? {}));
    case "object": {
      const wanted = (shape.required ?? []).map((name) => [name, sampleOf(shape.properties?.[name] ?? {})]);
      return Object.fromEntries(wanted);
    }
    default:
      return word();
  }
}

const FORMATS: Readonly<Record<string, () => string>> = {
  uuid: randomUUID,
  email: () => `${word()}@example.com`,
  uri: () => "https://example.com/",
  "date-time": () => new Date().toISOString(),
};
const CANDIDATES = () => [
  word(),
  `${word()}/${word()}`,
  "2026-01-01",
  "1.5",
  "1",
  randomBytes(32).toString("hex"),
  randomBytes(20).toString("hex"),
];

function sampleText({ format, pattern, minLength = 0 }: Shape): string {
  const made = format === undefined ? undefined : FORMATS[format]?.();
  if (made !== undefined) return made;
  const fits = (text: string) => text.length >= minLength && (pattern === undefined || new RegExp(pattern).test(text));
  return CANDIDATES().find(fits) ?? word().padEnd(minLength, "x");
}

/** What a parameter of this operation means for a tenant; `undefined` for one that names nothing of theirs. */
export function knownValue({ http, name: operation }: AnyOperation, key: string, tenant: Tenant): unknown {
  const path = http?.path ?? "";
  if (operation.includes(".create") && key === "name" && !path.includes("{name}")) return undefined;
  if (key === "name") return nameAt(path, tenant);
  if (key === "id") return tenant.ids[idKindAt(path)];
  if (key === "keyId") return tenant.ids[keyKindAt(path)];
  const known: Input = {
    ...{ shelf: "models", namespace: tenant.user.username, owner: tenant.user.username, author: tenant.user.username },
    ...{
      username: tenant.member,
      model: `${tenant.user.username}/${tenant.repo.name}`,
      organization: tenant.organization,
    },
    ...{ team: tenant.team, group: tenant.group, resourceGroup: tenant.group },
    ...{ commit: tenant.repo.head, revision: "main", path: "README.md", instanceId: tenant.ids.deployment },
    ...{ itemId: tenant.ids.collectionItem, deliveryId: tenant.ids.delivery, repoId: tenant.ids.repo },
    ...{ uploadId: tenant.ids.upload, tokenId: tenant.ids.token, invitationId: tenant.ids.invitation },
    ...{ mirrorId: tenant.ids.mirror, runId: tenant.ids.mirrorRun },
    ...{ actor: tenant.user.username, target: tenant.ids.repo, search: tenant.repo.name, query: tenant.repo.name },
    ...{ password: "not the password of anybody", currentPassword: "not the password of anybody" },
  };
  return known[key];
}

const ID_KINDS = { "/deployments": "deployment", "/collections": "collection", "/webhooks": "webhook" } as const;

function idKindAt(path: string): string {
  return Object.entries(ID_KINDS).find(([start]) => path.startsWith(start))?.[1] ?? "repo";
}

function keyKindAt(path: string): "sshKey" | "deployKey" | "apiKey" {
  if (path.startsWith("/ssh-keys")) return "sshKey";
  return path.includes("/deploy-keys") ? "deployKey" : "apiKey";
}

function nameAt(path: string, tenant: Tenant): string | undefined {
  if (path.startsWith("/organizations")) return tenant.organization;
  if (path.startsWith("/{shelf}")) return tenant.repo.name;
  return path.includes("{name}") ? tenant.user.username : undefined;
}

/** An input about what is a tenant's: what the operation needs, and with `withEverything` all that can name a thing. */
export function inputFor(operation: AnyOperation, tenant: Tenant, withEverything = false): Input {
  const { required = [], properties = {} } = shapeOf(operation);
  const entries = Object.entries(properties).flatMap(([key, shape]) => {
    const known = knownValue(operation, key, tenant);
    if (required.includes(key)) return [[key, fitting(operation, key, known) ?? sampleOf(shape)]];
    const value = withEverything ? fitting(operation, key, known) : undefined;
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** The value, when the parameter takes it: `target` is an id here and a name there. */
const fitting = ({ input }: AnyOperation, key: string, value: unknown): unknown => {
  const schema = input.shape[key];
  return value !== undefined && schema instanceof z.ZodType && schema.safeParse(value).success ? value : undefined;
};
