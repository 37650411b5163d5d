import type { Endpoint } from "@/server/gateway/contract";

interface KeyEndpoint {
  readonly endpoint: Endpoint;
  /** As it is called. */
  readonly path: string;
}

/** What keys can be made for. */
export const KEY_ENDPOINTS: readonly KeyEndpoint[] = [
  { endpoint: "chat.completions", path: "/v1/chat/completions" },
  { endpoint: "completions", path: "/v1/completions" },
  { endpoint: "embeddings", path: "/v1/embeddings" },
  { endpoint: "messages", path: "/v1/messages" },
  { endpoint: "responses", path: "/v1/responses" },
  { endpoint: "moderations", path: "/v1/moderations" },
  { endpoint: "rerank", path: "/v1/rerank" },
];
