import { z } from "zod";
import { Amount } from "@/server/billing/contract";
import { Money, PageInput, pageOf, Text } from "@/server/kernel/contract";
import { PROVIDER_KINDS, TEST_OUTCOMES } from "./provider-words";

export const ProviderKindId = z.enum(PROVIDER_KINDS);
export type ProviderKindId = z.infer<typeof ProviderKindId>;

export const MAX_PROVIDER_MODELS = 200;
const MAX_HEADERS = 16;
const MAX_ORGANIZATIONS = 100;

/** These say how a message is framed and where it goes: the platform alone sets them. */
const FRAMING =
  /^(?:connection|content-.*|cookie|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;

const HeaderName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, "A header's name has letters, digits and dashes")
  .refine((name) => !FRAMING.test(name), "The platform sets this header itself");
const HeaderValue = z
  .string()
  .max(1_000)
  .regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, "A header's value is text of ASCII");
const Headers = z
  .record(HeaderName, HeaderValue)
  .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `At most ${MAX_HEADERS} headers`)
  .describe("Sent with every call. Their values are sealed, and nothing gives them back.");

const provider = {
  name: Text.trim().min(1).max(100),
  baseUrl: Text.trim()
    .min(1)
    .max(2_000)
    .describe(
      "Where its interface begins, such as `https://api.openai.com/v1`; one inside the network only where YARD_INSIDE_ORIGINS names it.",
    ),
  credential: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "A credential is one word of ASCII")
    .max(4_000)
    .nullable()
    .describe("API key there. It is sealed, and nothing gives it back. Null: none."),
  headers: Headers,
  totalMs: z.int().min(1_000).max(3_600_000).describe("Longest time for a whole answer, in milliseconds."),
  idleMs: z.int().min(1_000).max(600_000).describe("Longest wait for its beginning and between two pieces of it."),
  isEnabled: z.boolean().describe("What is off is called by nobody."),
  organizations: z
    .array(Text.min(1).max(96))
    .max(MAX_ORGANIZATIONS)
    .describe("Whose members and keys may call its models; empty: everybody who is signed in."),
};

export const CreateProviderInput = z.strictObject({
  kind: ProviderKindId,
  name: provider.name,
  baseUrl: provider.baseUrl,
  credential: provider.credential.default(null),
  headers: provider.headers.default({}),
  totalMs: provider.totalMs.default(600_000),
  idleMs: provider.idleMs.default(60_000),
  isEnabled: provider.isEnabled.default(true),
  organizations: provider.organizations.default([]),
});

const ProviderAddress = z.strictObject({ providerId: z.uuid() });
export const DeleteProviderInput = ProviderAddress;
export const TestProviderInput = ProviderAddress;

export const UpdateProviderInput = ProviderAddress.extend({
  name: provider.name.optional(),
  baseUrl: provider.baseUrl
    .optional()
    .describe("A new origin does not get the credential and the headers that were given for the one before."),
  credential: provider.credential.optional(),
  headers: provider.headers.optional().describe("In place of those before."),
  totalMs: provider.totalMs.optional(),
  idleMs: provider.idleMs.optional(),
  isEnabled: provider.isEnabled.optional(),
  organizations: provider.organizations.optional(),
});

const model = {
  publicId: z
    .string()
    .max(200)
    .regex(
      /^[A-Za-z0-9][\w.:-]*(?:\/[A-Za-z0-9][\w.:-]*)?$/,
      "Use letters, digits, dots, dashes, colons and underscores, and at most one slash",
    )
    .describe("As callers name it, such as `openai/gpt-5` or `fast`; case does not matter."),
  upstreamName: Text.trim().min(1).max(300).describe("As the provider names it."),
  inputPrice: Amount.describe("For a million tokens of input."),
  cachedInputPrice: Amount.nullable().describe("For a million tokens of input that were in a cache; null: as others."),
  outputPrice: Amount.describe("For a million tokens of output."),
  contextLength: z.int().min(1).max(100_000_000).nullable().describe("Tokens that fit; null: unknown."),
  shadows: z
    .boolean()
    .describe(
      "Take the name although a model of that name is deployed here: the deployment goes first for its callers.",
    ),
};

export const CreateProviderModelInput = ProviderAddress.extend({
  publicId: model.publicId,
  upstreamName: model.upstreamName,
  inputPrice: model.inputPrice,
  cachedInputPrice: model.cachedInputPrice.default(null),
  outputPrice: model.outputPrice,
  contextLength: model.contextLength.default(null),
  shadows: model.shadows.default(false),
});

const ProviderModelAddress = ProviderAddress.extend({ modelId: z.uuid() });
export const DeleteProviderModelInput = ProviderModelAddress;
export const UpdateProviderModelInput = ProviderModelAddress.extend({
  publicId: model.publicId.optional(),
  upstreamName: model.upstreamName.optional(),
  inputPrice: model.inputPrice.optional(),
  cachedInputPrice: model.cachedInputPrice.optional(),
  outputPrice: model.outputPrice.optional(),
  contextLength: model.contextLength.optional(),
  shadows: model.shadows.default(false),
});

export const ProviderModel = z.object({
  id: z.uuid(),
  publicId: z.string(),
  upstreamName: z.string(),
  inputPrice: Money,
  cachedInputPrice: Money.nullable(),
  outputPrice: Money,
  currency: z.string().length(3),
  contextLength: z.int().nullable(),
  updatedAt: z.date(),
});
export type ProviderModel = z.infer<typeof ProviderModel>;

export const Provider = z.object({
  id: z.uuid(),
  kind: ProviderKindId,
  name: z.string(),
  baseUrl: z.string(),
  hasCredential: z.boolean(),
  headerNames: z.array(z.string()),
  totalMs: z.int(),
  idleMs: z.int(),
  isEnabled: z.boolean(),
  organizations: z.array(z.string()),
  models: z.array(ProviderModel),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Provider = z.infer<typeof Provider>;

export const ListProvidersInput = PageInput.extend({
  search: Text.trim().max(200).optional().describe("Part of the name of a provider or of one of its models."),
});
export const ProviderPage = pageOf(Provider);

export const ProviderTest = z.object({
  outcome: z
    .enum(TEST_OUTCOMES)
    .describe(
      "`refused`: it does not take the credential; `unexpected`: it answered, but not with its models; `late`: it did not answer in time; `closed`: this platform may not call the address.",
    ),
  status: z.int().nullable().describe("HTTP status of its answer."),
  latencyMs: z.int(),
  models: z.array(z.string()).describe("Models that it says it has; the first hundred."),
});
export type ProviderTest = z.infer<typeof ProviderTest>;
