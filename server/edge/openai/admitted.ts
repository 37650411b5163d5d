import type { Exchange } from "@/server/edge/exchange";

/** The call's id is what the client reads as its request id, and what usage lists it under. */
export async function admitted<T extends { readonly id: string }>(
  { response }: Exchange,
  admit: () => Promise<T>,
): Promise<T> {
  const admission = await admit();
  response.setHeader("x-request-id", admission.id);
  return admission;
}
