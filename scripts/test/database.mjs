import { join } from "node:path";
import { loadTypescript } from "../build/bundle.mjs";
import { root } from "../setup/install.mjs";

/** The same embedded server that the platform uses, without the care for power failures. It ends with this process. */
export async function startTestDatabase() {
  const { startPostgres } = await loadTypescript("server/supervisor/postgres.ts");
  const server = await startPostgres({
    data: join(root, ".cache", "test-postgres"),
    report: (line) => process.stderr.write(`${line}\n`),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  const { name, password } = server.owner;
  return { url: `postgres://${name}:${password}@127.0.0.1:${server.port}/postgres`, stop: () => server.stop() };
}
