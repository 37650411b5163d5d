import type { ProviderKindId } from "../../contract/provider";

/** How a family of providers is spoken to. */
export interface ProviderKind {
  readonly id: ProviderKindId;
  /** Where it lists its models, below the base address; asked to see whether it answers. */
  readonly modelsPath: string;
  /** Headers that every call carries, with the credential in them. */
  readonly headersOf: (credential: string | null) => Readonly<Record<string, string>>;
}
