import "server-only";
import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import type { GetFileInput } from "@/server/hub/contract/content";
import { DomainError } from "@/server/kernel";
import { api } from "./rsc";

const MODEL_FILE = /\.(?:safetensors|gguf|onnx)$/i;

/** What a model file says about itself, why that cannot be read, or `null` for a file that says nothing. */
export async function headerOfPage(where: z.infer<typeof GetFileInput>) {
  if (!MODEL_FILE.test(where.path)) return null;
  try {
    const [header, tensors] = await Promise.all([api.hub.getFileHeader(where), api.hub.listTensors(where)]);
    return { header, tensors, problem: null };
  } catch (error) {
    const { cause } = error instanceof TRPCError ? error : { cause: undefined };
    if (cause instanceof DomainError) return { problem: cause.message };
    throw error;
  }
}
