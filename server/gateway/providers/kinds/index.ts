import type { ProviderKindId } from "../../contract/provider";
import type { ProviderKind } from "./kind";
import { openaiCompatible } from "./openai-compatible";

const KINDS: Readonly<Record<ProviderKindId, ProviderKind>> = { "openai-compatible": openaiCompatible };

export const kindOf = (id: ProviderKindId): ProviderKind => KINDS[id];
