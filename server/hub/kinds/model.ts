import { textOf, textsOf, typed } from "@/server/hub/card/read-field";
import { baseRelationOf } from "@/server/hub/lineage/card-links";
import { targetOf } from "@/server/hub/lineage/link";
import type { RepoKindEntry } from "./kind";

type Card = Readonly<Record<string, unknown>>;

const LIBRARIES_BY_FILE: readonly (readonly [string, RegExp])[] = [
  ["safetensors", /\.safetensors$/i],
  ["gguf", /\.gguf$/i],
  ["onnx", /\.onnx$/i],
  ["pytorch", /(^|\/)pytorch_model.*\.bin$/i],
  ["tensorboard", /(^|\/)events\.out\.tfevents/i],
];

export const model: RepoKindEntry = {
  kind: "model",
  title: "Model",
  wirePrefix: "",
  lfsPatterns: ["*.gguf"],
  firstCard: ({ license }) => (license === null ? null : { license }),
  factsOf: (card, paths) => {
    const found = LIBRARIES_BY_FILE.filter(([, pattern]) => paths.some((path) => pattern.test(path)));
    const byFile = found.map(([library]) => library);
    const library = textOf(card, "library_name") ?? byFile.find((name) => name === "gguf" || name === "onnx") ?? null;
    const task = textOf(card, "pipeline_tag");
    const tags = [
      ...(library === null ? [] : [library]),
      ...byFile,
      ...(task === null ? [] : [task]),
      ...textsOf(card, "tags"),
      ...typed("dataset", textsOf(card, "datasets")),
      ...textsOf(card, "language"),
      ...baseModelTags(card, paths),
      ...typed("license", textsOf(card, "license")),
    ];
    return { task, library, tags };
  },
};

function baseModelTags(card: Card, paths: readonly string[]): string[] {
  const bases = textsOf(card, "base_model").map((name) => targetOf(name)?.target ?? name);
  const relation = baseRelationOf(card, paths);
  return [...typed("base_model", bases), ...(relation === "base" ? [] : typed(`base_model:${relation}`, bases))];
}
