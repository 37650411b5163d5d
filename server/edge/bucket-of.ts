import type { Bucket } from "./rate-limit";
import { parseRepoAddress } from "./repo-path";

const MOUNT = /^(?:\/hf|\/csghub(?:\/(?:hf|csg|ms))?)(?=\/)/;
const API = /^\/(?:api|v1|oauth)\//;
const API_OF_REPOSITORY = /^\/api(?=\/(?:models|datasets|spaces|codes)\/)/;
const BYTES = /^(?:resolve|raw|info\/lfs|git-upload-pack)(?:\/|$)/;

/** Which limit a request counts against, by its raw path. Bytes of files have the widest, right after a repository's address. */
export function bucketOf(path: string, method: string): Bucket {
  // As pages read it: `%63allback` is a way to sign in, too.
  if (method === "POST" && /^\/api\/auth\/callback|\/oauth\/device$/.test(decodeURIComponent(path))) return "signIn";
  const asked = path.replace(MOUNT, "");
  const { rest = "" } = parseRepoAddress(asked.replace(API_OF_REPOSITORY, "").replace(/^\/buckets(?=\/)/, "")) ?? {};
  if (API.test(asked)) return API_OF_REPOSITORY.test(asked) && rest.startsWith("resolve/") ? "resolvers" : "api";
  return BYTES.test(rest) ? "resolvers" : "pages";
}
