import type { ProviderKindId } from "../../contract/provider";
import { anthropic } from "./anthropic";
import type { ProviderKind } from "./kind";
import { openaiCompatible } from "./openai-compatible";

const KINDS: Readonly<Record<ProviderKindId, ProviderKind>> = { "openai-compatible": openaiCompatible, anthropic };

export const kindOf = (id: ProviderKindId): ProviderKind => KINDS[id];
