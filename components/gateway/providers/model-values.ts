import type { ProviderModel } from "@/server/gateway/contract/provider";

/** What is typed about a model of a provider. */
export interface ModelValues {
  readonly publicId: string;
  readonly upstreamName: string;
  readonly inputPrice: string;
  /** Empty: as other input. */
  readonly cachedInputPrice: string;
  readonly outputPrice: string;
  /** Empty: unknown. */
  readonly contextLength: string;
  readonly shadows: boolean;
}

export const modelValuesOf = (model: ProviderModel | null): ModelValues => ({
  publicId: model?.publicId ?? "",
  upstreamName: model?.upstreamName ?? "",
  inputPrice: model?.inputPrice ?? "",
  cachedInputPrice: model?.cachedInputPrice ?? "",
  outputPrice: model?.outputPrice ?? "",
  contextLength: model?.contextLength?.toString() ?? "",
  shadows: false,
});

/** As the operations take it. */
export const modelInputOf = ({ cachedInputPrice, contextLength, ...values }: ModelValues) => ({
  ...values,
  cachedInputPrice: cachedInputPrice === "" ? null : cachedInputPrice,
  contextLength: contextLength === "" ? null : Number(contextLength),
});
