import { defineDetector } from "../detector";

export const huggingFace = defineDetector({
  kind: "hugging_face",
  keywords: ["hf_", "api_org_"],
  pattern: "(?:hf|api_org)_[A-Za-z0-9]{34}(?![A-Za-z0-9_])",
});

/** Every key since 2022 has this word in its middle: "OpenAI" in base 64. */
const OPENAI_MARK = "T3BlbkFJ";

export const openAi = defineDetector({
  kind: "openai",
  keywords: ["sk-"],
  pattern: `sk-(?:(?:proj|svcacct|admin)-)?[A-Za-z0-9_-]{20,80}?${OPENAI_MARK}[A-Za-z0-9_-]{20,80}`,
});

export const anthropic = defineDetector({
  kind: "anthropic",
  keywords: ["sk-ant-"],
  pattern: "sk-ant-[a-z]{3,6}[0-9]{2}-[A-Za-z0-9_-]{80,120}",
});

/** DeepSeek, DashScope and others: nothing but hexadecimal digits after `sk-`. */
export const hexKey = defineDetector({
  kind: "model_provider",
  keywords: ["sk-"],
  pattern: "sk-[0-9a-f]{32}(?![A-Za-z0-9_-])",
});

export const groq = defineDetector({
  kind: "model_provider",
  keywords: ["gsk_"],
  pattern: "gsk_[A-Za-z0-9]{52}(?![A-Za-z0-9_])",
});

export const replicate = defineDetector({
  kind: "model_provider",
  keywords: ["r8_"],
  pattern: "r8_[A-Za-z0-9]{37}(?![A-Za-z0-9_])",
});

export const nvidia = defineDetector({
  kind: "model_provider",
  keywords: ["nvapi-"],
  pattern: "nvapi-[A-Za-z0-9_-]{60,70}(?![A-Za-z0-9_-])",
});
