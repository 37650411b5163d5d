import { z } from "zod";
import { type AnyOperation, DomainError, notFound } from "@/server/kernel";

export type Route<T extends AnyOperation = AnyOperation> = T & { readonly http: NonNullable<T["http"]> };

export const isRoute = (operation: AnyOperation): operation is Route => operation.http !== undefined;

export interface Found {
  readonly operation: Route;
  /** Path parameters, decoded. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Finds the operation of a method and a path below `/api/v1`. There is no per-route code to forget. */
export function routeTable(operations: readonly AnyOperation[]) {
  const routes = operations.filter(isRoute).map((operation) => {
    return { operation, pattern: patternOf(operation), isFixed: !operation.http.path.includes("{") };
  });
  const ordered = routes.toSorted((a, b) => Number(b.isFixed) - Number(a.isFixed));

  return (method: string, path: string): Found => {
    const matching = ordered.filter(({ pattern }) => pattern.test(path));
    const found = matching.find(({ operation }) => operation.http.method === method);
    if (found) return { operation: found.operation, parts: partsOf(found.pattern, path) };
    if (matching.length === 0) throw notFound("Endpoint", path);
    const allow = [...new Set(matching.map(({ operation }) => operation.http.method))];
    throw new DomainError("invalid", `Use ${allow.join(" or ")}`, { reason: "method_not_allowed", details: { allow } });
  };
}

function patternOf({ http, input }: Route): RegExp {
  const pattern = http.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${wordsOf(input.shape[name])})`);
  return new RegExp(`^${pattern}$`);
}

/** A parameter that is one of a few words matches nothing else. */
const wordsOf = (schema: unknown): string => (schema instanceof z.ZodEnum ? schema.options.join("|") : "[^/]+");

function partsOf(pattern: RegExp, path: string): Record<string, string> {
  const parts = Object.entries(pattern.exec(path)?.groups ?? {});
  return Object.fromEntries(parts.map(([name, part]) => [name, decode(part)]));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw malformed(part, cause);
  }
}

const malformed = (part: string, cause: unknown) =>
  new DomainError("invalid", `The path part ${part} is not percent-encoded UTF-8`, { cause });
