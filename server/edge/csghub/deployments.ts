import { listDeployments, updateDeployment } from "@/server/inference";
import type { Deployment } from "@/server/inference/contract";
import { DomainError, notFound } from "@/server/kernel";
import { answer, type Call } from "./call";

const MAX_SHOWN = 100;

/** CSGHub numbers deployments, and its command line shows nine digits; those of a UUID's random end tell them apart within a model. */
const numberOf = ({ id }: Deployment): number => Number.parseInt(id.slice(-12), 16) % 1_000_000_000;

const shown = (deployment: Deployment) => ({
  deploy_id: numberOf(deployment),
  deploy_name: deployment.model.split("/").at(-1) ?? deployment.model,
  model_id: deployment.model,
  status: deployment.status,
});

/** `GET user/{owner}/run/model?per=`: the newest deployments of an owner. */
export async function listOfUser(call: Call): Promise<void> {
  const { items } = await listDeployments.run(call.ctx, { owner: call.part.owner ?? "", limit: countIn(call) });
  answer(call, items.map(shown));
}

/** `GET models/{namespace}/{name}/run/{id}`. */
export async function getDeployment(call: Call): Promise<void> {
  answer(call, shown(await deploymentIn(call)));
}

/** `PUT …/run/{id}/start|stop`: one replica, or none. */
export async function setRunning(call: Call): Promise<void> {
  const { id } = await deploymentIn(call);
  const replicas = call.part.action === "start" ? 1 : 0;
  answer(call, shown(await updateDeployment.run(call.ctx, { id, replicas })));
}

async function deploymentIn({ ctx, part }: Call): Promise<Deployment> {
  const { items } = await listDeployments.run(ctx, {
    ...{ model: `${part.namespace}/${part.name}`, limit: MAX_SHOWN },
  });
  const found = items.filter((deployment) => String(numberOf(deployment)) === part.id);
  const [deployment] = found;
  if (!deployment) throw notFound("Deployment", part.id ?? "");
  if (found.length > 1) throw new DomainError("conflict", "Two deployments have this number: use their page instead");
  return deployment;
}

function countIn({ query }: Call): number {
  const asked = Number(query.get("per") ?? 50);
  return Number.isSafeInteger(asked) && asked >= 1 ? Math.min(asked, MAX_SHOWN) : 50;
}
