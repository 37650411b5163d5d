import { authorizePlatform } from "@/server/access";
import { type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { ProviderTest, TestProviderInput } from "../contract/provider";
import { kindOf } from "./kinds";
import { headersFor } from "./provider-headers";
import { getProviderRow, type ProviderRow } from "./store";

const PATIENCE_MS = 10_000;
const MAX_ANSWER_BYTES = 2 << 20;
const MAX_MODELS = 100;
const MAX_NAME = 300;

export const testProvider = defineCommand({
  name: "gateway.testProvider",
  summary: "Ask a provider for its models: whether it answers, and takes the credential; it costs nothing",
  http: { method: "POST", path: "/admin/providers/{providerId}/test" },
  input: TestProviderInput,
  output: ProviderTest,
  async run(ctx, { providerId }) {
    await authorizePlatform(ctx, "platform.settings");
    const row = await getProviderRow(ctx.db, providerId);
    const headers = headersFor(ctx, row);
    const startedAt = performance.now();
    const found = await ask(ctx, row, headers).catch(failureOf);
    return { ...found, latencyMs: Math.round(performance.now() - startedAt) };
  },
});

type Found = Omit<ProviderTest, "latencyMs">;

async function ask(ctx: Ctx, row: ProviderRow, headers: Readonly<Record<string, string>>): Promise<Found> {
  const { status, body } = await ctx.fetch(`${row.baseUrl}${kindOf(row.kind).modelsPath}`, {
    headers,
    // A redirect would carry the credential to somebody else.
    redirect: "manual",
    totalMs: PATIENCE_MS,
    idleMs: PATIENCE_MS,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const models = status === 200 ? modelsIn(await jsonOf(body)) : null;
  if (status !== 200) await body?.cancel();
  if (models !== null) return { outcome: "ok", status, models };
  return { outcome: status === 401 || status === 403 ? "refused" : "unexpected", status, models: [] };
}

/** What `fetch` says of a connection that cannot be made, and of one that breaks. */
const CONNECTION_LOST = new Set(["fetch failed", "terminated"]);

/** What happened between us and the provider; anything else that is thrown is a bug of ours, and stays one. */
function failureOf(error: unknown): Found {
  const nothing = { status: null, models: [] };
  if (error instanceof DomainError) return { outcome: "closed", ...nothing };
  if (error instanceof Error && error.name === "TimeoutError") return { outcome: "late", ...nothing };
  if (error instanceof TypeError && CONNECTION_LOST.has(error.message)) return { outcome: "unreachable", ...nothing };
  throw error;
}

/** Ids as OpenAI and Anthropic list them, `{ data: [{ id }] }`; `null` for anything else. */
function modelsIn(answer: unknown): string[] | null {
  const { data } = Object(answer);
  if (!Array.isArray(data)) return null;
  const ids = data.map((one) => Object(one).id).filter((id) => typeof id === "string" && isStorable(id));
  return ids.slice(0, MAX_MODELS);
}

const isStorable = (id: string): boolean => id !== "" && id.length <= MAX_NAME && !/\p{Cc}/u.test(id);

/** `null` for what is not JSON, and for what is too long. */
async function jsonOf(body: Response["body"]): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) return null;
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
