import { hardwareClasses } from "@/server/compute";
import { type Ctx, defineQuery } from "@/server/kernel";
import { GetFitInput, ModelFit } from "../contract/fit";
import type { Weights } from "../contract/weights";
import { fitOf, quantisedVariants, type WeightsVariant } from "../networks/fit";
import { getRepoAt } from "../repositories/get-readable-repo";
import { weightsOf } from "./get-weights";

export const getFit = defineQuery({
  name: "hub.getFit",
  summary: "Tell which hardware of this installation a model fits on",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/fit" },
  input: GetFitInput,
  output: ModelFit,
  async run(ctx: Ctx<"repositories" | "objects" | "host">, { contextLength, sequences, ...address }) {
    const weights = await weightsOf(ctx, await getRepoAt(ctx, address));
    const { network } = weights;
    const load = {
      contextLength: Math.min(contextLength, weights.contextLength || contextLength),
      sequences,
      cache: network?.cache ?? null,
      kvHeads: network?.kvHeads ?? null,
      hiddenSize: network?.hiddenSize ?? null,
      vocabularySize: network?.vocabularySize ?? null,
    };
    const variants = variantsOf(weights);
    const items = (await hardwareClasses(ctx)).flatMap((hardware) => {
      const fit = fitOf(hardware, variants, load);
      return fit ? { ...hardware, ...fit, usedDevices: fit.devices, devices: hardware.devices } : [];
    });
    return { contextLength: load.contextLength, sequences, hasCache: load.cache !== null, items };
  },
});

const DEFAULT_PARAMETER_BYTES = 2;

/** The files there are; of one set of tensors, what a quantiser would make of it too. */
function variantsOf({ variants, byDtype, bytes, parameters, quantization, formats }: Weights): WeightsVariant[] {
  if (formats[0] === "gguf")
    return variants.map(({ name, bytes: size }) => ({ name, bytes: size, isEstimated: false }));
  if (bytes > 0) {
    const [dtype] = Object.entries(byDtype).toSorted(([, one], [, two]) => two - one)[0] ?? [];
    const stored = { name: quantization ?? dtype ?? "", bytes, isEstimated: false };
    return [...quantisedVariants(stored, quantization === null ? parameters : null)];
  }
  if (parameters === null) return [];
  return [
    ...quantisedVariants({ name: "BF16", bytes: parameters * DEFAULT_PARAMETER_BYTES, isEstimated: true }, parameters),
  ];
}
