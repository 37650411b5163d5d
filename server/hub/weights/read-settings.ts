import type { Ctx } from "@/server/kernel";
import type { WeightFacts, Weights } from "../contract/weights";
import { findTextAt } from "../files/open-repo-file";
import { jsonIn } from "../formats/json-in";
import { networkSize } from "../networks";
import { type ModelConfig, openConfig } from "../networks/model-config";
import { contextOf, networkOfConfig, quantizationOf } from "../networks/network-facts";
import type { Repository } from "../repositories/repository";

type Described = WeightFacts & Pick<Weights, "activeParameters" | "isEstimated">;

export interface Settings {
  readonly config: ModelConfig | null;
  readonly hasChatTemplate: boolean;
}

/** What config.json and the tokenizer's settings say at a commit; `null` where a file is missing or no JSON. */
export async function readSettings(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<Settings> {
  const read = async (path: string) => openConfig(jsonIn((await findTextAt(ctx, repo, { commit, path })) ?? ""));
  const [config, tokenizer] = await Promise.all([read("config.json"), read("tokenizer_config.json")]);
  const hasFile = paths.some((path) => TEMPLATE_FILES.includes(path));
  return { config, hasChatTemplate: hasFile || (tokenizer !== null && hasTemplate(tokenizer)) };
}

const TEMPLATE_FILES: readonly string[] = ["chat_template.jinja", "chat_template.json"];

/** One template, or several with names. */
const hasTemplate = (tokenizer: ModelConfig) =>
  tokenizer.text("chat_template") !== null || tokenizer.isList("chat_template");

/**
 * Fills in what the headers leave open. Packed weights are counted by the settings: their tensors hold several numbers
 * in one.
 */
export function completed(facts: WeightFacts, { config, hasChatTemplate }: Settings): Described {
  if (config === null) return { ...facts, activeParameters: null, isEstimated: false };
  const quantization = facts.quantization ?? quantizationOf(config);
  const size = networkSize(config);
  const isEstimated = size !== null && (facts.parameters === null || quantizationOf(config) !== null);
  return {
    ...facts,
    parameters: isEstimated ? size.total : facts.parameters,
    activeParameters: size !== null && size.active < size.total ? size.active : null,
    isEstimated,
    architecture: facts.architecture ?? config.texts("architectures")?.[0] ?? config.text("model_type"),
    contextLength: facts.contextLength ?? contextOf(config),
    quantization,
    network: facts.network ?? networkOfConfig(config, hasChatTemplate),
  };
}
