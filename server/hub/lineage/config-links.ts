import { textOf } from "../card/read-field";
import { type Link, targetOf } from "./link";

type Json = Readonly<Record<string, unknown>>;

/**
 * The model that an adapter belongs to (`adapter_config.json` of PEFT), and the one whose weights training began with
 * (`_name_or_path` in `config.json` of transformers). Folders of the trainer's machine are left out.
 */
export function configLinks({ adapter, config }: { readonly adapter: Json; readonly config: Json }): Link[] {
  const pinned = textOf(adapter, "revision");
  return [
    ...linkOf(textOf(adapter, "base_model_name_or_path"), "adapter").map((link) => ({
      ...link,
      revision: link.revision ?? pinned,
    })),
    ...linkOf(textOf(config, "_name_or_path"), "base"),
  ];
}

function linkOf(name: string | null, relation: "adapter" | "base"): Link[] {
  const target = name === null ? null : targetOf(name);
  return target ? [{ relation, origin: "config", targetKind: "model", ...target }] : [];
}
