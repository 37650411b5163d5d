import { describe, expect, test } from "vitest";
import type { SourceId } from "./contract";
import { cloneUrlOf, pageUrlOf, suggestedName } from "./place";
import { readAddress } from "./read-address";

const INSIDE = "http://10.0.0.7:3000";
const read = (text: string, source?: SourceId) =>
  readAddress(text, { source, isInside: (origin) => origin === INSIDE });

describe("an address that somebody pasted", () => {
  test.each<[string, SourceId, string]>([
    ["openai/whisper-tiny", "huggingface", "model openai/whisper-tiny"],
    ["  openai/whisper-tiny ", "huggingface", "model openai/whisper-tiny"],
    ["datasets/rajpurkar/squad", "huggingface", "dataset datasets/rajpurkar/squad"],
    ["datasets/squad", "huggingface", "dataset datasets/squad"],
    ["spaces/ada/demo", "huggingface", "space spaces/ada/demo"],
    ["https://huggingface.co/openai/whisper-tiny", "huggingface", "model openai/whisper-tiny"],
    ["https://huggingface.co/openai/whisper-tiny/", "huggingface", "model openai/whisper-tiny"],
    ["https://huggingface.co/openai/whisper-tiny.git", "huggingface", "model openai/whisper-tiny"],
    ["https://huggingface.co/openai/whisper-tiny/tree/main", "huggingface", "model openai/whisper-tiny at main"],
    ["https://huggingface.co/openai/whisper-tiny/blob/v1/README.md", "huggingface", "model openai/whisper-tiny at v1"],
    [
      "https://huggingface.co/openai/whisper-tiny/tree/refs%2Fpr%2F1",
      "huggingface",
      "model openai/whisper-tiny at refs/pr/1",
    ],
    ["https://huggingface.co/openai/whisper-tiny?library=true#usage", "huggingface", "model openai/whisper-tiny"],
    ["https://huggingface.co/openai/whisper-tiny/discussions/3", "huggingface", "model openai/whisper-tiny"],
    ["https://huggingface.co/gpt2", "huggingface", "model gpt2"],
    ["https://huggingface.co/gpt2/tree/main", "huggingface", "model gpt2 at main"],
    ["https://huggingface.co/datasets/ada/letters/viewer", "huggingface", "dataset datasets/ada/letters"],
    ["https://HuggingFace.co/datasets/ada/letters", "huggingface", "dataset datasets/ada/letters"],
    ["https://hf.co/spaces/ada/demo/tree/main", "huggingface", "space spaces/ada/demo at main"],
    ["hf.co/ada/tiny", "huggingface", "model ada/tiny"],
    ["hf://datasets/ada/letters", "huggingface", "dataset datasets/ada/letters"],
    ["git@hf.co:datasets/ada/letters", "huggingface", "dataset datasets/ada/letters"],
    ["https://modelscope.cn/models/Qwen/Qwen3-8B/files", "modelscope", "model Qwen/Qwen3-8B"],
    ["https://www.modelscope.cn/models/Qwen/Qwen3-8B", "modelscope", "model Qwen/Qwen3-8B"],
    ["https://www.modelscope.cn/Qwen/Qwen3-8B.git", "modelscope", "model Qwen/Qwen3-8B"],
    ["https://modelscope.cn/datasets/AI-ModelScope/squad", "modelscope", "dataset datasets/AI-ModelScope/squad"],
    ["https://modelscope.cn/studios/ada/demo/summary", "modelscope", "space studios/ada/demo"],
    [
      "https://modelscope.cn/models/Qwen/Qwen3-8B/file/view/master/README.md",
      "modelscope",
      "model Qwen/Qwen3-8B at master",
    ],
    ["https://github.com/ggml-org/llama.cpp", "github", "code ggml-org/llama.cpp"],
    ["https://github.com/ggml-org/llama.cpp.git", "github", "code ggml-org/llama.cpp"],
    ["https://github.com/ggml-org/llama.cpp/tree/master/docs", "github", "code ggml-org/llama.cpp at master"],
    ["git@github.com:ggml-org/llama.cpp.git", "github", "code ggml-org/llama.cpp"],
    ["ssh://git@github.com/ggml-org/llama.cpp", "github", "code ggml-org/llama.cpp"],
    ["github.com/ggml-org/llama.cpp", "github", "code ggml-org/llama.cpp"],
    ["https://gitlab.com/group/sub/project", "gitlab", "code group/sub/project"],
    ["https://gitlab.com/group/sub/project/-/tree/main/src", "gitlab", "code group/sub/project at main"],
    ["https://raw.githubusercontent.com/ada/tools/main/a.py", "github", "code ada/tools"],
    ["git.example.com/team/project.git", "git", "code team/project.git"],
    ["https://git.example.com/team/project.git", "git", "code team/project.git"],
    [`${INSIDE}/team/project.git`, "git", "code team/project.git"],
  ])("%s is of %s: %s", (text, source, found) => {
    const { kind, path, revision, ...rest } = read(text);
    const told = [kind, path, ...(revision === null ? [] : ["at", revision])].join(" ");
    expect({ source: rest.source, found: told }).toEqual({ source, found });
  });

  test.each<[string, SourceId, string]>([
    ["https://hub.example.com/models/ada/tiny/tree/main", "modelyard", "model ada/tiny"],
    ["hub.example.com/datasets/ada/letters/tree/refs%2Fpr%2F1", "modelyard", "dataset datasets/ada/letters"],
    ["https://hub.example.com/hf/ada/tiny", "modelyard", "model ada/tiny"],
    ["https://hub.example.com/hf/datasets/ada/letters/resolve/main/a.csv", "modelyard", "dataset datasets/ada/letters"],
    ["https://hub.example.com/ada/tiny", "modelyard", "model ada/tiny"],
    ["https://hub.example.com/admin/tiny", "modelyard", "model admin/tiny"],
    ["https://hub.example.com/datasets/ada/letters", "modelyard", "dataset datasets/ada/letters"],
    ["https://hub.example.com/codes/ada/tools.git", "modelyard", "code codes/ada/tools"],
    ["https://gitlab.example.com/team/project", "gitlab", "code team/project"],
    ["https://copy.example.com/datasets/ada/letters", "huggingface", "dataset datasets/ada/letters"],
    ["https://github.com/ada/tools.git", "git", "code ada/tools.git"],
    [`${INSIDE}/spaces/ada/demo`, "modelyard", "space spaces/ada/demo"],
  ])("%s, which is said to be of %s, is %s", (text, source, found) => {
    const { kind, path, ...rest } = read(text, source);
    expect({ source: rest.source, found: `${kind} ${path}` }).toEqual({ source, found });
  });

  test.each([
    ["", "bad_address"],
    ["gpt2", "bad_address"],
    ["ext::sh -c touch% /tmp/x", "bad_address"],
    ["ext::sh", "scheme_refused"],
    ["file:///etc/passwd", "scheme_refused"],
    ["-oProxyCommand=touch", "bad_address"],
    ["--upload-pack=touch", "bad_address"],
    ["ssh://-oProxyCommand=x/ada/tiny", "scheme_refused"],
    ["ssh://git@example.com/ada/tiny", "scheme_refused"],
    ["git@example.com:ada/tiny.git", "bad_address"],
    ["git://github.com/ada/tiny", "scheme_refused"],
    ["ftp://example.com/ada/tiny", "scheme_refused"],
    ["data:text/plain,x", "scheme_refused"],
    ["javascript:alert(1)", "scheme_refused"],
    ["https://ada:secret@huggingface.co/ada/tiny", "credentials_in_address"],
    ["https://hf_token@huggingface.co/ada/tiny", "credentials_in_address"],
    ["https://huggingface.co@evil.example/ada/tiny", "credentials_in_address"],
    ["http://huggingface.co/ada/tiny", "insecure_address"],
    ["http://10.0.0.7/ada/tiny", "insecure_address"],
    ["http://10.0.0.7:3001/ada/tiny", "insecure_address"],
    ["https://example.com:22/ada/tiny", "port_refused"],
    ["https://example.com:5432/ada/tiny", "port_refused"],
    ["https://huggingface.co/", "bad_address"],
    ["https://huggingface.co/docs/hub", "bad_address"],
    ["https://huggingface.co/settings/tokens", "bad_address"],
    ["https://huggingface.co/spaces", "bad_address"],
    ["https://huggingface.co/-x/tiny", "bad_address"],
    ["https://huggingface.co/ada/%2e%2e%2f%2e%2e%2fetc", "bad_address"],
    ["https://huggingface.co/ada/%ff", "bad_address"],
    ["https://huggingface.co/ada/ti%00ny", "bad_address"],
    ["https://github.com/ada", "bad_address"],
    ["https://github.com/orgs/ada", "bad_address"],
    ["https://www.modelscope.cn/organization/ada", "bad_address"],
    ["https://gitlab.com/-/profile", "bad_address"],
    ["https://git.example.com/", "bad_address"],
    ["https://git.example.com/-x/y", "bad_address"],
    ["https://git.example.com/a b", "bad_address"],
    ["https://git.example.com/a\nb", "bad_address"],
    ["https://git.example.com\\@10.0.0.7/a", "bad_address"],
    ["https://git.example.com/%E2%80%AEa", "bad_address"],
    ["\u202ehttps://huggingface.co/ada/tiny", "bad_address"],
    [`https://git.example.com/${"a/".repeat(1_000)}`, "bad_address"],
    [`https://git.example.com/${"a".repeat(3_000)}`, "bad_address"],
  ])("%j is refused: %s", (text, reason) => {
    expect(() => read(text)).toThrowError(expect.objectContaining({ code: "invalid", reason }));
  });

  test("of one server is not taken for another", () => {
    expect(() => read("https://evil.example/ada/tiny", "github")).toThrowError(/choose Git/);
  });

  test("that leads to no repository is told of with one that would", () => {
    expect(() => read("https://github.com/ada")).toThrowError(/such as https:\/\/github\.com\/owner\/name/);
    expect(() => read("https://hub.example.com/organizations/ada", "modelyard")).toThrowError(
      /such as https:\/\/hub\.example\.com\/owner\/name/,
    );
  });

  test("never repeats a password in what it says", () => {
    expect(() => read("https://ada:hunter2@huggingface.co/ada/tiny")).toThrowError(
      expect.not.objectContaining({ message: expect.stringContaining("hunter2") }),
    );
  });
});

describe("a place elsewhere", () => {
  test.each([
    ["ada/tiny", "https://huggingface.co/ada/tiny", "https://huggingface.co/ada/tiny"],
    ["https://modelscope.cn/models/a/b", "https://www.modelscope.cn/a/b.git", "https://www.modelscope.cn/models/a/b"],
    [
      "https://modelscope.cn/datasets/a/b",
      "https://www.modelscope.cn/datasets/a/b.git",
      "https://www.modelscope.cn/datasets/a/b",
    ],
    ["https://www.github.com/a/b/tree/x", "https://github.com/a/b.git", "https://github.com/a/b"],
    ["https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c"],
    ["https://git.example.com/a/b.git", "https://git.example.com/a/b.git", "https://git.example.com/a/b.git"],
  ])("%s is cloned from %s and looked at under %s", (text, clone, pageOf) => {
    const place = read(text);
    expect([cloneUrlOf(place), pageUrlOf(place, place.kind)]).toEqual([clone, pageOf]);
  });

  test.each([
    ["team/project.git", "project"],
    ["a/b~c@d", "b-c-d"],
    ["a/..x--y..", "x-y"],
  ])("%s proposes the name %s", (path, name) => {
    expect(suggestedName({ path })).toBe(name);
  });
});
