import { type Ctx, defineQuery } from "@/server/kernel";
import { DeployablePage, ListDeployableInput } from "./contract";
import { getModelVersion } from "./model-choice";
import { findRuntime } from "./runtime-hint";

export const listDeployable = defineQuery({
  name: "inference.listDeployable",
  summary: "List what of a model can be deployed, and which runtime serves it",
  http: { method: "GET", path: "/deployable" },
  input: ListDeployableInput,
  output: DeployablePage,
  async run(ctx: Ctx<"repositories" | "packs">, { model, revision }) {
    const { choices, commit, formats } = await getModelVersion(ctx, { model, revision });
    const runtime = await findRuntime(ctx, choices.length > 0 ? ["gguf"] : formats);
    const reason = reasonFor({ formats, hasChoices: choices.length > 0, runtime });
    return { items: [...choices], nextCursor: null, commit, formats: [...formats], runtime, reason };
  },
});

interface Situation {
  readonly formats: readonly string[];
  readonly hasChoices: boolean;
  readonly runtime: Awaited<ReturnType<typeof findRuntime>>;
}

function reasonFor({ formats, hasChoices, runtime }: Situation): string | null {
  if (formats.length === 0) return "The model has no weights yet";
  const files = formats.join(" and ");
  if (runtime === null) return `No runtime of this platform serves ${files} files`;
  if (!runtime.isInstalled) return `The runtime pack ${runtime.title} serves this model and is not installed yet`;
  return hasChoices ? null : `The runtime pack ${runtime.title} serves ${files} files, and cannot be deployed yet`;
}
