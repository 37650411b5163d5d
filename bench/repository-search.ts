import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { OWNER, ownerPassword } from "@/server/supervisor/postgres";
import { forget, type RunningPlatform, startPlatform } from "./parts/platform";
import { printTable, quantile, verdict } from "./parts/table";

/** How soon a search answers in a large installation, as one types: names, words of cards, Chinese, mistakes. */
const REPOSITORIES = Number(process.argv[2] ?? 100_000);
const ROUNDS = 40;
const TARGET_P95_MS = 80;
const DATA = resolve(".cache/bench/repository-search");
const QUERIES = {
  "start of a common name": "llam",
  "two words": "qwen instruct",
  "a rare name": "qwen-7b-4711",
  "words of cards": "aquarium conversation",
  "Chinese words": "语言模型",
  "one letter": "q",
  "a mistyped name": "mistrall-7b-instrukt-99",
  "a task by its label": "文本生成",
  "a rare task by its label": "深度估计",
  nothing: "zzzzzz",
} as const;
/** A small answer without a search: what this machine takes in any case. */
const BASELINE = "/livez";

/** Rows alone: a search reads no git. Names, cards and popularity are spread as those of a public hub; ids are as the platform makes them. */
async function fill({ data }: RunningPlatform): Promise<void> {
  const port = Number(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[3]);
  const password = readFileSync(ownerPassword(data), "utf8").trim();
  const sql = postgres({ host: "127.0.0.1", port, user: OWNER, password, database: "yard", max: 1 });
  const families = ["llama", "qwen", "mistral", "gemma", "phi", "bert", "whisper", "falcon", "yi", "bloom"];
  const words = ["aquarium", "conversation", "medical", "legal", "finance", "poetry", "code", "math", "语言", "模型"];
  try {
    await sql`
      insert into repos (id, kind, owner_id, creator_id, name, name_folded, search_text, visibility, trend,
                         downloads, likes, filters, created_at, updated_at)
      select uuidv7(), case when number % 4 = 0 then 'dataset' else 'model' end, owner, owner, name, name,
             'modelyard/' || name, 'public', random() * 20, (random() * 1e6)::bigint, (random() * 1e4)::int,
             array['license:apache-2.0', case when number % 5000 = 0 then 'task:depth-estimation' else 'task:text-generation' end],
             now(), now()
        from (select number, (select id from accounts limit 1) as owner,
                     (${families}::text[])[1 + number % 10] || '-' || (number % 70) || 'b-' ||
                     (case when number % 3 = 0 then 'instruct-' else '' end) || number as name
                from generate_series(1, ${REPOSITORIES}::int) as number) as named`;
    await sql`
      insert into repo_documents (repo_id, part, vector)
      select id, 'content', array_to_tsvector(array(
               select distinct (${words}::text[])[1 + floor(random() * 10 * (id = id)::int)::int]
                 from generate_series(1, 3)) || array(
               select 'word' || floor(random() * 20000 * (id = id)::int)::int from generate_series(1, 60)))
        from repos where search_text like 'modelyard/%' on conflict do nothing`;
    await sql`analyze repos`;
    await sql`analyze repo_documents`;
  } finally {
    await sql.end();
  }
}

async function time(address: string): Promise<number> {
  const since = performance.now();
  const answer = await fetch(address);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address} answers with ${answer.status}`);
  return performance.now() - since;
}

await forget(DATA);
const platform = await startPlatform(DATA);
try {
  await fill(platform);
  const addresses = new Map<string, string>([
    ["without a search", BASELINE],
    ["the list of models", "/api/v1/models?limit=30"],
  ]);
  for (const [name, query] of Object.entries(QUERIES)) {
    addresses.set(name, `/api/v1/search/repositories?query=${encodeURIComponent(query)}`);
  }
  const times = new Map<string, number[]>([...addresses.keys()].map((name) => [name, []]));
  for (let round = -5; round < ROUNDS; round += 1) {
    for (const [name, address] of addresses) {
      const ms = await time(platform.url + address);
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  const base = quantile(times.get("without a search") ?? [], 0.5);
  const rows = [...times].map(([name, values]) => {
    const [p50, p95] = [quantile(values, 0.5), quantile(values, 0.95)];
    const milliseconds = [p50, p95].map((ms) => `${ms.toFixed(1)} ms`);
    return [name, ...milliseconds, `${(p50 / base).toFixed(0)}×`, verdict(p95 <= TARGET_P95_MS)];
  });
  const head = ["search", "p50", "p95", `p50 of ${BASELINE}`, `p95 ≤ ${TARGET_P95_MS} ms`];
  printTable(`${REPOSITORIES} repositories, ${ROUNDS} requests each, one after the other`, [head, ...rows]);
} finally {
  await platform.stop();
  await forget(DATA);
}
