import type { z } from "zod";
import { type Ctx, defineStream } from "@/server/kernel";
import { DownloadDeploymentLogsInput } from "./contract";
import { getPermitted } from "./get-deployment";

export const downloadDeploymentLogs = defineStream({
  name: "inference.downloadDeploymentLogs",
  summary: "Download everything that is kept of what the programs of a deployment wrote",
  http: { method: "GET", path: "/deployments/{id}/logs/download" },
  input: DownloadDeploymentLogsInput,
  produces: "text/plain",
  async run(ctx: Ctx<"compute">, input, { signal }) {
    await getPermitted(ctx, input.id, "deployment.read");
    const fileName = `deployment-${input.id}.log`;
    return { contentType: "text/plain; charset=utf-8", fileName, body: lines(ctx, input, signal) };
  },
});

type Input = z.infer<typeof DownloadDeploymentLogsInput>;

async function* lines(ctx: Ctx<"compute">, { id, replica, attempt }: Input, signal: AbortSignal) {
  const narrow = { ...(replica === undefined ? {} : { replica }), ...(attempt === undefined ? {} : { attempt }) };
  for await (const { time, stream, line, ...from } of ctx.ports.compute.logs(id, { ...narrow, signal })) {
    yield `${time.toISOString()} replica=${from.replica} attempt=${from.attempt} ${stream} ${line}\n`;
  }
}
