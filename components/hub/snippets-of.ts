import { curlOf } from "@/components/patterns/call-snippets";
import type { Snippet } from "@/components/patterns/code-snippet-tabs";
import type { Repo } from "@/server/hub/contract/repo";
import type { Weights } from "@/server/hub/contract/weights";
import { hrefOf } from "./href";

interface Use {
  readonly repo: Repo;
  readonly weights: Weights | null;
  /** Address of this installation. */
  readonly origin: string;
  /** Its address over SSH, such as `ssh://git@hub.example.com:2222`; null when git is not served there. */
  readonly ssh: string | null;
}

const bash = (id: string, title: string, lines: readonly string[]): Snippet => ({
  id,
  title,
  language: "bash",
  code: lines.join("\n"),
});
const python = (id: string, title: string, lines: readonly string[]): Snippet => ({
  ...bash(id, title, lines),
  language: "python",
});

/** How to use a repository from a terminal or a program; host and name are filled in. */
export function snippetsOf(use: Use): readonly Snippet[] {
  const special = { model: ofModel, dataset: ofDataset, space: () => [], code: ofCode }[use.repo.kind](use);
  return [...special, ...ofEvery(use)];
}

const nameOf = ({ namespace, name }: Repo) => `${namespace}/${name}`;
const endpoint = (origin: string) => `export HF_ENDPOINT=${origin}`;

function ofModel({ repo, weights, origin }: Use): Snippet[] {
  const name = nameOf(repo);
  const formats = weights?.formats ?? [];
  const snippets: Snippet[] = [];
  if (repo.library === "transformers" || (repo.library === null && formats.includes("safetensors"))) {
    const task =
      repo.task === null ? `AutoModel.from_pretrained("${name}")` : `pipeline("${repo.task}", model="${name}")`;
    const [tool] = task.split(/[.(]/);
    snippets.push(
      python("transformers", "Transformers", [
        `# HF_ENDPOINT=${origin}`,
        `from transformers import ${tool}`,
        "",
        `model = ${task}`,
      ]),
    );
  }
  if (formats.includes("gguf")) {
    const choice = weights?.quantizations[0];
    snippets.push(
      bash("llama", "llama.cpp", [
        `export MODEL_ENDPOINT=${origin}/`,
        `llama-server -hf ${name}${choice ? `:${choice}` : ""}`,
      ]),
    );
  }
  if (formats[0] === "onnx") {
    const lines = [
      `# HF_ENDPOINT=${origin}`,
      "from huggingface_hub import hf_hub_download",
      "from onnxruntime import InferenceSession",
      "",
    ];
    snippets.push(
      python("onnx", "ONNX Runtime", [
        ...lines,
        `file = hf_hub_download("${name}", "${weights?.file}")`,
        "session = InferenceSession(file)",
      ]),
    );
  }
  if (repo.task === "text-generation") {
    const body = JSON.stringify({ model: name, messages: [{ role: "user", content: "Hello" }] });
    const call = curlOf({ url: `${origin}/v1/chat/completions`, key: { variable: "YARD_KEY" }, body });
    snippets.push(bash("api", "API", [call]));
  }
  return snippets;
}

function ofDataset({ repo, origin }: Use): Snippet[] {
  return [
    python("datasets", "Datasets", [
      `# HF_ENDPOINT=${origin}`,
      "from datasets import load_dataset",
      "",
      `data = load_dataset("${nameOf(repo)}")`,
    ]),
  ];
}

function ofCode({ repo, origin }: Use): Snippet[] {
  return [bash("zip", "zip", [`curl -LO ${origin}${hrefOf(repo, "archive", `${repo.defaultBranch}.zip`)}`])];
}

function ofEvery({ repo, origin, ssh }: Use): Snippet[] {
  const address = `${origin}${hrefOf(repo)}`;
  const type = repo.kind === "dataset" || repo.kind === "space" ? ` --repo-type ${repo.kind}` : "";
  const token = repo.visibility === "public" ? "" : ` -H "Authorization: Bearer $HF_TOKEN"`;
  return [
    ...(repo.kind === "code" ? [] : [bash("hf", "hf", [endpoint(origin), `hf download ${nameOf(repo)}${type}`])]),
    bash("git", "git", ["git lfs install", `git clone ${address}`]),
    ...(ssh === null ? [] : [bash("ssh", "git (SSH)", ["git lfs install", `git clone ${ssh}${hrefOf(repo)}`])]),
    bash("curl", "curl", [`curl -LO${token} ${address}/resolve/${encodeURIComponent(repo.defaultBranch)}/README.md`]),
  ];
}
