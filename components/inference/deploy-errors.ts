import type { TRPCClientErrorLike } from "@trpc/client";
import type { AppRouter } from "@/server/api/trpc/root";

/** Which field a refusal is about; `root` when it is about none. */
const FIELD_OF_REASON: Readonly<Record<string, string>> = {
  file_not_found: "file",
  file_incomplete: "file",
  unsupported_format: "file",
  unknown_framework: "framework",
  revision_not_found: "revision",
  insufficient_quota: "owner",
};
const FIELD_OF_PERMISSION: Readonly<Record<string, string>> = {
  "deployment.create": "owner",
  "platform.deployments": "shared",
};

interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What the server refused, each at the field that people can change. */
export function fieldErrors({ message, data }: TRPCClientErrorLike<AppRouter>): readonly FieldError[] {
  const { code = "", details = {} } = data?.domain ?? {};
  if (Array.isArray(details.errors)) return details.errors.flatMap(fieldErrorOf);
  const field = FIELD_OF_REASON[code] ?? FIELD_OF_PERMISSION[String(details.permission)] ?? "root";
  return [{ field, message }];
}

function fieldErrorOf(error: unknown): readonly FieldError[] {
  if (typeof error !== "object" || error === null || !("path" in error) || !("message" in error)) return [];
  return [{ field: String(error.path), message: String(error.message) }];
}
